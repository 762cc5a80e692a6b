//! Reads a caseload file from disk and checks it against what is held and what the law names.

use std::{fs::File, io::Read, path::Path};

use caseload::{Placed, Spelling};
use vault::{LawNames, Vault};

use crate::{limits::CASELOAD_BYTES_MAX, refusal::Refusal};

/// A file as it lies on the disk, not yet understood.
pub struct Intake {
    bytes: Vec<u8>,
    spelling: Spelling,
}

impl Intake {
    /// Reads a file; the ending of its name tells the spelling.
    pub fn of_file(path: &Path) -> Result<Self, Refusal> {
        let about = |id: &str| Refusal::new(id).with("file", path.display());
        let name = path.to_string_lossy();
        let spelling = Spelling::of_name(&name).ok_or_else(|| about("cli-import-spelling"))?;
        // Opening a pipe waits for whoever writes into it, perhaps for ever.
        if !path.metadata().is_ok_and(|found| found.is_file()) {
            return Err(about("cli-import-unreadable"));
        }
        let file = File::open(path).map_err(|_| about("cli-import-unreadable"))?;
        let mut bytes = Vec::new();
        // One byte more than allowed, so that too large is seen.
        file.take(CASELOAD_BYTES_MAX + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| about("cli-import-unreadable"))?;
        Ok(Self { bytes, spelling })
    }

    /// What it says, or everything that is wrong with it.
    pub fn check(
        &self,
        vault: &Vault,
        law: &dyn LawNames,
    ) -> Result<Vec<Placed>, Vec<caseload::Refusal>> {
        caseload::read_against(&self.bytes, self.spelling, &vault.held(law))
    }
}
