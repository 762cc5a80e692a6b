//! The long form of what `tests/crash.rs` tries quickly: every step, every refusal, and as many power cuts as asked for.
//!
//! `soak crash [--seeds N] [--from SEED] [--only WORKFLOW]`. It prints one line for each workflow and kind of sweep; a seed
//! that fails is printed with everything that repeats it. Deliberately absent: a limit of time; whoever starts it waits.

use testing::crash::{
    ALL, Base, Figures, Lie, Recording, Workflow, every_plan, faults, fills, power_cuts, prefixes,
    second_cuts,
};

use crate::told;

/// How it is called.
pub const USAGE: &str = "soak crash [--seeds N] [--from SEED] [--only WORKFLOW]";
/// Power cuts, all workflows together, where nothing else is asked for.
const SEEDS: u64 = 100_000;
/// Where a passphrase is stretched each time, one call of so many is refused.
const STRETCHED_EVERY: usize = 4;
/// And one power cut of so many is tried: what is stretched is the same each time.
const STRETCHED_SEEDS_EVERY: u64 = 10;

/// For so many power cuts there is one that comes again while the first is mended.
const SECOND_CUT_EVERY: u64 = 4;

struct Wanted {
    seeds: u64,
    from: u64,
    only: Option<String>,
}

/// Sweeps; whether everything held, `None` where the words make no sense.
pub fn soak(words: &[String]) -> Option<bool> {
    Some(all(&wanted(words)?).failures.is_empty())
}

fn wanted(words: &[String]) -> Option<Wanted> {
    let mut rest = words;
    let mut wanted = Wanted { seeds: SEEDS, from: 0, only: None };
    while let [word, value, more @ ..] = rest {
        match word.as_str() {
            "--seeds" => wanted.seeds = value.parse().ok()?,
            "--from" => wanted.from = value.parse().ok()?,
            "--only" => wanted.only = Some(value.clone()),
            _ => return None,
        }
        rest = more;
    }
    rest.is_empty().then_some(wanted)
}

fn all(wanted: &Wanted) -> Figures {
    let (base, mut all) = (Base::new(), Figures::default());
    println!("workflow | sweep | points | left out | no vault yet | not noticed | failed");
    let each = wanted.seeds.div_ceil(ALL.len() as u64);
    let named =
        |workflow: &&Workflow| wanted.only.as_deref().is_none_or(|only| only == workflow.name);
    for workflow in ALL.iter().filter(named) {
        let recording = Recording::of(&base, workflow);
        let every = if workflow.stretches { STRETCHED_EVERY } else { 1 };
        let refused = (0..recording.calls).step_by(every);
        let each = if workflow.stretches { each / STRETCHED_SEEDS_EVERY } else { each };
        let seeds = wanted.from..wanted.from + each;
        let name = workflow.name;
        let before = all.clone();
        say(name, "killed", prefixes(&base, &recording, |_| true), &mut all);
        say(name, "power cut", power_cuts(&base, &recording, seeds, Lie::None), &mut all);
        let again = wanted.from..wanted.from + each / SECOND_CUT_EVERY;
        say(name, "cut again", second_cuts(&base, &recording, again), &mut all);
        say(name, "refused", faults(&base, &recording, refused, every_plan), &mut all);
        say(name, "full", fills(&base, &recording, every), &mut all);
        keep(name, each, &before, &all);
    }
    let lines = all.clone();
    say("all", "all", lines, &mut Figures::default());
    all
}

/// Each workflow for itself: all of them together take an hour, and need not be run together.
fn keep(workflow: &str, cuts: u64, before: &Figures, after: &Figures) {
    let points = after.points - before.points;
    let left_out = after.left_out - before.left_out;
    let failed = after.failures.len() - before.failures.len();
    let tried = format!(
        "{cuts} power cuts among {points} points; {left_out} left out: refusals that refused nothing, and where a passphrase is stretched three of four"
    );
    told::keep(&format!("crash {workflow}"), &tried, &format!("{failed} failed"));
}

fn say(workflow: &str, sweep: &str, figures: Figures, all: &mut Figures) {
    let Figures { points, left_out, made_again, unnoticed, .. } = &figures;
    let failed = figures.failures.len();
    println!(
        "{workflow} | {sweep} | {points} | {left_out} | {made_again} | {unnoticed} | {failed}"
    );
    if workflow != "all" {
        figures.failures.iter().for_each(|failure| println!("FAILED  {failure}"));
    }
    all.add(figures);
}
