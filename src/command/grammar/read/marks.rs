//! What a line says to the program alone: who speaks, which item, which labels; and what of it is
//! no part of the sentence.

use crate::command::grammar::doubt::About;
use crate::command::grammar::item::{self, Pointed, What};
use crate::command::grammar::label::{self, Label};
use crate::command::grammar::person::{self, Called, Who};
use crate::command::grammar::typed::{Typed, opens};
use crate::command::grammar::{Ground, Kind, Part};
use crate::domain::id::{IssueId, PersonId};
use crate::domain::issue::Category;
use crate::domain::text::is_han;
use std::ops::Range;

/// Who speaks, as far as the line says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaker {
    /// It does not say.
    Floor,
    /// Nobody in particular, or nobody that is known.
    Nobody,
    /// This one.
    Person(PersonId),
}

/// Which item the line belongs to, as far as it says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Belongs {
    /// It does not say.
    Unsaid,
    /// To none, whatever is talked about: `#-`.
    Nowhere,
    /// To this one.
    To(IssueId),
}

/// A line while it is being read.
pub(super) struct Reader<'a> {
    pub(super) typed: &'a Typed<'a>,
    pub(super) ground: &'a Ground<'a>,
    pub(super) kind: Kind,
    pub(super) marks: Vec<(Range<usize>, Part)>,
    cuts: Vec<Range<usize>>,
    pub(super) doubts: Vec<(Range<usize>, About)>,
    pub(super) speaker: Speaker,
    pub(super) mentions: Vec<PersonId>,
    pub(super) issue: Belongs,
    pub(super) category: Option<(Category, Range<usize>)>,
    pub(super) tags: Vec<String>,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(typed: &'a Typed<'a>, ground: &'a Ground<'a>, kind: Kind) -> Self {
        Self {
            typed,
            ground,
            kind,
            marks: Vec::new(),
            cuts: Vec::new(),
            doubts: Vec::new(),
            speaker: Speaker::Floor,
            mentions: Vec::new(),
            issue: Belongs::Unsaid,
            category: None,
            tags: Vec::new(),
        }
    }

    /// Reads the marks that stand before the sentence; returns where it begins.
    pub(super) fn header(&mut self, start: usize) -> usize {
        let mut at = self.typed.past_blanks(start);
        let mut has_speaker = false;
        loop {
            let end = match self.typed.get(at) {
                Some('@') if !has_speaker => {
                    has_speaker = true;
                    self.speaker(at)
                }
                Some('#') => self.leading_item(at),
                Some('+') => label::end(self.typed, at + 1).map(|end| {
                    self.label(at, end);
                    self.cut_with_stop(at, end)
                }),
                _ => None,
            };
            match end {
                Some(end) => at = end,
                None => return at,
            }
        }
    }

    /// Cuts a mark out together with what parts it from the sentence; returns where that goes on.
    fn cut(&mut self, at: usize, end: usize) -> usize {
        let blank = self.typed.past_blanks(end);
        let next = match self.typed.get(blank) {
            Some(':' | ',') => self.typed.past_blanks(blank + 1),
            _ => blank,
        };
        self.cuts.push(at..next);
        next
    }

    /// Cuts a mark out with what ends it right behind, which would stand alone: `#2. ok`. What leaves
    /// something out, `...`, is of the sentence, and so is what a number goes on with.
    fn cut_with_stop(&mut self, at: usize, end: usize) -> usize {
        let is_mark = |at: usize| matches!(self.typed.get(at), Some('.' | '!' | ';'));
        let stop =
            if is_mark(self.typed.past_blanks(end)) { self.typed.past_blanks(end) } else { end };
        let goes_on =
            is_mark(stop + 1) || self.typed.get(stop + 1).is_some_and(|c| c.is_ascii_digit());
        if !is_mark(stop) || goes_on {
            return self.cut(at, end);
        }
        let next = self.typed.past_blanks(stop + 1);
        self.cuts.push(at..next);
        next
    }

    /// The `@` that stands first.
    fn speaker(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = person::nobody(self.typed, at + 1) {
            self.speaker = Speaker::Nobody;
            self.marks.push((at..end, Part::Person));
            return Some(self.cut_with_stop(at, end));
        }
        let Called { end, who } = person::called(self.typed, at + 1, self.ground);
        // Mary's proposal is spoken of, and is no word of hers.
        if is_possessive(self.typed, end) {
            return None;
        }
        match who {
            Who::Named(id) | Who::Meant(id) | Who::Misspelt(id) | Who::InPart(id) => {
                self.speaker = Speaker::Person(id);
                self.marks.push((at..end, Part::Person));
                self.unsure(at..end, &who);
                Some(self.cut_with_stop(at, end))
            }
            _ if end == at + 1 => None,
            who => {
                self.speaker = Speaker::Nobody;
                self.nobody(at..end, who);
                Some(self.typed.past_blanks(end))
            }
        }
    }

    /// Tells of a name that is only taken as that of somebody.
    fn unsure(&mut self, range: Range<usize>, who: &Who) {
        match who {
            Who::Misspelt(id) => self.doubts.push((range, About::Misspelt(*id))),
            Who::InPart(id) => {
                let (_, end) = person::surname_behind(self.typed, range.end);
                self.doubts.push((range.start..end, About::InPart(*id)));
            }
            _ => {}
        }
    }

    fn nobody(&mut self, range: Range<usize>, who: Who) {
        let about = match who {
            Who::Several(ids) => About::People(ids),
            Who::Alike(ids) => About::Alike(ids),
            _ => About::Nobody,
        };
        self.doubts.push((range, about));
    }

    /// A `#` before the sentence; one whose words belong to the sentence is left to it.
    fn leading_item(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = item::nowhere(self.typed, at + 1) {
            self.nowhere(at..end);
            return Some(self.cut_with_stop(at, end));
        }
        if !item::begins(self.typed, at + 1) {
            return None;
        }
        let pointed = item::pointed(self.typed, at + 1, self.ground);
        let end = pointed.end;
        let is_word = !pointed.is_number && !self.has_letters(at + 1..end);
        if is_word && !item::stands_apart(self.typed, end) {
            return None;
        }
        if self.item(at, &pointed) {
            Some(self.cut_with_stop(at, end))
        } else {
            Some(self.typed.past_blanks(end))
        }
    }

    /// Takes in that the line belongs to no item.
    fn nowhere(&mut self, range: Range<usize>) {
        if matches!(self.issue, Belongs::To(_)) {
            self.doubts.push((range.clone(), About::SecondItem));
        } else {
            self.issue = Belongs::Nowhere;
        }
        self.marks.push((range, Part::Issue));
    }

    /// Takes in what a `#` means; whether that is an item of the agenda.
    fn item(&mut self, at: usize, pointed: &Pointed) -> bool {
        let range = at..pointed.end;
        let about = match &pointed.what {
            What::Item(issue) => {
                let is_second =
                    !matches!(self.issue, Belongs::Unsaid) && self.issue != Belongs::To(*issue);
                if self.issue == Belongs::Unsaid {
                    self.issue = Belongs::To(*issue);
                }
                self.marks.push((range.clone(), Part::Issue));
                if is_second {
                    self.doubts.push((range, About::SecondItem));
                }
                return true;
            }
            What::Several(ids) => About::Items(ids.clone()),
            What::OffAgenda(issue) => About::OffAgenda(*issue),
            What::NoPlace => About::NoPlace { items: self.ground.session.agenda.len() },
            What::Nothing => About::NoItem,
        };
        self.doubts.push((range, about));
        false
    }

    fn label(&mut self, at: usize, end: usize) {
        match label::label(self.typed, at + 1, end) {
            Label::Category(category) => {
                self.category.get_or_insert((category, at..end));
            }
            Label::Tag(tag) if !self.tags.contains(&tag) => self.tags.push(tag),
            Label::Tag(_) => {}
        }
        self.marks.push((at..end, Part::Label));
    }

    /// Takes in that nobody in particular speaks: `@-` behind the sentence or within it.
    fn by_nobody(&mut self, range: Range<usize>) {
        match self.speaker {
            Speaker::Floor => self.speaker = Speaker::Nobody,
            Speaker::Nobody => {}
            Speaker::Person(_) => self.doubts.push((range.clone(), About::SecondSpeaker)),
        }
        self.marks.push((range, Part::Person));
    }

    /// Reads the `@-`, `#` and `+` that stand behind the sentence; returns where it ends.
    pub(super) fn trailer(&mut self, from: usize) -> usize {
        let mut end = self.typed.len();
        let mut found = Vec::new();
        while let Some(at) = self.last_mark(from, end) {
            let stop = self.typed.back_over_blanks(end);
            found.push(at..stop);
            end = at;
        }
        for range in found.into_iter().rev() {
            let is_cut = if self.typed.get(range.start) == Some('+') {
                self.label(range.start, range.end);
                true
            } else if self.typed.get(range.start) == Some('@') {
                self.by_nobody(range.clone());
                true
            } else if item::nowhere(self.typed, range.start + 1).is_some() {
                self.nowhere(range.clone());
                true
            } else {
                let pointed = item::pointed(self.typed, range.start + 1, self.ground);
                self.item(range.start, &pointed)
            };
            if is_cut {
                self.cuts.push(self.typed.back_over_blanks(range.start)..range.end);
            }
        }
        end
    }

    /// Where the last word before a place begins, if a `#`, a `+` or `@-` makes up all of it; what ends
    /// a sentence parts it as a blank does.
    fn last_mark(&self, from: usize, end: usize) -> Option<usize> {
        let stop = self.typed.back_over_blanks(end);
        let word = self.typed.chars(from.min(stop)..stop);
        let length = word.iter().rev().take_while(|c| !matches!(c, '#' | '+' | '@')).count() + 1;
        let at = stop.checked_sub(length).filter(|at| *at > from)?;
        let before = self.typed.before(at);
        let is_apart = label::opens(before);
        let ends = match self.typed.get(at)? {
            '+' if is_apart => label::end(self.typed, at + 1)?,
            '@' if is_apart => person::nobody(self.typed, at + 1)?,
            '#' if is_apart && item::nowhere(self.typed, at + 1).is_some() => at + 2,
            '#' if item::begins(self.typed, at + 1) && (is_apart || opens(before)) => {
                let pointed = item::pointed(self.typed, at + 1, self.ground);
                // 每小时5元#1 ends with its item; words of a title may be words of the sentence.
                let is_item = matches!(pointed.what, What::Item(_)) && pointed.is_number;
                is_item.then_some(pointed.end).or_else(|| is_apart.then_some(pointed.end))?
            }
            _ => return None,
        };
        (ends == stop).then_some(at)
    }

    /// Reads the marks within the sentence.
    pub(super) fn inner(&mut self, body: Range<usize>) {
        let mut at = body.start;
        while at < body.end {
            let before = self.typed.before(at);
            let end = match self.typed.get(at) {
                Some('@') if opens(before) || self.is_behind_a_stop(at) => self.mention(at),
                Some('#') if opens(before) && before != Some('/') => self.inner_item(at),
                Some('+') if label::opens(before) => self.inner_label(at),
                _ => None,
            };
            at = end.unwrap_or(at + 1).max(at + 1);
        }
    }

    /// Whether an `@` with a name, or `@-`, stands right behind a full stop: no address has one there.
    fn is_behind_a_stop(&self, at: usize) -> bool {
        let is_named = self.typed.before(at) == Some('.')
            && self.typed.get(at + 1).is_some_and(char::is_alphabetic);
        let is_nobody =
            label::opens(self.typed.before(at)) && person::nobody(self.typed, at + 1).is_some();
        is_named || is_nobody
    }

    /// An `@` within the sentence: the name stays, the mark goes.
    fn mention(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = person::nobody(self.typed, at + 1) {
            self.by_nobody(at..end);
            let next = self.typed.past_blanks(end);
            let from = if next == end { self.typed.back_over_blanks(at) } else { at };
            self.cuts.push(from..next);
            return Some(end);
        }
        let Called { end, who } = person::called(self.typed, at + 1, self.ground);
        let id = match who {
            Who::Named(id) | Who::Meant(id) | Who::Misspelt(id) | Who::InPart(id) => id,
            _ if end == at + 1 => return None,
            who => {
                self.nobody(at..end, who);
                return Some(end);
            }
        };
        if !self.mentions.contains(&id) {
            self.mentions.push(id);
        }
        self.marks.push((at..end, Part::Person));
        self.unsure(at..end, &who);
        if matches!(who, Who::Meant(_)) && self.has_letters(at + 1..end) {
            self.doubts.push((at..end, About::Letters(id)));
        } else {
            self.cuts.push(at..at + 1);
        }
        Some(end)
    }

    fn has_letters(&self, range: Range<usize>) -> bool {
        self.typed.chars(range).iter().any(char::is_ascii_alphabetic)
    }

    /// A `#` within the sentence: characters of the title stay as words of it, without the mark.
    fn inner_item(&mut self, at: usize) -> Option<usize> {
        if !item::begins(self.typed, at + 1) {
            return None;
        }
        let pointed = item::pointed(self.typed, at + 1, self.ground);
        let is_word = !pointed.is_number && !self.has_letters(at + 1..pointed.end);
        if self.item(at, &pointed) && is_word {
            self.cuts.push(at..at + 1);
        }
        Some(pointed.end)
    }

    /// A `+` within the sentence, which has no part in it.
    fn inner_label(&mut self, at: usize) -> Option<usize> {
        let end = label::end(self.typed, at + 1)?;
        let next = self.typed.past_blanks(end);
        if next == end && end < self.typed.len() {
            return None;
        }
        self.label(at, end);
        self.cuts.push(at..next);
        Some(end)
    }

    /// What is stored: from the end of the kind on, but for what was cut out.
    pub(super) fn text(&self, start: usize) -> String {
        let mut cuts = self.cuts.clone();
        cuts.sort_by_key(|cut| cut.start);
        let (mut text, mut at) = (String::new(), start);
        for cut in cuts {
            text.push_str(self.typed.part(at..cut.start.max(at)));
            at = cut.end.max(at);
        }
        text.push_str(self.typed.part(at..self.typed.len()));
        text.trim().to_owned()
    }
}

/// Whether a Latin name that ends at a place stands there for what is its owner's: Mary's, James'.
fn is_possessive(typed: &Typed<'_>, end: usize) -> bool {
    let is_letter = |at: usize| typed.get(at).is_some_and(|c| c.is_alphabetic() && !is_han(c));
    typed.begins(end, "'s") && !is_letter(end + 2)
        || typed.before(end) == Some('s') && typed.begins(end, "'") && !is_letter(end + 1)
}
