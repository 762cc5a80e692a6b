//! Which record somebody means who types an alias instead of a handle.
//!
//! An alias counts where it is one person's; where it is two people's, both handles are named
//! and nothing is guessed. A letter typed in the other alphabet is the same letter. Deliberately
//! absent: erasing, which takes a handle only.

use casework::{Kind, book::Book};

use crate::{refusal::Refusal, session::Session};

/// The person of this handle or alias; what is neither comes back as it was typed.
pub fn person(book: &Book, given: &str) -> Result<String, Refusal> {
    let named = book.people().map(|person| (person.id.as_str(), person.alias.as_deref()));
    one_of(named, given)
}

/// The same before the other records are read.
pub fn person_in(session: &Session, given: &str) -> Result<String, Refusal> {
    let people = session.vault.all(Kind::Person)?;
    let named =
        people.iter().map(|person| (person.record.id.as_str(), person.record.text("alias")));
    one_of(named, given)
}

/// The case of this handle, or the only one of the person with this alias.
pub fn case(book: &Book, given: &str) -> Result<String, Refusal> {
    if book.case(given).is_some() {
        return Ok(given.to_owned());
    }
    let person = person(book, given)?;
    only(book.cases_of(&person).iter().map(String::as_str), given, "cli-alias-cases")
}

fn one_of<'p>(
    people: impl Iterator<Item = (&'p str, Option<&'p str>)>,
    given: &str,
) -> Result<String, Refusal> {
    let people: Vec<_> = people.collect();
    if people.iter().any(|(id, _)| *id == given) {
        return Ok(given.to_owned());
    }
    let wanted = folded(given);
    let called = people.iter().filter(|(_, alias)| alias.is_some_and(|one| folded(one) == wanted));
    only(called.map(|(id, _)| *id), given, "cli-alias-twice")
}

/// The only one; `given` itself where there is none.
fn only<'p>(
    found: impl Iterator<Item = &'p str>,
    given: &str,
    several: &str,
) -> Result<String, Refusal> {
    let found: Vec<&str> = found.collect();
    match found[..] {
        [] => Ok(given.to_owned()),
        [one] => Ok(one.to_owned()),
        _ => Err(Refusal::new(several).with("id", given).with("ids", found.join(", "))),
    }
}

/// Large letters, those of the Cyrillic alphabet that look like Latin ones as Latin ones.
fn folded(alias: &str) -> String {
    let latin = |letter: char| match letter {
        'А' => 'A',
        'В' => 'B',
        'Е' => 'E',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'О' => 'O',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'У' => 'Y',
        'Х' => 'X',
        other => other,
    };
    alias.trim().chars().flat_map(char::to_uppercase).map(latin).collect()
}

#[cfg(test)]
mod tests {
    use casework::Record;

    use super::*;

    fn book() -> Book {
        let person = |id: &str, alias: &str| Record::new(Kind::Person, id).with("alias", alias);
        let case = |id: &str, people: &[&str]| {
            let people = serde_json::json!(people);
            Record::new(Kind::Case, id).with("people", people).with("opened", "2023-08-14")
        };
        Book::new(vec![
            person("p1", "K-136"),
            person("p2", "Z-200"),
            person("p3", "Z-200"),
            person("p4", "p1"),
            case("c1", &["p1"]),
            case("c2", &["p4"]),
            case("c3", &["p4"]),
        ])
    }

    #[track_caller]
    fn check(
        find: fn(&Book, &str) -> Result<String, Refusal>,
        given: &str,
        expected: Result<&str, &str>,
    ) {
        let found = find(&book(), given).map_err(|refusal| refusal.args[1].1.clone());
        assert_eq!(found, expected.map(str::to_owned).map_err(str::to_owned), "{given}");
    }

    #[test]
    fn an_alias_is_enough_where_it_is_one_persons() {
        check(person, "K-136", Ok("p1"));
        check(person, " k-136 ", Ok("p1"));
        check(person, "К-136", Ok("p1")); // the Cyrillic letter
        check(person, "Z-200", Err("p2, p3"));
        check(person, "p1", Ok("p1"));
        check(person, "K-13", Ok("K-13"));
    }

    #[test]
    fn the_only_case_of_a_person_is_meant_by_the_alias() {
        check(case, "c1", Ok("c1"));
        check(case, "K-136", Ok("c1"));
        check(case, "p4", Err("c2, c3"));
        check(case, "Z-200", Err("p2, p3"));
        check(case, "nothing", Ok("nothing"));
    }
}
