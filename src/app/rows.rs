//! Lists: which row is selected and shown.

/// The selected row of a list and the first one that is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct List {
    pub(crate) selected: usize,
    pub(crate) offset: usize,
}

impl List {
    /// Moves the selection by so many rows, and stops at the ends.
    pub(crate) fn step(&mut self, by: isize, total: usize) {
        self.selected = self.selected.saturating_add_signed(by).min(total.saturating_sub(1));
    }

    /// Turns the page: what is shown moves by so many rows, and the selection with it.
    pub(crate) fn turn(&mut self, by: isize, total: usize) {
        self.offset = self.offset.saturating_add_signed(by);
        self.step(by, total);
    }

    /// Scrolls as little as possible to show the selected one.
    pub(crate) fn follow(&mut self, visible: usize, total: usize) {
        self.selected = self.selected.min(total.saturating_sub(1));
        let visible = visible.max(1);
        self.offset = self.offset.min(total.saturating_sub(visible));
        if self.selected < self.offset {
            self.offset = self.selected;
        } else if self.selected >= self.offset + visible {
            self.offset = self.selected + 1 - visible;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_scrolls_as_little_as_it_can() {
        let mut list = List::default();
        list.step(5, 10);
        list.follow(4, 10);
        assert_eq!(list, List { selected: 5, offset: 2 });
        list.step(-2, 10);
        list.follow(4, 10);
        assert_eq!(list, List { selected: 3, offset: 2 });
        list.step(isize::MAX, 10);
        list.follow(4, 10);
        assert_eq!(list, List { selected: 9, offset: 6 });
        list.follow(4, 0);
        assert_eq!(list, List::default());
    }

    #[test]
    fn a_page_is_turned_at_once_and_never_beyond_the_end() {
        let mut list = List::default();
        for (by, at) in [
            (3, List { selected: 3, offset: 3 }),
            (3, List { selected: 6, offset: 6 }),
            (3, List { selected: 9, offset: 6 }),
            (-3, List { selected: 6, offset: 3 }),
            (-9, List::default()),
        ] {
            list.turn(by, 10);
            list.follow(4, 10);
            assert_eq!(list, at);
        }
    }
}
