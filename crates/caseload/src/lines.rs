//! From a place in a text to its line and column, as an editor counts them.

/// Where each line of a text begins.
pub(crate) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub fn new(text: &str) -> Lines {
        let after = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Lines { starts: std::iter::once(0).chain(after.map(|(at, _)| at + 1)).collect() }
    }

    /// The line a byte stands on, counted from one.
    pub fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at)
    }

    /// The character within its line, counted from one.
    pub fn column(&self, text: &str, at: usize) -> usize {
        let start = self.starts[self.line(at) - 1];
        let before = text.get(start..at.min(text.len())).unwrap_or_default();
        before.chars().count() + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_like_an_editor() {
        let text = "a\r\nбв\n\nг";
        let lines = Lines::new(text);
        let at = |at| (lines.line(at), lines.column(text, at));
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(text.find('в').expect("there")), (2, 2));
        assert_eq!(at(text.find('г').expect("there")), (4, 1));
        assert_eq!(at(text.len()), (4, 2));
    }
}
