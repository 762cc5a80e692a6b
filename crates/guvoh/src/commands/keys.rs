//! Vaults and what opens them: `new`, `passphrase`, `rekey`.

use seal::RecoveryCode;
use vault::{Mode, NewVault, Secret, Unlock, Vault};
use zeroize::Zeroizing;

use super::Job;
use crate::{
    args::PassphraseArgs,
    clock, cost, place,
    refusal::Refusal,
    say::{self, Voice},
    secret::{self, terminal},
    session::{self, Session},
};

/// `guvoh new`.
pub fn new(job: &Job) -> Result<(), Refusal> {
    let dir = place::of(&job.common)?;
    let place = place::at(&dir);
    if place.look()? {
        return Err(vault::OpenError::Taken.into());
    }
    let new = choose(job)?;
    let apart = new.identity_passphrase.is_some();
    let (vault, code) = Vault::create(&place, &new, clock::randomness(), clock::now())?;
    job.voice.note("cli-new-made", &[("folder", dir.display().to_string())]);
    if !apart {
        job.voice.note("cli-new-one-for-both", &[]);
    }
    hand_out(&job.voice, vault, &code)
}

/// The passphrases of a new vault, and what guessing them shall cost.
fn choose(job: &Job) -> Result<NewVault, Refusal> {
    let file = job.common.passphrase_file.as_deref();
    if file.is_none() && terminal::there() {
        let words = suggestion(&job.voice);
        job.voice.note("cli-new-suggestion", &[("words", words.expose().to_owned())]);
    }
    let [prompt, again] = ["cli-ask-new-passphrase", "cli-ask-again"].map(|id| job.voice.text(id));
    let passphrase = secret::obtain_new(file, "--passphrase-file", &prompt, &again)?;
    let identity_file = job.common.identity_passphrase_file.as_deref();
    let identity_passphrase = identity_file.map(secret::from_file).transpose()?;
    Ok(NewVault { passphrase, identity_passphrase, cost: cost::affordable() })
}

fn suggestion(voice: &Voice) -> Secret {
    let language = match voice.speech.lang().code() {
        "ru" => seal::Language::Russian,
        _ => seal::Language::English,
    };
    seal::words::suggest_six_words(language, &mut *clock::randomness())
}

/// The code goes to standard output, so that a script can keep it; what it is, to standard
/// error. At a terminal it is asked back, as often as it takes. Only then does the vault stop saying
/// that nobody has it.
fn hand_out(voice: &Voice, mut vault: Vault, code: &RecoveryCode) -> Result<(), Refusal> {
    let shown = show_code(voice, code);
    if shown.is_ok() {
        vault.recovery_code_shown()?;
    }
    session::close(vault, voice);
    shown
}

fn show_code(voice: &Voice, code: &RecoveryCode) -> Result<(), Refusal> {
    let lines = code.to_lines();
    voice.note("cli-new-recovery", &[]);
    if voice.json {
        return voice.print_json(&serde_json::json!({ "recovery_code": lines.as_str() }));
    }
    say::print(&format!("{}\n", *lines))?;
    if !terminal::there() {
        return Ok(());
    }
    while asked_back(voice, lines.lines().count())?.is_none_or(|typed| *typed != *lines) {
        voice.note("cli-recovery-differs", &[]);
    }
    voice.line("cli-recovery-confirmed", &[])
}

/// What was typed, spelled as the program spells it; `None` where it is no code.
fn asked_back(voice: &Voice, lines: usize) -> Result<Option<Zeroizing<String>>, Refusal> {
    let mut typed = Zeroizing::new(String::new());
    for line in 1..=lines {
        let prompt = voice.text_with("cli-ask-recovery-back", &[("line", line.to_string())]);
        typed.push_str(terminal::ask_openly(&prompt)?.expose());
        typed.push('\n');
    }
    Ok(RecoveryCode::parse(&typed).ok().map(|code| code.to_lines()))
}

/// `guvoh passphrase`.
pub fn passphrase(job: &Job, args: &PassphraseArgs) -> Result<(), Refusal> {
    let place = session::standing(&job.common)?;
    let current = unlock(job, args.recovery_file.as_deref())?;
    let opened = Vault::open(&place, &current, Mode::Write, clock::randomness(), clock::now())?;
    session::tell(&job.voice, &opened.notices);
    let mut vault = opened.vault;
    let [prompt, again] = ["cli-ask-new-passphrase", "cli-ask-again"].map(|id| job.voice.text(id));
    let file = args.new_passphrase_file.as_deref();
    let new = secret::obtain_new(file, "--new-passphrase-file", &prompt, &again)?;
    vault.change_passphrase(&current, &new, cost::affordable())?;
    session::close(vault, &job.voice);
    job.voice.line("cli-passphrase-done", &[])
}

/// The passphrase, or the recovery code where a file with it is named.
pub fn unlock(job: &Job, recovery: Option<&std::path::Path>) -> Result<Unlock, Refusal> {
    match recovery {
        None => Ok(Unlock::Passphrase(session::passphrase(&job.voice, &job.common)?)),
        Some(file) => {
            let typed = secret::whole_file(file)?;
            RecoveryCode::parse(typed.expose()).map_err(|error| wrong_code(&error))?;
            Ok(Unlock::Recovery(typed))
        }
    }
}

fn wrong_code(error: &seal::RecoveryError) -> Refusal {
    let refusal = Refusal::new(error.message_id());
    match error.line() {
        Some(line) => refusal.with("line", line),
        None => refusal,
    }
}

/// `guvoh rekey`.
pub fn rekey(job: &Job) -> Result<(), Refusal> {
    let session = Session::open(&job.voice, &job.common, Mode::Write)?;
    let typed = session.identity_secret(&job.voice, &job.common)?;
    let identity = session.vault.open_identity(&typed)?;
    let new = same_words(&session, typed);
    let (vault, code) = session.vault.rekey(&new, Some(&identity), clock::now())?;
    job.voice.note("cli-rekey-done", &[]);
    hand_out(&job.voice, vault, &code)
}

/// The passphrases stay as they were, both of them where there are two.
fn same_words(session: &Session, typed: Secret) -> NewVault {
    NewVault {
        passphrase: session.passphrase.clone(),
        identity_passphrase: session.vault.identity_is_apart().then_some(typed),
        cost: cost::affordable(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_root_keeps_the_second_passphrase_that_was_typed() {
        let secret = |text: &str| Secret::new(text.to_owned());
        for apart in [None, Some("names")] {
            let dir = tempfile::tempdir().expect("a folder");
            let new = NewVault {
                passphrase: secret("own"),
                identity_passphrase: apart.map(secret),
                cost: vault::Cost::FLOOR,
            };
            let place = vault::Place::new(dir.path().join("vault"));
            let made = Vault::create(&place, &new, clock::randomness(), clock::now());
            let session = Session { vault: made.expect("a vault").0, passphrase: secret("own") };
            let kept = same_words(&session, secret(apart.unwrap_or("own"))).identity_passphrase;
            assert_eq!(kept.as_ref().map(Secret::expose), apart);
        }
    }
}
