//! Making a vault, one thing a page: language, passphrase, identities, recovery code, code asked back.
//!
//! The vault exists from the third page on. Until the code was asked back it stays in this process's memory, and every
//! page says so; a lock drops it.

use askama::Template;
use axum::extract::State;
use rand_core::Rng;
use seal::{Level, RecoveryCode};
use vault::{NewVault, Secret, Vault};
use zeroize::Zeroizing;

use crate::app::{App, Phase};
use crate::choice::Choice;
use crate::error::DeskError;
use crate::fields::{Errors, Fields};
use crate::form::Form;
use crate::page::{Outcome, Page, go, show};
use crate::passphrase::{chosen, grade, level, suggestion};
use crate::route::{Access, Route};
use crate::speech::Lang;
use crate::{qr, settings};

/// Lines of a printed recovery code.
const LINES: u32 = 4;

/// Its addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/new", Access::Session, welcome),
        Route::post("/new", Access::Session, begin),
        Route::get("/new/passphrase", Access::Session, ask_passphrase),
        Route::post("/new/passphrase", Access::Session, take_passphrase),
        Route::get("/new/identities", Access::Session, ask_identities),
        Route::post("/new/identities", Access::Session, make),
        Route::get("/new/recovery", Access::Vault, show_recovery),
        Route::get("/new/confirm", Access::Vault, ask_back),
        Route::post("/new/confirm", Access::Vault, confirm),
        Route::get("/new/done", Access::Vault, done),
    ]
}

/// A vault being made.
pub enum Making {
    /// The passphrase is chosen.
    Passphrase(Secret),
    /// The vault stands; its recovery code is to be printed, and this line (from 0) asked back.
    Printing(RecoveryCode, usize),
}

#[derive(Template)]
#[template(path = "new/welcome.html")]
struct WelcomeView {
    page: Page,
    langs: Vec<Choice>,
    folder: String,
}

#[derive(Template)]
#[template(path = "new/passphrase.html")]
struct PassphraseView {
    page: Page,
    suggestion: Zeroizing<String>,
}

#[derive(Template)]
#[template(path = "new/identities.html")]
struct IdentitiesView {
    page: Page,
    level: Level,
    grade: u8,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "new/recovery.html")]
struct RecoveryView {
    page: Page,
    lines: Zeroizing<String>,
    picture: Zeroizing<String>,
    width: usize,
}

#[derive(Template)]
#[template(path = "new/confirm.html")]
struct ConfirmView {
    page: Page,
    line: usize,
}

#[derive(Template)]
#[template(path = "new/done.html")]
struct DoneView {
    page: Page,
}
crate::view!(WelcomeView, PassphraseView, IdentitiesView, RecoveryView, ConfirmView, DoneView);

/// Where there is a vault already, its own page.
fn elsewhere(app: &App) -> Option<Outcome> {
    match app.phase() {
        Phase::New => None,
        Phase::Locked => Some(go("/unlock")),
        Phase::Open => Some(go(if app.making().is_some() { "/new/recovery" } else { "/" })),
    }
}

async fn welcome(State(app): State<App>, page: Page) -> Outcome {
    if let Some(other) = elsewhere(&app) {
        return other;
    }
    let langs = Lang::all().map(|lang| Choice::new(lang.code(), lang.own_name())).collect();
    let fields = Fields::default().with("lang", page.t.lang().code());
    show(&WelcomeView {
        page: page.with(fields),
        langs,
        folder: app.place().dir().display().to_string(),
    })
}

async fn begin(State(app): State<App>, form: Form) -> Outcome {
    if let Some(lang) = Lang::find(form.fields.get("lang")) {
        settings::choose_lang(&app, lang).await?;
    }
    go("/new/passphrase")
}

async fn ask_passphrase(State(app): State<App>, page: Page) -> Outcome {
    elsewhere(&app).unwrap_or_else(|| show(&PassphraseView { page, suggestion: suggestion(&app) }))
}

async fn take_passphrase(State(app): State<App>, page: Page, form: Form) -> Outcome {
    if let Some(other) = elsewhere(&app) {
        return other;
    }
    match chosen(&page, &form.fields, "passphrase", "again") {
        Ok(passphrase) => {
            *app.making() = Some(Making::Passphrase(passphrase));
            go("/new/identities")
        }
        Err(errors) => show(&PassphraseView {
            page: page.again(Fields::default(), errors),
            suggestion: suggestion(&app),
        }),
    }
}

async fn ask_identities(State(app): State<App>, page: Page) -> Outcome {
    elsewhere(&app).unwrap_or_else(|| identities(&app, page))
}

fn identities(app: &App, page: Page) -> Outcome {
    let level = match &*app.making() {
        Some(Making::Passphrase(passphrase)) => level(passphrase.expose()),
        _ => return go("/new/passphrase"),
    };
    let choice = |value, key, hint| Choice::new(value, page.say(key)).hint(page.say(hint));
    let choices = vec![
        choice("apart", "new-identities-apart", "new-identities-apart-hint"),
        choice("one", "new-identities-one", "new-identities-one-hint"),
    ];
    show(&IdentitiesView { page, level, grade: grade(level), choices })
}

/// Makes the vault. From here on it exists.
async fn make(State(app): State<App>, page: Page, form: Form) -> Outcome {
    if let Some(other) = elsewhere(&app) {
        return other;
    }
    let identity_passphrase = match second(&app, &page, &form.fields) {
        Ok(second) => second,
        Err(errors) => {
            let chosen = Fields::default().with("both", form.fields.get("both"));
            return identities(&app, page.again(chosen, errors));
        }
    };
    let Some(Making::Passphrase(passphrase)) = app.making().take() else {
        return go("/new/passphrase");
    };
    create(&app, NewVault { passphrase, identity_passphrase, cost: app.cost() }).await?;
    go("/new/recovery")
}

/// The second passphrase, or None where one serves both.
fn second(app: &App, page: &Page, fields: &Fields) -> Result<Option<Secret>, Errors> {
    match fields.get("both") {
        "one" => Ok(None),
        "apart" => {
            let second = chosen(page, fields, "identity", "identity_again")?;
            let same = matches!(&*app.making(), Some(Making::Passphrase(first)) if first.expose() == second.expose());
            if same {
                Err(Errors::one("identity", page.say("new-identities-same")))
            } else {
                Ok(Some(second))
            }
        }
        _ => Err(Errors::one("both", page.say("new-identities-missing"))),
    }
}

async fn create(app: &App, new: NewVault) -> Result<(), DeskError> {
    let asked = usize::try_from(app.rng().next_u32() % LINES).unwrap_or_default();
    let making = app.clone();
    app.aside(move || {
        let (vault, code) = Vault::create(making.place(), &new, making.rng(), making.now())?;
        *making.making() = Some(Making::Printing(code, asked));
        making.opened(vault, Vec::new());
        Ok(())
    })
    .await?;
    settings::choose_lang(app, app.speech().lang()).await
}

async fn show_recovery(State(app): State<App>, page: Page) -> Outcome {
    let Some((code, _)) = printing(&app) else {
        return go("/new/done");
    };
    let lines = code.to_lines();
    let (picture, width) = qr::path(&lines).ok_or(DeskError::Broken)?;
    show(&RecoveryView { page, lines, picture, width })
}

async fn ask_back(State(app): State<App>, page: Page) -> Outcome {
    match printing(&app) {
        Some((_, asked)) => show(&ConfirmView { page, line: asked + 1 }),
        None => go("/new/done"),
    }
}

async fn confirm(State(app): State<App>, page: Page, form: Form) -> Outcome {
    let Some((code, asked)) = printing(&app) else {
        return go("/new/done");
    };
    if agrees(&code, asked, form.fields.get("recovery_line")) {
        app.with_vault(|vault| Ok(vault.recovery_code_shown()?)).await?;
        *app.making() = None;
        return go("/new/done");
    }
    let errors = Errors::one("recovery_line", page.say("new-confirm-wrong"));
    show(&ConfirmView { page: page.again(form.fields, errors), line: asked + 1 })
}

/// The code that is being printed and the line to ask back. Copied, since a page looks at the same lock.
fn printing(app: &App) -> Option<(RecoveryCode, usize)> {
    match &*app.making() {
        Some(Making::Printing(code, asked)) => Some((code.clone(), *asked)),
        _ => None,
    }
}

/// Whether the typed line is line `asked` of the code; read as generously as the code itself.
fn agrees(code: &RecoveryCode, asked: usize, typed: &str) -> bool {
    let ours = code.to_lines();
    let typed = Zeroizing::new(typed.replace('\n', " "));
    let whole: Vec<&str> = ours
        .lines()
        .enumerate()
        .map(|(n, line)| if n == asked { typed.as_str() } else { line })
        .collect();
    let whole = Zeroizing::new(whole.join("\n"));
    RecoveryCode::parse(&whole).is_ok_and(|read| read.expose() == code.expose())
}

async fn done(State(app): State<App>, page: Page) -> Outcome {
    if app.making().is_some() { go("/new/recovery") } else { show(&DoneView { page }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_asked_line_agrees() {
        let code = RecoveryCode::from_bytes([7; 32]);
        let lines = code.to_lines();
        let lines: Vec<&str> = lines.lines().collect();
        assert!(agrees(&code, 1, &lines[1].to_lowercase().replace('-', " ")));
        assert!(!agrees(&code, 1, lines[2]));
        assert!(!agrees(&code, 1, ""));
    }
}
