//! How wide the columns of a table are: as their longest texts ask for, none less than half of another.

/// Characters of a longest text that still count, and of a shortest that count already.
const WISHES: (u32, u32) = (15, 30);

/// What each column asks for; its width is its share of the sum.
pub(crate) fn shares(head: &[String], rows: &[Vec<String>]) -> Vec<f64> {
    let columns = head.iter().enumerate();
    columns
        .map(|(column, name)| longest(name, rows.iter().filter_map(|row| row.get(column))))
        .collect()
}

fn longest<'a>(name: &'a String, cells: impl Iterator<Item = &'a String>) -> f64 {
    let lengths = cells.chain([name]).map(|text| text.chars().count());
    let longest = lengths.max().and_then(|length| u32::try_from(length).ok());
    f64::from(longest.unwrap_or(WISHES.1).clamp(WISHES.0, WISHES.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_as_wide_as_its_longest_text_within_bounds() {
        let text = |length: usize| "ж".repeat(length);
        let rows = [vec![text(1), text(20), text(400), String::new()]];
        let head = [text(2), text(3), text(4), text(16)];
        assert_eq!(shares(&head, &rows), [15.0, 20.0, 30.0, 16.0]);
        assert!(shares(&[], &[]).is_empty());
    }
}
