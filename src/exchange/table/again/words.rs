//! How many came, what was done, what the raiser said to it, and what else a row remarks.

use super::super::{
    draft::HEADS,
    past::{Days, evaluation, first_line, somewhen},
    plan::Said,
    word::{Spoken, Stand},
};
use super::{Again, in_one_line};
use crate::domain::{
    date::DateSpan,
    session::{Column, Session},
    workflow::Status,
};
use crate::i18n::ledger::is_sharing;

/// What stands in the columns that count heads.
const COUNTED: [Column; 3] = [Column::Member, Column::Public, Column::Department];
/// More sessions of one issue than this are not tried in every combination.
const MOST_SESSIONS: usize = 10;

impl Again<'_, '_, '_> {
    /// How many came: their words are kept where nobody signed in, and nothing else changes them.
    pub(super) fn heads(&mut self) {
        let (issue, draft) = (self.issue, self.draft);
        let sessions = issue.sessions.iter().filter_map(|id| self.world.session(*id));
        let held: Vec<&Session> = sessions.filter(|it| it.is_held_by(self.today)).collect();
        // A session that several issues share counts in the row of one of them.
        let counted = |set: usize, column: Column| -> u32 {
            let some = held.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
            some.map(|(_, session)| session.count(column)).sum()
        };
        let is_stated = |set: usize| {
            let mut columns = draft.heads.iter().zip(COUNTED);
            columns.all(|(count, column)| count.is_none_or(|count| count == counted(set, column)))
        };
        if !held.is_empty() && (0..1 << held.len().min(MOST_SESSIONS)).any(is_stated) {
            return;
        }
        let all = (1_usize << held.len().min(MOST_SESSIONS)) - 1;
        for ((field, count), column) in HEADS.into_iter().zip(draft.heads).zip(COUNTED) {
            let Some(count) = count.map(|it| it.to_string()) else { continue };
            if self.kept.get(field) == Some(count.as_str()) {
                continue;
            }
            let row = Said::from(count.as_str());
            if held.is_empty() {
                let here = self.kept.get(field).map_or(Said::NOTHING, Said::from);
                self.compared.says(field, here, row);
                self.kept.set(self.compared.cells, field, &count);
            } else {
                let here = Said::Text(counted(all, column).to_string());
                self.compared.by_hand(field, here, row);
            }
        }
    }

    /// What was done, what the raiser said to it, and what else is remarked.
    pub(super) fn words(&mut self) {
        self.result();
        self.verdict();
        self.revisit();
        self.note();
    }

    /// Why the issue left, where it did.
    fn reason(&self) -> Option<&str> {
        let last = self.issue.standing_steps().next_back();
        let last = last.filter(|_| matches!(self.issue.status, Status::Exited(..)));
        last.map(|step| step.facts().reason.as_str())
    }

    fn result(&mut self) {
        let (issue, result) = (self.issue, &self.draft.result);
        let row = in_one_line(result);
        let done = self.world.commitments_of(issue).filter_map(|it| it.completion());
        let done: Vec<&str> = done.map(|it| it.text.as_str()).collect();
        let stated = issue.statement.iter().map(|it| it.what.as_str());
        let served = issue.service.iter().map(|it| it.what.as_str());
        let mut told = done.iter().copied().chain(stated).chain(served);
        let is_same = result.is_empty()
            || Stand::hear(result).is_some()
            || self.is_written("result", result)
            || told.any(|text| in_one_line(text) == row)
            || self.reason().is_some_and(|reason| reason == first_line(result));
        if is_same {
            return;
        }
        let is_told = issue.service.is_some() || !done.is_empty();
        let has_left = matches!(issue.status, Status::Exited(..))
            || matches!(self.draft.stand(), Stand::Left(_));
        let (here, row) = (self.here("result"), Said::from(result.as_str()));
        if is_told || has_left && !self.steps {
            self.compared.by_hand("result", here, row);
        } else {
            self.state = self.compared.says("result", here, row);
        }
    }

    fn verdict(&mut self) {
        let Some(verdict) = self.draft.verdict else { return };
        let given = self.issue.evaluation().map(|given| &given.evaluation);
        match given {
            Some(given) if given.verdict == verdict => {
                if let Some(means) = self.draft.means {
                    self.compared.by_hand("means", Said::word(given.means), Said::word(means));
                }
            }
            _ => {
                let here = given.map_or(Said::NOTHING, |it| Said::word(it.verdict));
                self.compared.says("verdict", here, Said::word(verdict));
                // When they were asked again nobody says; it was not before they were last.
                let on = given.map_or_else(
                    || Days::of(self.draft, self.today).asked,
                    |given| somewhen(Some(given.on.first()), self.today),
                );
                self.actions.push(evaluation(self.draft, self.issue.id, verdict, on));
            }
        }
    }

    fn revisit(&mut self) {
        let revisit = &self.draft.revisit;
        if revisit.is_empty() || self.is_kept("revisit") || self.is_written("revisit", revisit) {
            return;
        }
        let row = Said::from(revisit.as_str());
        if self.kept.get("revisit").is_none() && DateSpan::parse(revisit, self.today).is_ok() {
            let here = self.here("revisit");
            return self.compared.by_hand("revisit", here, row);
        }
        let here = self.kept.get("revisit").map_or(Said::NOTHING, Said::from);
        self.compared.says("revisit", here, row);
        self.kept.set(self.compared.cells, "revisit", revisit);
    }

    fn note(&mut self) {
        let note = &self.draft.note;
        let is_same = note.is_empty()
            || self.is_kept("note")
            || self.reason().is_some_and(|reason| reason == first_line(note));
        let row = remarks(note);
        let written = self.written.iter().flatten().filter(|(field, _)| *field == "note");
        if is_same || row.is_empty() || written.clone().any(|(_, words)| remarks(words) == row) {
            return;
        }
        let here = self.kept.get("note").map_or_else(|| self.here("note"), Said::from);
        self.compared.says("note", here, Said::from(note.as_str()));
        self.kept.set(self.compared.cells, "note", note);
    }
}

/// The remarks of a ledger, without those that tell of the sheet.
fn remarks(text: &str) -> Vec<String> {
    let text = in_one_line(text);
    let parts = text.split(['；', ';']).map(|part| part.trim().trim_end_matches(['。', '.']));
    parts.filter(|part| !part.is_empty() && !is_sharing(part)).map(str::to_owned).collect()
}
