//! Padmé padding: lengths leak about log log n bits, and cost at most an eighth.
//!
//! ```text
//! padded = be32(len) || text || zeros, up to padme(max(4 + len, least))
//! ```
//! Padmé is from Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs" (2019).
//! Deliberately absent: random padding, which leaks under repetition.

use zeroize::Zeroizing;

/// Bytes of the length in front of a padded text.
pub const PREFIX: usize = 4;

/// The Padmé length for `len`: the next one whose low bits are zero, at most about 12 % more.
pub fn padme(len: u64) -> u64 {
    if len < 2 {
        return len;
    }
    let exponent = len.ilog2();
    let significant = exponent.ilog2() + 1;
    let mask = (1u64 << exponent.saturating_sub(significant)) - 1;
    len.saturating_add(mask) & !mask
}

/// The padded length of a text of `len` bytes, where nothing is shorter than `least`.
pub fn padded_len(len: usize, least: usize) -> Option<usize> {
    let framed = len.checked_add(PREFIX)?.max(least);
    usize::try_from(padme(u64::try_from(framed).ok()?)).ok()
}

/// Appends the framed and padded `text` to `out`. `None`: longer than a length prefix can say.
pub(crate) fn pad_into(text: &[u8], least: usize, out: &mut Vec<u8>) -> Option<()> {
    let total = padded_len(text.len(), least)?;
    let prefix = u32::try_from(text.len()).ok()?;
    let end = out.len().checked_add(total)?;
    out.extend_from_slice(&prefix.to_be_bytes());
    out.extend_from_slice(text);
    out.resize(end, 0);
    Some(())
}

/// Takes the text out of a padded one. `None`: the frame is not one `pad_into` makes.
pub(crate) fn unpad(mut padded: Zeroizing<Vec<u8>>, least: usize) -> Option<Zeroizing<Vec<u8>>> {
    let prefix: [u8; PREFIX] = padded.get(..PREFIX)?.try_into().ok()?;
    let len = usize::try_from(u32::from_be_bytes(prefix)).ok()?;
    let end = len.checked_add(PREFIX)?;
    let fits = padded_len(len, least)? == padded.len();
    if !fits || padded.get(end..)?.iter().any(|byte| *byte != 0) {
        return None;
    }
    padded.copy_within(PREFIX..end, 0);
    padded.truncate(len);
    Some(padded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padme_of_the_paper() {
        for (len, padded) in
            [(0, 0), (1, 1), (2, 2), (9, 10), (256, 256), (257, 272), (1_000_000, 1_015_808)]
        {
            assert_eq!(padme(len), padded, "{len}");
        }
    }

    #[test]
    fn padme_never_shrinks_nor_adds_more_than_an_eighth() {
        for len in (1..5_000).chain([1 << 20, (1 << 20) + 1, (1 << 40) - 1, u64::from(u32::MAX)]) {
            let padded = padme(len);
            assert!(padded >= len && padded - len <= len / 8, "{len} -> {padded}");
            assert_eq!(padme(padded), padded);
        }
        assert!(padme(u64::MAX) > 0);
    }

    #[test]
    fn what_was_padded_comes_back() {
        for len in [0, 1, 251, 252, 253, 4_000, 70_000] {
            let mut out = Vec::new();
            pad_into(&vec![9; len], 256, &mut out).expect("fits");
            assert_eq!(Some(out.len()), padded_len(len, 256));
            assert_eq!(unpad(Zeroizing::new(out), 256).expect("frame").len(), len);
        }
    }

    #[test]
    fn a_false_frame_is_refused() {
        let mut out = Vec::new();
        pad_into(b"five accounts", 256, &mut out).expect("fits");
        let refused = |change: &dyn Fn(&mut Vec<u8>)| {
            let mut bytes = out.clone();
            change(&mut bytes);
            assert!(unpad(Zeroizing::new(bytes), 256).is_none());
        };
        refused(&|bytes| bytes[255] = 1);
        refused(&|bytes| bytes[0] = 255);
        refused(&|bytes| bytes.truncate(3));
        refused(&|bytes| bytes.truncate(255));
        refused(&|bytes| bytes.resize(512, 0));
    }
}
