//! Invented records of about a kilobyte of Russian words, the same in every run.
//!
//! Word frequencies fall off as in real text: few words in almost every record, many in few.

use casework::{Kind, Record};

/// Bytes of one text, about.
const BYTES: usize = 1000;
/// One record in so many carries the rare word of its group.
const RARE_EVERY: usize = 1000;

/// A small generator: the same numbers in every run.
pub struct Dice(u64);

impl Dice {
    /// Begins at a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// A number from 0 to 1.
    pub fn roll(&mut self) -> f64 {
        // xorshift64*: good enough for invented text.
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let bits = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 40;
        f64::from(u32::try_from(bits).expect("24 bits")) / f64::from(1 << 24)
    }
}

/// The words, most frequent first.
pub fn words() -> Vec<String> {
    let stems = seal::words::list(seal::Language::Russian);
    let endings = ["", "ами", "ный", "ов", "ение"];
    endings.iter().flat_map(|end| stems.iter().map(move |stem| format!("{stem}{end}"))).collect()
}

/// A word by its rank: rank falls off so that the logarithm is even.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a rank within the list"
)]
pub fn pick<'a>(words: &'a [String], dice: &mut Dice) -> &'a str {
    let rank = ((words.len() as f64).ln() * dice.roll()).exp() as usize;
    &words[rank.min(words.len() - 1)]
}

/// The word that only every thousandth record holds.
pub fn rare_word(group: usize) -> String {
    format!("редкослов{group}")
}

/// The text of one record.
pub fn text(number: usize, words: &[String]) -> String {
    let mut dice = Dice::new(0x9E37_79B9_7F4A_7C15 ^ (number as u64).wrapping_mul(0xD129_0FF1));
    spin(rare_word(number % RARE_EVERY), BYTES, words, &mut dice)
}

/// A text of about so many bytes.
pub fn long(number: usize, words: &[String], bytes: usize) -> String {
    let mut dice = Dice::new(0xD129_0FF1 ^ (number as u64).wrapping_mul(0x9E37_79B9));
    spin(pick(words, &mut dice).to_owned(), bytes, words, &mut dice)
}

fn spin(mut text: String, bytes: usize, words: &[String], dice: &mut Dice) -> String {
    while text.len() < bytes {
        text.push(' ');
        text.push_str(pick(words, dice));
    }
    text
}

/// One record: a call, as most records are.
pub fn record(number: usize, words: &[String]) -> Record {
    Record::new(Kind::Contact, format!("n{number}"))
        .with("on", "2023-08-17")
        .with("text", text(number, words))
}
