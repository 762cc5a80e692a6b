//! Choosing between the two copies of a small file.
//!
//! A copy is written to one side while the other stays whole, so a crash leaves at least one that opens; the generation
//! number tells which is newer. Deliberately absent: reading and writing the files.

/// Which of the two copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The copy whose file name ends in `.a`.
    A,
    /// The copy whose file name ends in `.b`.
    B,
}

impl Side {
    /// The side a generation is written to: they alternate.
    pub const fn of_generation(generation: u64) -> Self {
        if generation.is_multiple_of(2) { Self::A } else { Self::B }
    }

    /// The other side.
    pub const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// How the copy that was not taken fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherCopy {
    /// It says the same.
    Same,
    /// It is whole and older.
    Older,
    /// It is whole, has the same generation and says something else.
    Contradicts,
    /// It is there and does not decode.
    Damaged,
    /// It is not there.
    Missing,
}

/// The copy that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked<T> {
    /// What it holds.
    pub value: T,
    /// Where it stood.
    pub side: Side,
    /// How the other fared.
    pub other: OtherCopy,
}

/// A file that stands in two copies.
pub trait Generational: PartialEq {
    /// Its generation.
    fn generation(&self) -> u64;
}

/// Takes the newer of the copies that decode. `None` in: no such file. The error is that of a damaged copy, if any.
pub fn pick<T: Generational, E>(
    a: Option<Result<T, E>>,
    b: Option<Result<T, E>>,
) -> Option<Result<Picked<T>, E>> {
    match (a, b) {
        (Some(Ok(a)), Some(Ok(b))) => Some(Ok(newer(a, b))),
        (Some(Ok(value)), other) => Some(Ok(Picked { value, side: Side::A, other: fate(&other) })),
        (other, Some(Ok(value))) => Some(Ok(Picked { value, side: Side::B, other: fate(&other) })),
        (Some(Err(error)), _) | (None, Some(Err(error))) => Some(Err(error)),
        (None, None) => None,
    }
}

fn newer<T: Generational>(a: T, b: T) -> Picked<T> {
    let other = match a.generation().cmp(&b.generation()) {
        core::cmp::Ordering::Equal if a == b => OtherCopy::Same,
        core::cmp::Ordering::Equal => OtherCopy::Contradicts,
        _ => OtherCopy::Older,
    };
    if b.generation() > a.generation() {
        Picked { value: b, side: Side::B, other }
    } else {
        Picked { value: a, side: Side::A, other }
    }
}

const fn fate<T, E>(other: &Option<Result<T, E>>) -> OtherCopy {
    match other {
        None => OtherCopy::Missing,
        Some(_) => OtherCopy::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Generational for (u64, &str) {
        fn generation(&self) -> u64 {
            self.0
        }
    }

    type Copy = Option<Result<(u64, &'static str), &'static str>>;

    #[track_caller]
    fn check(a: Copy, b: Copy, expected: Option<Result<(&str, Side, OtherCopy), &str>>) {
        let picked = pick(a, b).map(|picked| picked.map(|p| (p.value.1, p.side, p.other)));
        assert_eq!(picked, expected);
    }

    #[test]
    fn the_newer_whole_copy_is_taken() {
        check(Some(Ok((1, "x"))), Some(Ok((2, "y"))), Some(Ok(("y", Side::B, OtherCopy::Older))));
        check(Some(Ok((3, "x"))), Some(Ok((2, "y"))), Some(Ok(("x", Side::A, OtherCopy::Older))));
        check(Some(Ok((2, "x"))), Some(Ok((2, "x"))), Some(Ok(("x", Side::A, OtherCopy::Same))));
        check(
            Some(Ok((2, "x"))),
            Some(Ok((2, "y"))),
            Some(Ok(("x", Side::A, OtherCopy::Contradicts))),
        );
    }

    #[test]
    fn a_lost_or_damaged_copy_is_told() {
        check(None, Some(Ok((2, "y"))), Some(Ok(("y", Side::B, OtherCopy::Missing))));
        check(Some(Ok((2, "x"))), Some(Err("bad")), Some(Ok(("x", Side::A, OtherCopy::Damaged))));
        check(Some(Err("bad")), Some(Ok((2, "y"))), Some(Ok(("y", Side::B, OtherCopy::Damaged))));
        check(Some(Err("bad")), None, Some(Err("bad")));
        check(None, None, None);
    }

    #[test]
    fn generations_alternate() {
        assert_eq!(Side::of_generation(0), Side::A);
        assert_eq!(Side::of_generation(1), Side::B);
        assert_eq!(Side::of_generation(1).other(), Side::of_generation(2));
    }
}
