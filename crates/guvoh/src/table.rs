//! A table for people: columns as wide as their content, cut by nothing.
//!
//! Deliberately absent: colours and boxes. A table is often pasted into a message.

use std::fmt;

/// Rows under a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    /// Said instead where there are no rows.
    empty: String,
}

impl Table {
    /// A table with these column names, and what to say where it has no rows.
    pub fn new(head: Vec<String>, empty: String) -> Self {
        Self { head, rows: Vec::new(), empty }
    }

    /// One more row.
    pub fn push(&mut self, row: Vec<String>) {
        self.rows.push(row);
    }

    fn widths(&self) -> Vec<usize> {
        let width = |column: usize| {
            let cells = self.rows.iter().chain([&self.head]).filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
        };
        (0..self.head.len()).map(width).collect()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.rows.is_empty() {
            return writeln!(out, "{}", self.empty);
        }
        let widths = self.widths();
        for row in [&self.head].into_iter().chain(&self.rows) {
            let cells = row.iter().zip(&widths).map(|(cell, width)| {
                let cell = visible(cell);
                format!("{cell:<width$}")
            });
            writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
        }
        Ok(())
    }
}

/// A control character in a record must not steer a terminal or break a row.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || is_bidi(c) { ' ' } else { c }).collect()
}

fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[&str; 2]]) -> String {
        let mut table = Table::new(vec!["id".into(), "what".into()], "nothing".into());
        for row in rows {
            table.push(row.map(str::to_owned).to_vec());
        }
        table.to_string()
    }

    #[test]
    fn columns_line_up_in_any_script() {
        assert_eq!(
            table(&[["m1", "ok"], ["жалоба", "x"]]),
            "id      what\nm1      ok\nжалоба  x\n"
        );
    }

    #[test]
    fn no_rows_say_so() {
        assert_eq!(table(&[]), "nothing\n");
    }

    #[test]
    fn a_record_cannot_steer_the_terminal() {
        let shown = table(&[["m1", "a\u{1b}[2Jb\nc\u{202e}d"]]);
        assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'));
        assert_eq!(shown.lines().count(), 2);
    }
}
