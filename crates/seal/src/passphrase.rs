//! What a person types to unlock.
//!
//! A passphrase is taken in Unicode NFC, so that the same letters typed on another system give the same key. NFC and not
//! NFKC: nothing a person tells apart on the screen is made equal. Nothing is trimmed but one newline at the end, which
//! files and terminals add. Deliberately absent: rules about digits and capitals (see `strength`).

use core::fmt;

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::limits::PASSPHRASE_MAX_BYTES;
use crate::recovery::RecoveryCode;

/// Text a person typed and nobody else may read: wiped on drop, silent in `Debug`.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text over.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text as it was typed.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// A passphrase, normalised.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

/// Why a passphrase was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseError {
    /// Nothing was typed.
    #[error("the passphrase is empty")]
    Empty,
    /// Longer than [`PASSPHRASE_MAX_BYTES`].
    #[error("the passphrase is too long")]
    TooLong,
}

impl PassphraseError {
    /// The message's name in `locales/`.
    pub const fn message_id(&self) -> &'static str {
        match self {
            Self::Empty => "seal-passphrase-empty",
            Self::TooLong => "seal-passphrase-too-long",
        }
    }
}

impl Passphrase {
    /// Normalises what was typed.
    pub fn new(typed: &Secret) -> Result<Self, PassphraseError> {
        let typed = without_newline(typed.expose());
        if typed.len() > PASSPHRASE_MAX_BYTES {
            return Err(PassphraseError::TooLong);
        }
        // NFC at most triples UTF-8: with the room made beforehand no unwiped copy is left behind by growing.
        let mut text = Zeroizing::new(String::with_capacity(3 * typed.len()));
        text.extend(typed.nfc());
        match text.len() {
            0 => Err(PassphraseError::Empty),
            len if len > PASSPHRASE_MAX_BYTES => Err(PassphraseError::TooLong),
            _ => Ok(Self(text)),
        }
    }

    /// The normalised text.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(..)")
    }
}

/// What opens a slot.
#[derive(Clone, Debug)]
pub enum Credential {
    /// A passphrase.
    Passphrase(Passphrase),
    /// A printed recovery code.
    Recovery(RecoveryCode),
}

impl Credential {
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Passphrase(passphrase) => passphrase.expose().as_bytes(),
            Self::Recovery(code) => code.expose(),
        }
    }
}

fn without_newline(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: Result<&str, PassphraseError>) {
        let passphrase = Passphrase::new(&Secret::new(typed.to_owned()));
        assert_eq!(passphrase.as_ref().map(Passphrase::expose).map_err(|error| *error), expected);
    }

    #[test]
    fn composed_and_decomposed_letters_are_one_passphrase() {
        check("и\u{306}од", Ok("йод"));
        check("йод", Ok("йод"));
        check("ﬁ", Ok("ﬁ"));
    }

    #[test]
    fn nothing_but_one_newline_is_trimmed() {
        check(" two words \n", Ok(" two words "));
        check("two\r\n", Ok("two"));
        check("two\n\n", Ok("two\n"));
    }

    #[test]
    fn empty_and_endless_are_refused() {
        check("", Err(PassphraseError::Empty));
        check("\n", Err(PassphraseError::Empty));
        check(&"a".repeat(PASSPHRASE_MAX_BYTES - 1), Ok(&"a".repeat(PASSPHRASE_MAX_BYTES - 1)));
        check(&"a".repeat(PASSPHRASE_MAX_BYTES), Ok(&"a".repeat(PASSPHRASE_MAX_BYTES)));
        check(&"a".repeat(PASSPHRASE_MAX_BYTES + 1), Err(PassphraseError::TooLong));
    }

    #[test]
    fn debug_tells_nothing() {
        let secret = Secret::new("correct horse".to_owned());
        let passphrase = Passphrase::new(&secret).expect("fits");
        let shown =
            format!("{secret:?} {passphrase:?} {:?}", Credential::Passphrase(passphrase.clone()));
        assert!(!shown.contains("horse"), "{shown}");
    }
}
