//! What was promised about an issue, by a row and here.

use super::super::{
    compared::Known,
    issue::Named,
    past::{Days, first_line},
    plan::Said,
};
use super::{Again, dates, in_one_line};
use crate::domain::{
    action::Action,
    amount::Qualifier,
    commitment::{Commitment, CommitmentFacts, Handling, Progress},
    date::DateSpan,
    text::SHORT_CHARS,
};
use crate::i18n::{Label, Lang};
use chrono::NaiveDate;

impl Again<'_, '_, '_> {
    /// What was promised.
    pub(super) fn promises(&mut self, known: &Known<'_>) {
        let standing: Vec<&Commitment> = self.world.commitments_of(self.issue).collect();
        let mut edit = match *standing.as_slice() {
            [one] => Promise::One { facts: one.facts.clone(), one },
            [] => Promise::None,
            _ => Promise::Several,
        };
        self.departments(known, &standing, &mut edit);
        self.deadline(&standing, &mut edit);
        let draft = self.draft;
        if let Some(promised) = draft.promised
            && !standing.iter().any(|it| it.facts.promised == promised)
        {
            let here = standing.first().map_or(Said::NOTHING, |it| Said::word(it.facts.promised));
            let is_begun = standing.iter().any(|it| it.standing().next().is_some());
            self.promised(&mut edit, "promised", (here, Said::word(promised)), |facts| {
                if !is_begun {
                    facts.promised = promised;
                }
                !is_begun
            });
        }
        self.funds(&standing, &mut edit);
        self.advice(&standing, &mut edit);
        self.progress(&standing, &mut edit);
        if let Promise::One { facts, one } = edit
            && facts != one.facts
        {
            // What is corrected comes before what happened to it.
            self.actions.insert(0, Action::EditCommitment { id: one.id, facts });
        }
    }

    /// A difference of what was promised: a new commitment takes it over where there is none, a correction
    /// where there is one that lets itself be corrected so.
    fn promised(
        &mut self,
        edit: &mut Promise<'_>,
        field: &'static str,
        (here, row): (Said, Said),
        set: impl FnOnce(&mut CommitmentFacts) -> bool,
    ) {
        let can_be = match edit {
            Promise::None => {
                self.promise = true;
                true
            }
            Promise::One { facts, .. } => set(facts),
            Promise::Several => false,
        };
        if can_be {
            self.compared.says(field, here, row);
        } else {
            self.compared.by_hand(field, here, row);
        }
    }

    fn departments(&mut self, known: &Known<'_>, standing: &[&Commitment], edit: &mut Promise<'_>) {
        let Named { leads, others, lead, supporting, .. } = self.named;
        let names = |ids: &[_]| Said::Names(ids.iter().map(|id| known.department(*id)).collect());
        let here: Vec<_> = standing.iter().filter_map(|it| it.facts.lead).collect();
        let helping: Vec<_> =
            standing.iter().flat_map(|it| it.facts.supporting.iter().copied()).collect();
        let is_first = here.first() == leads.first();
        let rest = leads.iter().skip(1);
        let is_same = leads.iter().all(|id| here.contains(id))
            && here.iter().all(|id| leads.contains(id))
            || is_first && here.len() == 1 && rest.clone().all(|id| helping.contains(id));
        if !leads.is_empty() && !is_same {
            let is_free =
                standing.iter().all(|it| it.standing().next().is_none() || it.is_returned());
            self.promised(edit, "lead", (names(&here), names(leads)), |facts| {
                if !is_free {
                    return false;
                }
                facts.lead = *lead;
                let more = rest.filter(|id| !facts.supporting.contains(id)).copied();
                let more: Vec<_> = more.collect();
                facts.supporting.extend(more);
                facts.supporting.retain(|id| Some(*id) != facts.lead);
                true
            });
        }
        if others.iter().any(|id| !helping.contains(id)) {
            self.promised(edit, "supporting", (names(&helping), names(others)), |facts| {
                // Who helped once is not forgotten.
                let more = supporting.iter().filter(|id| !helping.contains(id)).copied();
                facts.supporting.extend(more);
                facts.supporting.retain(|id| Some(*id) != facts.lead);
                true
            });
        }
    }

    fn deadline(&mut self, standing: &[&Commitment], edit: &mut Promise<'_>) {
        let mut here: Vec<NaiveDate> = standing.iter().filter_map(|it| it.due()).collect();
        here.sort_unstable();
        here.dedup();
        let stated = &self.draft.deadlines;
        let (Some(until), false) = (self.draft.deadline(), here == *stated) else { return };
        let is_last = here.last() == Some(&until) && stated.len() > 1 && self.is_kept("deadline");
        if is_last {
            return;
        }
        let days = |days: &[NaiveDate]| dates(days.iter().copied().map(DateSpan::of_day));
        let said = (days(&here), days(stated));
        let is_one_day = stated.len() == 1;
        let extended = match edit {
            // Once work has begun, more time is granted, and nothing is written over.
            Promise::One { one, .. } => one.standing().next().is_some(),
            Promise::None | Promise::Several => false,
        };
        let mut more_time = None;
        if let (Promise::One { one, .. }, true) = (&edit, extended) {
            let is_later = one.due().is_none_or(|due| due < until);
            let reason = first_line(self.compared.cells.called("deadline"));
            // Where that is past too, it was granted before it was due.
            let granted = if until < self.today { one.due() } else { None };
            let on = granted.unwrap_or(self.today);
            let handling = Handling::Extended { on, until, reason };
            more_time = is_later.then_some(Action::Handle { id: one.id, handling });
        }
        let can_be = is_one_day && (!extended || more_time.is_some());
        self.promised(edit, "deadline", said, |facts| {
            if can_be && !extended {
                facts.deadline = Some(until);
            }
            can_be
        });
        self.actions.extend(more_time.filter(|_| is_one_day));
    }

    fn funds(&mut self, standing: &[&Commitment], edit: &mut Promise<'_>) {
        let Some(row) = self.draft.funds else { return };
        let spent = |it: &&Commitment| it.completion().and_then(|done| done.funds);
        let amounts = standing.iter().filter_map(|it| spent(it).or(it.facts.funds));
        let amounts: Vec<_> = amounts.collect();
        let sum: i64 = amounts.iter().map(|it| it.hundredths()).sum();
        // The ledger writes how exact it is in its remarks.
        let is_as_exact = row.qualifier() == Qualifier::Exact
            || amounts.iter().any(|it| it.qualifier() == row.qualifier());
        if !amounts.is_empty() && sum == row.hundredths() && is_as_exact {
            return;
        }
        let here = match *amounts.as_slice() {
            [] => Said::NOTHING,
            [one] => Said::Money(one),
            _ => self.here("funds"),
        };
        let is_spent = standing.iter().any(|it| spent(it).is_some());
        self.promised(edit, "funds", (here, Said::Money(row)), |facts| {
            if !is_spent {
                facts.funds = Some(row);
            }
            !is_spent
        });
    }

    fn advice(&mut self, standing: &[&Commitment], edit: &mut Promise<'_>) {
        let advice = self.draft.advice.clone();
        let row = in_one_line(&advice);
        let is_same = advice.is_empty()
            || self.is_written("advice", &advice)
            || self.is_kept("advice")
            || standing.iter().any(|it| in_one_line(&it.facts.matter) == row);
        if is_same {
            return;
        }
        let said = |here| (here, Said::from(advice.as_str()));
        let spoken = self.here("advice");
        let is_spoken = !spoken.is_nothing() || standing.iter().any(|it| it.line.is_some());
        let is_long = advice.chars().count() > SHORT_CHARS;
        if is_spoken {
            let (here, row) = said(spoken);
            self.compared.by_hand("advice", here, row);
        } else if is_long {
            let here = self.kept.get("advice").map_or(Said::NOTHING, Said::from);
            let (here, row) = said(here);
            self.compared.says("advice", here, row);
            self.kept.set(self.compared.cells, "advice", &advice);
        } else {
            let here = standing.first().map_or(Said::NOTHING, |it| Said::from(&*it.facts.matter));
            self.promised(edit, "advice", said(here), |facts| {
                facts.matter.clone_from(&row);
                true
            });
        }
    }

    fn progress(&mut self, standing: &[&Commitment], edit: &mut Promise<'_>) {
        let progress = &self.draft.progress;
        let mut told = standing.iter().flat_map(|it| it.standing().map(Handling::text));
        let is_same = progress.is_empty()
            || self.is_written("progress", progress)
            || told.any(|text| in_one_line(text) == in_one_line(progress));
        if is_same {
            return;
        }
        let said = (self.here("progress"), Said::from(progress.as_str()));
        let is_stage = is_stage(progress);
        let mut report = None;
        if let Promise::One { one, .. } = &edit {
            let on = Days::of(self.draft, self.today).reported;
            let handling = Handling::Reported { on, text: progress.clone() };
            report = Some(Action::Handle { id: one.id, handling });
        }
        self.promised(edit, "progress", said, |_| !is_stage);
        self.actions.extend(report.filter(|_| !is_stage));
    }
}

/// What was promised: nothing, one thing that may be corrected, or several.
enum Promise<'c> {
    None,
    One { facts: CommitmentFacts, one: &'c Commitment },
    Several,
}

/// Whether a text only names stages, as the ledger does: `在办 2、已办结 1`.
fn is_stage(text: &str) -> bool {
    let mut parts = text.split(['、', ',']).map(|part| {
        part.trim().trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace())
    });
    parts.all(|part| {
        Progress::ALL.iter().any(|it| Lang::ALL.iter().any(|lang| it.label(*lang) == part))
    })
}
