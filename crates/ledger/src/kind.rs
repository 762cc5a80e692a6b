//! What an operation does.
//!
//! Deliberately absent: dropping what is not understood. A kind of a later version is kept, and makes the vault read-only.

/// The kind of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Changes fields of an entity.
    Change,
    /// Erases an entity for ever.
    Redact,
    /// Records that something was shown, printed, exported or searched.
    Access,
    /// States how far the ledger had come.
    Checkpoint,
    /// Says that this stream continues another from a known point.
    StreamFork,
    /// Brings the certificate of a device.
    DeviceAdd,
    /// Takes a device out. Reserved: not yet understood.
    DeviceRemove,
    /// Brings a new epoch key. Reserved: not yet understood.
    EpochRotate,
    /// A kind of a later version.
    Other(u8),
}

impl Kind {
    /// The byte in the header.
    pub const fn to_u8(self) -> u8 {
        match self {
            Self::Change => 1,
            Self::Redact => 2,
            Self::Access => 3,
            Self::Checkpoint => 4,
            Self::StreamFork => 5,
            Self::DeviceAdd => 6,
            Self::DeviceRemove => 7,
            Self::EpochRotate => 8,
            Self::Other(byte) => byte,
        }
    }

    /// The kind of a header byte.
    pub const fn from_u8(byte: u8) -> Self {
        match byte {
            1 => Self::Change,
            2 => Self::Redact,
            3 => Self::Access,
            4 => Self::Checkpoint,
            5 => Self::StreamFork,
            6 => Self::DeviceAdd,
            7 => Self::DeviceRemove,
            8 => Self::EpochRotate,
            other => Self::Other(other),
        }
    }

    /// Whether this version knows what the kind does. A vault that holds one it does not is not written to.
    pub const fn is_understood(self) -> bool {
        !matches!(self, Self::DeviceRemove | Self::EpochRotate | Self::Other(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_kept() {
        for byte in 0..=u8::MAX {
            assert_eq!(Kind::from_u8(byte).to_u8(), byte);
        }
    }

    #[test]
    fn later_kinds_are_not_understood() {
        let understood: Vec<u8> =
            (0..=u8::MAX).filter(|byte| Kind::from_u8(*byte).is_understood()).collect();
        assert_eq!(understood, [1, 2, 3, 4, 5, 6]);
    }
}
