//! Tests: any order and any repetition of the same operations gives the same state.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::body::Change;
use crate::digest::{entity_digest, state_digest};
use crate::entity::Entity;
use crate::ids::{EntityId, OpId};
use crate::kind::Kind;
use crate::testing::{ENTITY, body, change, op};

/// One operation of a history: what it sets, which earlier operations its writer saw, by whose clock.
#[derive(Clone, Debug)]
struct Step {
    fields: Vec<u8>,
    value: Option<u8>,
    sees: Vec<prop::sample::Index>,
    clock: u64,
    erases: bool,
}

fn step(erasing: bool) -> impl Strategy<Value = Step> {
    let sees = vec(any::<prop::sample::Index>(), 0..3);
    let erases = if erasing { prop::bool::weighted(0.1).boxed() } else { Just(false).boxed() };
    (vec(0u8..3, 0..3), any::<Option<u8>>(), sees, 0u64..50, erases).prop_map(
        |(fields, value, sees, clock, erases)| Step { fields, value, sees, clock, erases },
    )
}

/// The steps as operations, in the order they were written.
fn history(steps: &[Step]) -> Vec<(OpId, Kind, crate::body::Body)> {
    let write = |(n, step): (usize, &Step)| {
        let seen: Vec<OpId> =
            step.sees.iter().filter(|_| n > 0).map(|index| number(index.index(n))).collect();
        let mut changes: Vec<Change> = Vec::new();
        for field in &step.fields {
            let mut change = change(&format!("f{field}"), "", &[]);
            change.value = step.value.map(|value| vec![value]);
            change.base = seen.clone();
            changes.push(change);
        }
        changes.sort_by(|a, b| a.field.cmp(&b.field));
        changes.dedup_by(|a, b| a.field == b.field);
        let kind = if step.erases { Kind::Redact } else { Kind::Change };
        (number(n), kind, body(step.clock, changes))
    };
    steps.iter().enumerate().map(write).collect()
}

fn number(n: usize) -> OpId {
    op(u8::try_from(n).expect("short histories"))
}

fn state<'a>(run: impl IntoIterator<Item = &'a (OpId, Kind, crate::body::Body)>) -> Entity {
    let mut entity = Entity::new(ENTITY);
    for (op, kind, body) in run {
        entity.apply(*op, *kind, body);
    }
    entity
}

/// The history in some order, each operation at least once.
fn shuffled(erasing: bool) -> impl Strategy<Value = (Vec<Step>, Vec<usize>)> {
    vec(step(erasing), 1..24).prop_flat_map(|steps| {
        let len = steps.len();
        let order =
            vec(0..len, 0..2 * len).prop_map(move |more| (0..len).chain(more).collect::<Vec<_>>());
        (Just(steps), order.prop_shuffle())
    })
}

proptest! {
    #[test]
    fn order_and_repetition_do_not_matter((steps, order) in shuffled(true)) {
        let history = history(&steps);
        let live = state(&history);
        let other = state(order.iter().map(|at| &history[*at]));
        prop_assert_eq!(entity_digest(&live), entity_digest(&other));
        prop_assert_eq!(live, other);
    }

    #[test]
    fn nobody_s_value_is_lost_unless_someone_who_saw_it_replaced_it((steps, order) in shuffled(false)) {
        let history = history(&steps);
        let entity = state(order.iter().map(|at| &history[*at]));
        for (op, _, body) in &history {
            for change in &body.changes {
                let replaced = history.iter().flat_map(|(_, _, other)| &other.changes)
                    .any(|other| other.field == change.field && other.base.contains(op));
                let heads = entity.field(&change.field).expect("was written").heads();
                prop_assert_eq!(heads.iter().any(|head| head.op == *op), !replaced);
            }
        }
    }

    #[test]
    fn erasure_absorbs_everything((steps, order) in shuffled(true)) {
        let history = history(&steps);
        let entity = state(order.iter().map(|at| &history[*at]));
        let erased = history.iter().any(|(_, kind, _)| *kind == Kind::Redact);
        prop_assert_eq!(entity.redaction().is_some(), erased);
        prop_assert!(!erased || entity.fields().next().is_none());
    }

    #[test]
    fn a_repeated_operation_changes_nothing((steps, order) in shuffled(true)) {
        let history = history(&steps);
        let mut entity = state(order.iter().map(|at| &history[*at]));
        for (op, kind, body) in &history {
            let before = entity.clone();
            prop_assert_ne!(entity.apply(*op, *kind, body), crate::entity::Applied::Changed);
            prop_assert_eq!(&entity, &before);
        }
    }
}

#[test]
fn the_digest_tells_every_part_apart() {
    let entity = |n: u8, clock: u64, field: &str, value: &str| {
        state(&[(op(n), Kind::Change, body(clock, vec![change(field, value, &[])]))])
    };
    let mut emptied = change("a", "x", &[]);
    emptied.value = None;
    let states = [
        Entity::new(ENTITY),
        entity(1, 1, "a", "x"),
        entity(2, 1, "a", "x"),
        entity(1, 2, "a", "x"),
        entity(1, 1, "b", "x"),
        entity(1, 1, "a", "y"),
        entity(1, 1, "a", ""),
        state(&[(op(1), Kind::Change, body(1, vec![emptied]))]),
        state(&[(op(1), Kind::Redact, body(1, Vec::new()))]),
        state(&[(op(1), Kind::Redact, body(2, Vec::new()))]),
    ];
    let digests: std::collections::BTreeSet<_> = states.iter().map(entity_digest).collect();
    assert_eq!(digests.len(), states.len());
}

#[test]
fn the_state_digest_does_not_depend_on_the_order() {
    let entities: Vec<_> =
        (0..5u8).map(|n| (EntityId::from_bytes([n; 16]), seal::Digest::of(&[n]))).collect();
    let turned: Vec<_> = entities.iter().rev().copied().collect();
    assert_eq!(state_digest(entities.clone()), state_digest(turned));
    assert_ne!(state_digest(entities.clone()), state_digest(entities[1..].to_vec()));
}
