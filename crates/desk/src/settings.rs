//! Settings kept inside the vault: language and idle time.

use crate::app::App;
use crate::error::DeskError;
use crate::limits::IDLE_RANGE;
use crate::speech::Lang;
use vault::Vault;

const LANG: &str = "language";
const IDLE: &str = "idle_minutes";

/// Takes over what the vault remembers. A setting that cannot be read stays as it is.
pub(crate) fn adopt(app: &App, vault: &Vault) {
    let read = |key| vault.setting(key).ok().flatten();
    if let Some(lang) = read(LANG).as_deref().and_then(Lang::find) {
        app.set_lang(lang);
    }
    if let Some(minutes) =
        read(IDLE).and_then(|text| text.parse().ok()).filter(|m| IDLE_RANGE.contains(m))
    {
        app.set_idle_minutes(minutes);
    }
}

/// Speaks another language from now on, and after the next unlock if the vault is open.
pub(crate) async fn choose_lang(app: &App, lang: Lang) -> Result<(), DeskError> {
    app.set_lang(lang);
    keep(app, LANG, lang.code().to_owned()).await
}

/// Locks after this many idle minutes from now on.
pub(crate) async fn choose_idle(app: &App, minutes: u16) -> Result<(), DeskError> {
    app.set_idle_minutes(minutes);
    keep(app, IDLE, minutes.to_string()).await
}

async fn keep(app: &App, key: &'static str, text: String) -> Result<(), DeskError> {
    let kept = app.with_vault(move |vault| Ok(vault.set_setting(key, &text)?)).await;
    match kept {
        Err(DeskError::Locked) => Ok(()),
        other => other,
    }
}
