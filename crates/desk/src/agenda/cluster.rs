//! A cluster of records, found in the vault by following references from one of them.
//!
//! Which references join is casework's word. Beside the cluster stands what its pages name or its law looks at: whoever
//! signed or called, a mandate with the person who gave it, a relative with the facts about them.

use std::collections::BTreeSet;

use casework::Kind;
use casework::cluster::{COUNTED, is_kinship, joins};
use vault::{Number, Tie, Vault};

use crate::error::DeskError;

/// Records that are counted together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cluster {
    /// Those that belong to it and to no other.
    pub members: BTreeSet<Number>,
    /// Those that are only read beside it.
    pub beside: BTreeSet<Number>,
    /// People beside it on whose facts its law may hang.
    pub kin: BTreeSet<Number>,
    /// Whether nothing in it is open: every case is closed, and everybody stands in one.
    pub over: bool,
}

impl Cluster {
    /// The cluster of a record; `None` where nothing stands under the number, or nothing that is counted.
    ///
    /// # Errors
    /// What the vault gives.
    pub fn around(vault: &Vault, start: Number) -> Result<Option<Cluster>, DeskError> {
        let standing = vault.standing_of(start)?;
        if !standing.is_some_and(|standing| COUNTED.contains(&standing.kind)) {
            return Ok(None);
        }
        let mut walk = Walk { vault, next: vec![start], ..Walk::default_of(vault) };
        while let Some(number) = walk.next.pop() {
            walk.visit(number)?;
        }
        walk.finish().map(Some)
    }
}

struct Walk<'v> {
    vault: &'v Vault,
    next: Vec<Number>,
    found: Cluster,
    mandates: Vec<Number>,
    cases: usize,
    open: bool,
    people: BTreeSet<Number>,
    housed: BTreeSet<Number>,
}

impl<'v> Walk<'v> {
    fn default_of(vault: &'v Vault) -> Walk<'v> {
        Walk {
            vault,
            next: Vec::new(),
            found: Cluster::default(),
            mandates: Vec::new(),
            cases: 0,
            open: false,
            people: BTreeSet::new(),
            housed: BTreeSet::new(),
        }
    }

    fn visit(&mut self, number: Number) -> Result<(), DeskError> {
        if !self.found.members.insert(number) {
            return Ok(());
        }
        let Some(standing) = self.vault.standing_of(number)? else { return Ok(()) };
        self.count(number, standing.kind, standing.over);
        let out = self.vault.ties_from(number)?;
        out.iter().for_each(|tie| self.outward(standing.kind, tie, &out));
        for tie in self.vault.ties_to(number)? {
            if COUNTED.contains(&tie.kind) && self.joins_from(&tie)? {
                self.next.push(tie.number);
            }
        }
        Ok(())
    }

    fn count(&mut self, number: Number, kind: Kind, over: bool) {
        match kind {
            Kind::Case => {
                self.cases += 1;
                self.open |= !over;
            }
            Kind::Person => drop(self.people.insert(number)),
            _ => {}
        }
    }

    fn outward(&mut self, kind: Kind, tie: &Tie, all: &[Tie]) {
        let beside = |field: &str| all.iter().any(|other| other.field == field);
        if joins(kind, &tie.field, beside) {
            self.next.push(tie.number);
            if kind == Kind::Case {
                self.housed.insert(tie.number);
            }
            return;
        }
        if is_kinship(kind, &tie.field) {
            self.found.kin.insert(tie.number);
        }
        if tie.kind == Kind::Mandate {
            self.mandates.push(tie.number);
        }
        if COUNTED.contains(&tie.kind) {
            self.found.beside.insert(tie.number);
        }
    }

    /// Whether a record that refers to a member belongs to it. Only of a caller it must be asked whom else it names.
    fn joins_from(&self, tie: &Tie) -> Result<bool, DeskError> {
        if joins(tie.kind, &tie.field, |_| true) {
            return Ok(true);
        }
        if !joins(tie.kind, &tie.field, |_| false) {
            return Ok(false);
        }
        let others = self.vault.ties_from(tie.number)?;
        Ok(joins(tie.kind, &tie.field, |field| others.iter().any(|other| other.field == field)))
    }

    fn finish(mut self) -> Result<Cluster, DeskError> {
        for mandate in &self.mandates {
            let ties = self.vault.ties_from(*mandate)?;
            self.found.beside.extend(ties.iter().map(|tie| tie.number));
        }
        for kin in &self.found.kin {
            let facts = self.vault.ties_to(*kin)?;
            let facts = facts.iter().filter(|tie| tie.kind == Kind::Fact);
            self.found.beside.extend(facts.map(|tie| tie.number));
        }
        let members = std::mem::take(&mut self.found.members);
        self.found.beside.retain(|number| !members.contains(number));
        self.found.kin.retain(|number| !members.contains(number));
        self.found.members = members;
        self.found.over = self.cases > 0 && !self.open && self.people.is_subset(&self.housed);
        Ok(self.found)
    }
}
