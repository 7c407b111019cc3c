//! What the sentence itself names: departments, money, days; and the reading as a whole.

use super::marks::{Belongs, Reader, Speaker};
use crate::command::grammar::doubt::{About, Doubt, OpenDay};
use crate::command::grammar::due::{self, Day, Means, When};
use crate::command::grammar::money::{self, Sum, Unclear};
use crate::command::grammar::office::{self, Joint, Office, Parts};
use crate::command::grammar::{Kind, Part, Reading, Span, promise};
use crate::domain::amount::AmountFault;
use crate::domain::id::{DepartmentId, PersonId};
use crate::domain::line::{LineKind, unsettled::none_agreed};
use crate::domain::text::{BLOCK_CHARS, clean_block};
use std::ops::Range;

impl Reader<'_> {
    fn taken(&self) -> Vec<Range<usize>> {
        let marks = self.marks.iter().map(|(range, _)| range);
        marks.chain(self.doubts.iter().map(|(range, _)| range)).cloned().collect()
    }

    /// Reads the sentence itself.
    pub(super) fn finish(mut self, body: Range<usize>, text: String) -> Reading {
        let mut taken = self.taken();
        let offices = office::offices(self.typed, body.clone(), &taken, self.ground);
        taken.extend(offices.iter().map(|office| office.range.clone()));
        let when = When { day: self.ground.day(), calendar: self.ground.calendar };
        let sums = money::sums(self.typed, body.clone(), &taken, || {
            let days = due::days(self.typed, body.clone(), &taken, when);
            days.into_iter().map(|day| day.range).collect()
        });
        taken.extend(sums.iter().map(|sum| sum.range.clone()));
        let days = due::days(self.typed, body.clone(), &taken, when);
        taken.extend(days.iter().map(|day| day.range.clone()));
        let offices = if self.asks_for_departments() {
            let other = |range: &Range<usize>| offices.iter().all(|it| it.range != *range);
            taken.retain(other);
            office::others(self.typed, body.clone(), &offices, &taken, self.ground)
        } else {
            offices
        };
        self.mark(&offices, &sums, &days);
        self.put_together(body, text, &offices, &sums, &days)
    }

    /// Whether it matters who is to act, though nobody may know them.
    fn asks_for_departments(&self) -> bool {
        matches!(self.kind.line(), Some(LineKind::Commitment | LineKind::Agreed))
    }

    fn mark(&mut self, offices: &[Office], sums: &[Sum], days: &[Day]) {
        self.mark_offices(offices);
        self.mark_sums(sums);
        self.mark_days(days);
    }

    /// Whether a commitment is made of it. What is only said or agreed is written down as it is, and
    /// no deadline, money or department is kept of it.
    fn promises(&self) -> bool {
        self.kind == Kind::Line(LineKind::Commitment)
    }

    fn mark_offices(&mut self, offices: &[Office]) {
        let is_asked = self.asks_for_departments();
        let is_lead_open = self.promises() && office::parts(self.typed, offices).lead.is_none();
        for Office { range, ids, .. } in offices {
            match ids.as_slice() {
                [] if is_asked => {
                    self.doubts.push((range.clone(), About::NoSuchDepartment { is_lead_open }));
                }
                [] => {}
                [_, _, ..] if self.promises() => {
                    self.doubts.push((range.clone(), About::Departments(ids.clone())));
                }
                _ => self.marks.push((range.clone(), Part::Department)),
            }
        }
        if self.promises() {
            let without_part = office::without_part(self.typed, offices);
            self.doubts.extend(without_part.into_iter().map(|range| (range, About::NoPart)));
            if let Some(Joint { range, lead, supporting }) = office::joint_lead(self.typed, offices)
            {
                self.doubts.push((range, About::JointLead { lead, supporting }));
            }
        }
    }

    fn mark_sums(&mut self, sums: &[Sum]) {
        for Sum { range, amount, .. } in sums {
            let about = match amount {
                Ok(_) => {
                    self.marks.push((range.clone(), Part::Money));
                    continue;
                }
                Err(Unclear::ForEach) if money::given(sums).is_some() => continue,
                Err(Unclear::ForEach) => About::ForEach,
                Err(Unclear::NoUnit) => About::NoUnit,
                Err(Unclear::Foreign) => About::Foreign,
                Err(Unclear::Fault(fault)) => About::Money(*fault),
            };
            let is_open = matches!(
                about,
                About::NoUnit
                    | About::Foreign
                    | About::ForEach
                    | About::Money(AmountFault::AtMost | AmountFault::Loose)
            );
            if self.promises() || !is_open {
                self.doubts.push((range.clone(), about));
            }
        }
        if self.promises()
            && let (Some(first), Some(second)) =
                (money::given(sums), money::another(self.typed, sums))
        {
            self.doubts.push((second.range.clone(), About::SecondSum(first)));
        }
    }

    fn mark_days(&mut self, days: &[Day]) {
        let deadline = due::deadline(days);
        let first_open = days.iter().find(|day| matches!(day.means, Means::Open(_)));
        let first_open = first_open.filter(|_| deadline.is_none());
        let first_due = days
            .iter()
            .position(|day| matches!(&day.means, Means::Due { due, .. } if deadline == Some(due)));
        for (place, day @ Day { range, means }) in days.iter().enumerate() {
            // This Friday and next Friday: the second may be another deadline.
            let is_another = first_due.is_some_and(|first| first < place)
                && matches!(means, Means::Open(OpenDay::Either { .. } | OpenDay::Vague));
            let about = match means {
                Means::Wrong(fault) => Some(About::NoSuchDay(*fault)),
                Means::Lunar if self.promises() => Some(About::Lunar),
                Means::Open(open) if self.promises() && (first_open == Some(day) || is_another) => {
                    Some(About::Open(*open))
                }
                _ => None,
            };
            match about {
                Some(about) => self.doubts.push((range.clone(), about)),
                None => self.marks.push((range.clone(), Part::Date)),
            }
            if let Means::Due { due, is_guess: true, .. } = means
                && self.promises()
                && deadline == Some(due)
            {
                self.doubts.push((range.clone(), About::Latest(due.date)));
            }
        }
        if self.promises()
            && let (Some(first), Some(second)) = (deadline, due::another(days))
        {
            self.doubts.push((second.range.clone(), About::SecondDeadline(first.date)));
        }
    }

    fn put_together(
        mut self,
        body: Range<usize>,
        text: String,
        offices: &[Office],
        sums: &[Sum],
        days: &[Day],
    ) -> Reading {
        let is_commitment = self.kind == Kind::Line(LineKind::Commitment);
        let parts = office::parts(self.typed, offices);
        let speaker = match self.speaker {
            Speaker::Floor => self.ground.floor.filter(|id| self.is_word_of(*id, &parts)),
            Speaker::Nobody => None,
            Speaker::Person(id) => Some(id),
        };
        let own = self.own_department(speaker, &parts);
        let ranges: Vec<Range<usize>> = offices.iter().map(|it| it.range.clone()).collect();
        let dated: Vec<Range<usize>> = days.iter().map(|it| it.range.clone()).collect();
        let talked_about = self.ground.item.filter(|_| !self.has(is_about_item));
        let issue = match self.issue {
            Belongs::To(issue) => Some(issue),
            Belongs::Nowhere => None,
            Belongs::Unsaid => talked_about,
        };
        let mut reading = Reading {
            kind: self.kind,
            speaker,
            mentions: self.mentions.clone(),
            issue,
            place: issue.and_then(|issue| self.ground.place_of(issue)),
            category: self.category.as_ref().map(|(category, _)| *category),
            tags: self.tags.clone(),
            lead: parts.lead.or(own),
            lead_by_speaker: own.is_some(),
            supporting: parts.supporting,
            deadline: due::deadline(days).cloned(),
            funds: money::given(sums),
            promised: is_commitment
                .then(|| promise::promised(self.typed, body.clone(), (&ranges, &dated), sums)),
            text,
            spans: Vec::new(),
            doubts: Vec::new(),
        };
        self.missing(&reading);
        self.unlikely(body, &reading);
        reading.spans = self.spans();
        reading.doubts = self.told_doubts();
        reading
    }

    /// Whether a line is the word of whoever has the floor, when it names nobody. What is agreed is
    /// nobody's own word, nor is a topic, nor what one notes for oneself; nobody promises for
    /// another department, and no citizen what others are to do.
    fn is_word_of(&self, floor: PersonId, parts: &Parts) -> bool {
        match self.kind {
            Kind::Line(LineKind::Agreed | LineKind::Topic) | Kind::Note => false,
            Kind::Line(LineKind::Commitment) => {
                let own = self.ground.department_of(floor);
                let is_bound = own.is_some() || !self.ground.is_citizen(floor);
                is_bound && (parts.lead.is_none() || own == parts.lead)
            }
            Kind::Line(_) => true,
        }
    }

    /// The department that whoever promises speaks for, where a commitment names none that leads.
    fn own_department(&self, speaker: Option<PersonId>, parts: &Parts) -> Option<DepartmentId> {
        let is_commitment = self.kind == Kind::Line(LineKind::Commitment);
        let is_told = parts.lead.is_some() || self.has(is_unclear_department);
        let people = speaker.into_iter().chain(self.mentions.iter().copied());
        let mut own = people.filter_map(|id| self.ground.department_of(id));
        let own = own.find(|id| !parts.supporting.contains(id));
        own.filter(|_| is_commitment && !is_told)
    }

    fn has(&self, is_one: fn(&About) -> bool) -> bool {
        self.doubts.iter().any(|(_, about)| is_one(about))
    }

    /// Doubts what is missing, or does not hold, of the line as a whole.
    fn missing(&mut self, reading: &Reading) {
        let end = self.typed.len()..self.typed.len();
        let mut about = Vec::new();
        about.extend(clean_block(&reading.text, BLOCK_CHARS).err().map(About::Text));
        if self.kind == Kind::Line(LineKind::Commitment) {
            let is_named = reading.lead.is_some();
            let is_named = is_named || self.has(is_unclear_department);
            about.extend((!is_named).then_some(About::NoDepartment));
            let is_timed = reading.deadline.is_some() || self.has(is_no_day);
            about.extend((!is_timed).then_some(About::NoDeadline));
            let is_at_home = reading.issue.is_some() || self.has(is_about_item);
            about.extend((!is_at_home).then_some(About::NoIssue));
            if let Some(due) = &reading.deadline {
                about.extend((due.date < self.ground.day()).then_some(About::Past(due.date)));
                let assumed = Some(due.assumed.clone()).filter(|years| !years.is_empty());
                about.extend(assumed.map(About::Assumed));
            }
        }
        self.doubts.extend(about.into_iter().map(|about| (end.clone(), about)));
    }

    /// Doubts what can be saved as it is, and is seldom meant so.
    fn unlikely(&mut self, body: Range<usize>, reading: &Reading) {
        if reading.kind == Kind::Note {
            return;
        }
        if reading.kind == Kind::Line(LineKind::Agreed) && none_agreed(&reading.text).is_some() {
            self.doubts.push((self.no_agreement(&body), About::NoConsensus));
        }
        let mut words = reading.text.chars().filter(|c| !c.is_whitespace()).peekable();
        if words.peek().is_some() && words.all(char::is_numeric) {
            self.doubts.push((body, About::OnlyDigits));
        }
        let row = reading.issue.and_then(|id| self.ground.names.issue(id));
        let has = row.and_then(|row| row.category);
        if let (Some((said, range)), Some(has)) = (&self.category, has)
            && *said != has
        {
            self.doubts.push((range.clone(), About::OtherCategory(has)));
        }
    }

    /// Where the sentence says that nothing was agreed; all of it, where marks within it are not kept.
    fn no_agreement(&self, body: &Range<usize>) -> Range<usize> {
        let Some(found) = none_agreed(self.typed.part(body.clone())) else { return body.clone() };
        let begin = self.typed.bytes(body).start;
        let place = |byte: usize| self.typed.place(begin + byte);
        place(found.range.start)..place(found.range.end)
    }

    /// What is coloured: what was understood, and what looks meant.
    fn spans(&self) -> Vec<Span> {
        let unknown =
            self.doubts.iter().filter(|(range, about)| !range.is_empty() && !about.is_understood());
        let unknown = unknown.map(|(range, _)| (range.clone(), Part::Unknown));
        let mut all: Vec<(Range<usize>, Part)> =
            self.marks.iter().cloned().chain(unknown).collect();
        all.sort_by_key(|(range, _)| range.start);
        let mut spans: Vec<Span> = Vec::with_capacity(all.len());
        for (range, part) in all {
            let range = self.typed.bytes(&range);
            let is_free = spans.last().is_none_or(|last| last.range.end <= range.start);
            if is_free && !range.is_empty() {
                spans.push(Span { range, part });
            }
        }
        spans
    }

    fn told_doubts(mut self) -> Vec<Doubt> {
        self.doubts.sort_by_key(|(range, _)| range.start);
        let doubt = |(range, about): (Range<usize>, About)| Doubt {
            at: self.typed.bytes(&range),
            typed: self.typed.part(range).to_owned(),
            about,
        };
        self.doubts.into_iter().map(doubt).collect()
    }
}

const fn is_unclear_department(about: &About) -> bool {
    matches!(about, About::NoSuchDepartment { .. } | About::Departments(_))
}

const fn is_no_day(about: &About) -> bool {
    matches!(about, About::NoSuchDay(_) | About::Lunar | About::Open(_))
}

const fn is_about_item(about: &About) -> bool {
    matches!(about, About::NoItem | About::NoPlace { .. } | About::Items(_) | About::OffAgenda(_))
}
