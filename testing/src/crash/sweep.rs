//! The sweeps: every step, every seed, every refusal.
//!
//! Each walks along a recording, lays an image down, and has it looked at. A failure names workflow, step and seed, so that
//! it can be repeated. Deliberately absent: choosing how many; the quick tests and the soak do that.

use std::collections::BTreeMap;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use vault::{Mode, OpenError, Unlock, Vault};

use super::chance::Chance;
use super::disk::RecordingDisk;
use super::ground::{Cut, Ground, Lie};
use super::image::Image;
use super::judge::{CLEAR, Found, Judge, works_on};
use super::recorder::{Fault, Plan, Recorder};
use super::recording::{Mark, Recording, Stage};
use super::step::Step;
use super::story::{Base, at, randomness};
use super::workflow::open;

/// Bytes between two sizes of a volume that fills up.
const FILL_STEP: u64 = 64 * 1024;
/// One of so many points is also written on to.
const THOROUGH_EVERY: u64 = 8;

/// What a sweep came to.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Images or refusals tried.
    pub points: usize,
    /// Points that were left out.
    pub left_out: usize,
    /// Points after which no vault was there yet and one was made.
    pub made_again: usize,
    /// Points after which sealed files lay about that nobody can read.
    pub unnamed: usize,
    /// Refusals that the workflow did not notice and did not have to.
    pub unnoticed: usize,
    /// What did not hold.
    pub failures: Vec<String>,
}

impl Figures {
    /// Both together.
    pub fn add(&mut self, other: Figures) {
        self.points += other.points;
        self.left_out += other.left_out;
        self.made_again += other.made_again;
        self.unnamed += other.unnamed;
        self.unnoticed += other.unnoticed;
        self.failures.extend(other.failures);
    }

    fn note(&mut self, found: Result<Found, String>, point: impl FnOnce() -> String) {
        self.points += 1;
        match found {
            Ok(found) => {
                self.made_again += usize::from(found.made_again);
                self.unnamed += usize::from(found.unnamed_files > 0);
            }
            Err(failure) => self.failures.push(format!("{}: {failure}", point())),
        }
    }
}

/// The disk as a killed program leaves it after each step of these. The others are left out.
///
/// # Panics
/// Where the test's own folder cannot be written.
pub fn prefixes(
    base: &Base,
    recording: &Recording,
    mut tried: impl FnMut(&Step) -> bool,
) -> Figures {
    let (judge, mut figures) = (Judge::of(base, recording), Figures::default());
    let mut ground = Ground::of(&base.image, Lie::None);
    let mut acknowledged = 0;
    for (number, step) in recording.steps.iter().enumerate() {
        ground.step(step);
        if let Step::Acknowledged(parts) = step {
            acknowledged = *parts;
        }
        if !tried(step) {
            figures.left_out += 1;
            continue;
        }
        ground.after_kill().lay(base.root()).expect("a folder that can be written");
        let thorough = (number as u64).is_multiple_of(THOROUGH_EVERY);
        figures.note(judge.look(acknowledged, thorough), || {
            format!("{}, killed after step {number}, {}", recording.workflow.name, brief(step))
        });
    }
    figures
}

/// What a power cut may leave: each seed cuts after one step and loses, reorders and tears what was not synced.
///
/// # Panics
/// Where the test's own folder cannot be written.
pub fn power_cuts(base: &Base, recording: &Recording, seeds: Range<u64>, lie: Lie) -> Figures {
    let (judge, mut figures) = (Judge::of(base, recording), Figures::default());
    let mut cuts: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
    for seed in seeds {
        let step = Chance::new(seed).below(recording.steps.len());
        cuts.entry(step).or_default().push(seed);
    }
    let mut ground = Ground::of(&base.image, lie);
    let mut acknowledged = 0;
    for (number, step) in recording.steps.iter().enumerate() {
        ground.step(step);
        if let Step::Acknowledged(parts) = step {
            acknowledged = *parts;
        }
        for seed in cuts.remove(&number).unwrap_or_default() {
            let mut chance = Chance::new(!seed);
            let cut = Cut::of(&mut chance);
            let image = ground.after_power_cut(cut, &mut chance);
            image.lay(base.root()).expect("a folder that can be written");
            figures.note(judge.look(acknowledged, seed.is_multiple_of(THOROUGH_EVERY)), || {
                let name = recording.workflow.name;
                format!("{name}, seed {seed}: cut after step {number}, {}, {cut:?}", brief(step))
            });
        }
    }
    figures
}

/// What a second power cut may leave, while the first is mended: each seed cuts a workflow, opens what is left on a recording
/// disk, and cuts that.
///
/// # Panics
/// Where the test's own folder cannot be written.
pub fn second_cuts(base: &Base, recording: &Recording, seeds: Range<u64>) -> Figures {
    let (judge, mut figures) = (Judge::of(base, recording), Figures::default());
    for seed in seeds {
        let mut chance = Chance::new(!seed);
        let (acknowledged, first) = cut_at(base, recording, &mut chance);
        first.lay(base.root()).expect("a folder that can be written");
        let steps = mending_steps(base, recording, acknowledged, &first);
        let mut ground = Ground::of(&first, Lie::None);
        let second = chance.below(steps.len() + 1);
        steps[..second].iter().for_each(|step| ground.step(step));
        let image = ground.after_power_cut(Cut::of(&mut chance), &mut chance);
        image.lay(base.root()).expect("a folder that can be written");
        figures.note(judge.look(acknowledged, seed.is_multiple_of(THOROUGH_EVERY)), || {
            let name = recording.workflow.name;
            format!("{name}, seed {seed}: cut again after step {second} of mending")
        });
    }
    figures
}

/// One power cut somewhere in a recording, and how many parts were acknowledged by then.
fn cut_at(base: &Base, recording: &Recording, chance: &mut Chance) -> (usize, Image) {
    let (mut ground, mut acknowledged) = (Ground::of(&base.image, Lie::None), 0);
    for step in &recording.steps[..=chance.below(recording.steps.len())] {
        ground.step(step);
        if let Step::Acknowledged(parts) = step {
            acknowledged = *parts;
        }
    }
    (acknowledged, ground.after_power_cut(Cut::of(chance), chance))
}

/// What opening a cut vault does to its disk; a restore that was cut is tried again.
fn mending_steps(
    base: &Base,
    recording: &Recording,
    acknowledged: usize,
    image: &Image,
) -> Vec<Step> {
    let recorder = Arc::new(Recorder::over(base.root(), image));
    let disk = RecordingDisk::new(recorder.clone());
    let place = recording.workflow.place(base.root());
    let marks = recording.possible(acknowledged).iter().flatten();
    let opened = marks
        .map(|mark| open(Box::new(disk.clone()), &place, &mark.key, Mode::Write, 9))
        .find(Result::is_ok);
    if opened.is_none() && recording.workflow.name == "restore" {
        let unlock = Unlock::Root(base.key.clone());
        let file = base.root().join("backup");
        let again = Box::new(disk.clone());
        drop(Vault::restore_on(again, &file, &place, &unlock, randomness(9), at(60)));
    }
    drop(opened);
    recorder.steps()
}

/// Each of these calls of the disk refused in each way, and each of them the one from which on the volume is gone.
pub fn faults(
    base: &Base,
    recording: &Recording,
    calls: impl Iterator<Item = usize>,
    plans: impl Fn(usize) -> Vec<Plan>,
) -> Figures {
    let mut figures = Figures::default();
    for call in calls {
        for plan in plans(call) {
            match refuse(base, recording, plan) {
                Ok(None) => figures.left_out += 1,
                Ok(Some(noticed)) => {
                    figures.unnoticed += usize::from(!noticed);
                    figures.note(Ok(Found::default()), String::new);
                }
                Err(failure) => {
                    figures.note(Err(failure), || format!("{}, {plan:?}", recording.workflow.name))
                }
            }
        }
    }
    figures
}

/// Every way to refuse one call, and the volume pulled away at it.
pub fn every_plan(call: usize) -> Vec<Plan> {
    let single = Fault::ALL.iter().map(|fault| Plan::At(call, *fault));
    single.chain([Plan::Gone(call)]).collect()
}

/// A volume that has less and less room, in steps of 64 KiB; `every` such step is tried.
pub fn fills(base: &Base, recording: &Recording, every: usize) -> Figures {
    let (before, most) = recording.used;
    let rooms = (before..most).step_by(usize::try_from(FILL_STEP).expect("64 KiB"));
    let mut figures = Figures::default();
    for (number, room) in rooms.enumerate() {
        if !number.is_multiple_of(every) {
            figures.left_out += 1;
            continue;
        }
        match refuse(base, recording, Plan::Room(room)) {
            Ok(_) => figures.note(Ok(Found::default()), String::new),
            Err(failure) => figures.note(Err(failure), || {
                format!("{}, room for {room} bytes", recording.workflow.name)
            }),
        }
    }
    figures
}

/// Runs a workflow while steps are refused, and looks at what is left: whether the refusal was noticed, or `None` where the
/// plan refused nothing.
fn refuse(base: &Base, recording: &Recording, plan: Plan) -> Result<Option<bool>, String> {
    let mut stage = Stage::new(base, recording.workflow);
    stage.recorder().plan(plan);
    let ran = catch_unwind(AssertUnwindSafe(|| stage.run()));
    let ran = ran.map_err(|_| "panicked".to_owned())?;
    if stage.recorder().refused() == 0 {
        return Ok(None);
    }
    let noticed = ran.is_err();
    if let Err(failure) = ran
        && !CLEAR.contains(&failure.message_id)
    {
        return Err(format!("is told {failure}"));
    }
    look_after(base, recording, stage, plan).map(|()| Some(noticed))
}

/// What has to hold after steps were refused.
fn look_after(
    base: &Base,
    recording: &Recording,
    mut stage: Stage<'_>,
    plan: Plan,
) -> Result<(), String> {
    let acknowledged = stage.acknowledged();
    let possible = recording.possible(acknowledged);
    let left = stage.left();
    match (plan, left) {
        // Every second time the vault is used on as it is, else it is opened anew.
        (Plan::At(call, _), Some(vault)) if call % 2 == 1 => {
            stage.recorder().plan(Plan::Fine);
            works_on(vault, possible).map_err(|failure| format!("afterwards {failure}"))?;
            drop(stage);
            return opens_again(base, recording, possible);
        }
        (Plan::Room(room), left) => {
            drop(left);
            read_while_full(base, recording, &stage)?;
            if (room / FILL_STEP).is_multiple_of(2) && recording.workflow.stands() {
                return erase_while_full(base, recording, stage);
            }
        }
        // It closes while the volume is away.
        (_, left) => drop(left),
    }
    stage.recorder().plan(Plan::Fine);
    drop(stage);
    Judge::of(base, recording).look(acknowledged, true).map(|_| ())
}

fn opens_again(
    base: &Base,
    recording: &Recording,
    possible: &[Option<Mark>],
) -> Result<(), String> {
    let key = &possible.iter().flatten().last().ok_or("no vault")?.key;
    let place = recording.workflow.place(base.root());
    let again = open(Box::new(vault::RealDisk), &place, key, Mode::Read, 7);
    again.map(|_| ()).map_err(|error| format!("does not open afterwards: {error}"))
}

/// A full volume is read as ever.
fn read_while_full(base: &Base, recording: &Recording, stage: &Stage<'_>) -> Result<(), String> {
    let Some(Some(mark)) = recording.possible(stage.acknowledged()).first() else { return Ok(()) };
    let opened =
        open(stage.disk(), &recording.workflow.place(base.root()), &mark.key, Mode::Read, 7)
            .map_err(|error| format!("does not open while full: {error}"))?;
    let read = opened.vault.state_hash();
    read.map(|_| ()).map_err(|error| format!("is not read while full: {error}"))
}

/// From a full volume records are erased, or it is said that it is full; with a little room they are.
fn erase_while_full(base: &Base, recording: &Recording, stage: Stage<'_>) -> Result<(), String> {
    let place = recording.workflow.place(base.root());
    let possible = recording.possible(stage.acknowledged());
    let erase = || {
        let mut refused = None;
        for mark in possible.iter().flatten() {
            match open(stage.disk(), &place, &mark.key, Mode::Write, 8) {
                Ok(mut opened) => {
                    return opened.vault.erase("p2", "asked", at(50)).map_err(OpenError::from);
                }
                Err(error) => refused = Some(error),
            }
        }
        Err(refused.unwrap_or(OpenError::NoVault))
    };
    match erase() {
        Ok(_) => return Ok(()),
        Err(error) if error.message_id() == "vault-disk-full" => {}
        Err(error) => return Err(format!("erasing while full: {error}")),
    }
    stage.recorder().plan(Plan::Fine);
    erase().map(|_| ()).map_err(|error| format!("erasing with room again: {error}"))
}

/// A step without its bytes.
fn brief(step: &Step) -> String {
    match step {
        Step::Write { file, at, bytes } => format!("Write {} to {file} at {at}", bytes.len()),
        step => format!("{step:?}"),
    }
}
