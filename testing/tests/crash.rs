//! The ground holds: power cuts, killed programs and disks that refuse, in the quick form.
//!
//! Every step of every workflow, a thousand power cuts, and a sample of refused steps; `cargo xtask soak crash` tries the
//! rest. A failure names its seed: `power_cuts(&base, &recording, SEED..SEED + 1, Lie::None)` repeats it.

use testing::crash::{
    ALL, Base, Figures, Lie, Recording, Workflow, every_plan, faults, fills, power_cuts, prefixes,
    second_cuts,
};

/// Power cuts, all workflows together.
const SEEDS: u64 = 1_000;
/// Second power cuts in each workflow.
const SECOND_SEEDS: u64 = 10;
/// Power cuts on each disk that lies.
const LYING_SEEDS: u64 = 60;
/// Calls of each workflow that are refused; fewer where a passphrase is stretched each time.
const REFUSED: (usize, usize) = (8, 1);

fn sweep(
    wanted: impl Fn(&Workflow) -> bool,
    each: impl Fn(&Base, &Recording) -> Figures,
) -> Figures {
    let (base, mut figures) = (Base::new(), Figures::default());
    for workflow in ALL.iter().filter(|workflow| wanted(workflow)) {
        figures.add(each(&base, &Recording::of(&base, workflow)));
    }
    figures
}

/// Those whose traces are long have a test of their own, so that two cores share the work.
fn is_long(workflow: &Workflow) -> bool {
    matches!(workflow.name, "rekey" | "backup")
}

#[track_caller]
fn held(figures: &Figures, at_least: usize) {
    assert!(figures.failures.is_empty(), "{:#?}", figures.failures);
    assert!(figures.points >= at_least, "{figures:?}");
    assert_eq!(figures.unnamed, 0, "{figures:?}");
}

#[test]
fn a_program_may_be_killed_after_any_step() {
    held(&sweep(|workflow| !is_long(workflow), |base, one| prefixes(base, one, |_| true)), 1_000);
}

#[test]
fn a_program_may_be_killed_after_any_step_of_a_copy() {
    held(&sweep(is_long, |base, one| prefixes(base, one, |_| true)), 1_000);
}

#[test]
fn the_power_may_go_at_any_step() {
    let each = SEEDS.div_ceil(ALL.len() as u64);
    let figures = sweep(|_| true, |base, one| power_cuts(base, one, 0..each, Lie::None));
    held(&figures, 1_000);
}

#[test]
fn the_power_may_go_again_while_that_is_mended() {
    let figures = sweep(|_| true, |base, one| second_cuts(base, one, 0..SECOND_SEEDS));
    held(&figures, 100);
}

/// The sweep is worth nothing if it does not find out a disk that loses what it has acknowledged.
#[test]
fn a_disk_that_lies_is_found_out() {
    let base = Base::new();
    for (name, lie) in [("interview", Lie::Files), ("attach", Lie::Folders)] {
        let recording = Recording::of(&base, Workflow::named(name).expect("one of them"));
        let figures = power_cuts(&base, &recording, 0..LYING_SEEDS, lie);
        assert!(!figures.failures.is_empty(), "{name}, {lie:?}");
        let honest = power_cuts(&base, &recording, 0..LYING_SEEDS, Lie::None);
        held(&honest, 1);
    }
}

#[test]
fn a_step_may_be_refused() {
    let figures = sweep(
        |_| true,
        |base, one| {
            let calls = if one.workflow.stretches { REFUSED.1 } else { REFUSED.0 };
            let every = one.calls.div_ceil(calls);
            faults(base, one, (every / 2..one.calls).step_by(every), every_plan)
        },
    );
    held(&figures, 300);
}

#[test]
fn a_volume_may_fill_up() {
    let figures = sweep(
        |workflow| !workflow.stretches,
        |base, one| fills(base, one, if one.workflow.name == "attach" { 8 } else { 1 }),
    );
    held(&figures, 60);
}
