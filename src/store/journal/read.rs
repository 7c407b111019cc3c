//! Reading the journal from start to end, past damage.

use std::collections::VecDeque;

use super::group::{Group, Mark};
use super::segment::{Piece, Scan, SegmentName, offset};
use super::survey::{header_damage, peek, read_header};
use super::{Active, Damage, DamageKind, JournalError, Medium, read_segment, segment_names};
use crate::log::StoreId;

/// The groups of a journal, oldest first; made by [`Journal::groups_from`](super::Journal).
#[derive(Debug)]
pub struct Groups<'a, M> {
    medium: &'a M,
    store: StoreId,
    active: Active,
    first: u64,
    segments: VecDeque<SegmentName>,
    /// The number that the next segment has to have.
    expected: u32,
    scan: Option<Scan>,
    /// The last group met.
    last: Option<Mark>,
    /// The end of a segment that is no group; what is lost there, the next header tells.
    hole: Option<Damage>,
    pending: VecDeque<JournalError>,
    done: bool,
}

impl<'a, M: Medium> Groups<'a, M> {
    /// Everything, also what is wrong before the first group.
    pub(super) fn all(medium: &'a M, store: StoreId, active: Active) -> Self {
        let mut groups = Self::idle(medium, store, active, 0);
        groups.start();
        groups
    }

    pub(super) fn from_group(medium: &'a M, store: StoreId, active: Active, first: u64) -> Self {
        let mut groups = Self::idle(medium, store, active, first);
        // The usual case at opening: nothing is missing, and nothing is read.
        groups.done = first > active.last.group;
        if !groups.done {
            groups.start();
        }
        groups
    }

    const fn idle(medium: &'a M, store: StoreId, active: Active, first: u64) -> Self {
        Self {
            medium,
            store,
            active,
            first,
            segments: VecDeque::new(),
            expected: 1,
            scan: None,
            last: None,
            hole: None,
            pending: VecDeque::new(),
            done: false,
        }
    }

    fn start(&mut self) {
        if let Err(error) = self.find_start() {
            self.fail(error);
        }
    }

    /// Goes back from the last segment to the one that the first group is in.
    fn find_start(&mut self) -> Result<(), JournalError> {
        let Active { name: active, .. } = self.active;
        let mut names = segment_names(self.medium)?;
        names.retain(|name| name.generation == active.generation && name.number <= active.number);
        while let Some(name) = names.pop() {
            self.segments.push_front(name);
            let after = peek(self.medium, name)?;
            if self.first > 0 && after.is_some_and(|after| after.group < self.first) {
                self.expected = name.number;
                break;
            }
        }
        Ok(())
    }

    fn fail(&mut self, error: JournalError) {
        self.pending.push_back(error);
        self.done = true;
    }

    /// Keeps damage for the reader, unless all of it lies before what was asked for.
    fn note(&mut self, damage: Damage) {
        let newest = damage.last_group.map_or(u64::MAX, |last| last.max(damage.first_group));
        if newest >= self.first {
            self.pending.push_back(JournalError::Damaged(damage));
        }
    }

    fn take(&mut self, piece: Piece) -> Option<Group> {
        match piece {
            Piece::Group(group) => {
                self.last = Some(group.mark());
                return (group.number >= self.first).then_some(group);
            }
            Piece::Damage(damage) => self.note(damage),
            Piece::Tail { offset: at } => {
                let end = self.scan.as_ref().map_or(at, |scan| scan.bytes().len());
                self.hole = Some(Damage {
                    kind: DamageKind::Group,
                    segment: self.expected.saturating_sub(1),
                    offset: offset(at),
                    len: offset(end.saturating_sub(at)),
                    first_group: self.next_group(),
                    last_group: None,
                });
            }
        }
        None
    }

    fn next_group(&self) -> u64 {
        self.last.map_or(1, Mark::next_group)
    }

    /// Enters the next segment, or finishes.
    fn advance(&mut self) -> Result<(), JournalError> {
        let Some(name) = self.segments.pop_front() else {
            self.finish();
            return Ok(());
        };
        let end = (name == self.active.name).then_some(self.active.end);
        let bytes = read_segment(self.medium, name, end)?;
        let after = read_header(name, &bytes, Some(self.store))?.map(|header| header.after);
        self.check_seam(name, after);
        if after.is_none() {
            let next = self.next_group();
            self.note(header_damage(name.number, next, Some(next.saturating_sub(1))));
        }
        self.expected = name.number.saturating_add(1);
        // A header that promises groups we already have must not bring them back.
        let start = match (after, self.last) {
            (Some(after), Some(last)) if after.group < last.group => Some(last),
            _ => after.or(self.last),
        };
        self.last = start;
        self.scan = Some(Scan::new(bytes, name.number, start));
        Ok(())
    }

    /// Notes what is lost between the last group met and the start of a segment.
    fn check_seam(&mut self, name: SegmentName, after: Option<Mark>) {
        let last_group = after.map(|after| after.group);
        let seam = Damage {
            kind: DamageKind::SegmentMissing,
            segment: self.expected,
            offset: 0,
            len: 0,
            first_group: self.next_group(),
            last_group,
        };
        let hole = self.hole.take();
        if let Some(hole) = hole {
            self.note(Damage { last_group, ..hole });
        }
        if name.number != self.expected {
            self.note(seam);
        } else if hole.is_some() {
            // What is missing between the two is named already.
        } else if let (Some(after), Some(last)) = (after, self.last)
            && after != last
        {
            let more = after.group > last.group;
            let kind = if more { DamageKind::Gap } else { DamageKind::WrongPrevious };
            self.note(Damage { kind, segment: name.number, ..seam });
        }
    }

    /// Notes what is lost at the very end.
    fn finish(&mut self) {
        self.done = true;
        let Active { name, end, last, .. } = self.active;
        if let Some(hole) = self.hole.take() {
            self.note(Damage { last_group: Some(last.group), ..hole });
        } else if self.last != Some(last) {
            self.note(Damage {
                kind: DamageKind::Gap,
                segment: name.number,
                offset: end,
                len: 0,
                first_group: self.next_group(),
                last_group: Some(last.group),
            });
        }
    }
}

impl<M: Medium> Iterator for Groups<'_, M> {
    type Item = Result<Group, JournalError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(error) = self.pending.pop_front() {
                return Some(Err(error));
            }
            if self.done {
                return None;
            }
            if let Some(piece) = self.scan.as_mut().and_then(Iterator::next) {
                if let Some(group) = self.take(piece) {
                    return Some(Ok(group));
                }
            } else if let Err(error) = self.advance() {
                self.fail(error);
            }
        }
    }
}
