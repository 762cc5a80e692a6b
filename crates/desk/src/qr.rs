//! A QR code as the path of an SVG drawing: squares of one unit, to be escaped like any text.

use std::fmt::Write;

use qrcode::{Color, QrCode};
use zeroize::Zeroizing;

/// The path and the number of units a side has, without the quiet border. None if the text is too long.
pub(crate) fn path(text: &str) -> Option<(Zeroizing<String>, usize)> {
    let code = QrCode::new(text.as_bytes()).ok()?;
    let width = code.width();
    let mut path = Zeroizing::new(String::with_capacity(width * width * 12));
    let dark = |at: &usize| code[(at % width, at / width)] == Color::Dark;
    for at in (0..width * width).filter(dark) {
        write!(path, "M{} {}h1v1h-1z", at % width, at / width).ok()?;
    }
    Some((path, width))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_begins_with_its_corner() {
        let (path, width) = path("AAAAA-BBBBB-CCCC").expect("a short text");
        assert!(width >= 21);
        assert!(path.starts_with("M0 0h1v1h-1zM1 0h1v1h-1z"));
        assert!(super::path(&"x".repeat(8_000)).is_none());
    }
}
