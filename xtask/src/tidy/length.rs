//! A file is one idea: none grows past six hundred lines.

use super::Source;

const LINES_MAX: usize = 600;

/// Files that were longer when the rule came, with the length they may not exceed.
/// The list only shrinks.
const GIANTS: [(&str, usize); 0] = [];

/// Every source file that is too long.
pub fn faults(sources: &[Source]) -> Vec<String> {
    let code = sources.iter().filter(|source| source.is(".rs") || source.is(".ts"));
    code.filter_map(|source| {
        let lines = source.text.lines().count();
        let giant = GIANTS.iter().find(|(path, _)| *path == source.path);
        let most = giant.map_or(LINES_MAX, |(_, most)| *most);
        (lines > most).then(|| source.fault(most, &format!("{lines} lines; {most} at most")))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_holds_exactly() {
        for (lines, expected) in [(LINES_MAX - 1, 0), (LINES_MAX, 0), (LINES_MAX + 1, 1)] {
            let source = Source { path: "a.rs".into(), text: "x\n".repeat(lines) };
            assert_eq!(faults(&[source]).len(), expected);
        }
    }
}
