//! One row of the ledger: what is known of an issue, in cells.

use crate::{
    document::{cast::Cast, workbook::Cell},
    domain::{
        amount::{Amount, Qualifier},
        commitment::Commitment,
        date::DateSpan,
        id::{IssueId, PersonId},
        issue::Issue,
        line::LineKind,
        session::{Column, Session},
        workflow::{Exit, Status, StepKind},
    },
    i18n::{Label, Lang, ledger::shares_session, wording::Wording},
    search::naming::NO_UNIT,
};
use chrono::NaiveDate;

/// A row.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) id: IssueId,
    pub(super) cells: Vec<Cell>,
}

/// The sessions of an issue: those that count in its row, and those that count in an earlier one.
pub(super) struct Held<'s> {
    pub(super) own: Vec<&'s Session>,
    pub(super) elsewhere: Vec<&'s Session>,
    /// The row in which the first of the others counts.
    pub(super) with: Option<usize>,
}

/// When an issue was entered: as stated, else the day of its entry, but for what comes from a source.
pub(super) fn entered(issue: &Issue) -> Option<DateSpan> {
    let day = || issue.source.is_none().then(|| DateSpan::of_day(issue.entered.day()));
    issue.facts.submitted.or_else(day)
}

/// The sessions that talked about an issue and were held by a day, earliest first.
pub(super) fn held<'w>(cast: &Cast<'w>, issue: &Issue, today: NaiveDate) -> Vec<&'w Session> {
    let sessions = issue.sessions.iter().filter_map(|id| cast.world.session(*id));
    let mut held: Vec<&Session> = sessions.filter(|session| session.is_held_by(today)).collect();
    held.sort_by_key(|session| (session.facts.on, session.id));
    held
}

impl Row {
    pub(super) fn of(cast: &Cast<'_>, number: usize, issue: &Issue, held: &Held<'_>) -> Self {
        let lang = cast.lang();
        let reading = Reading { cast, issue, lang };
        let standing: Vec<&Commitment> = cast.world.commitments_of(issue).collect();
        let facts = &issue.facts;
        let funds = funds_of(&standing);
        let count = |column| held.own.iter().map(|session| session.count(column)).sum::<u32>();
        let heads =
            |column| if held.own.is_empty() { Cell::Empty } else { Cell::count(count(column)) };
        let raisers = raisers(cast, &facts.raisers);
        let cells = vec![
            Cell::count(u32::try_from(number).unwrap_or(u32::MAX)),
            Cell::text(issue.number.as_str()),
            Cell::text(cast.studio(issue.studio)),
            Cell::text(cast.heading(&facts.title)),
            Cell::text(facts.category.map_or("", |it| it.label(lang))),
            Cell::text(facts.intake.label(lang)),
            Cell::text(raisers.join(lang.pick("、", ", "))),
            span(entered(issue), lang),
            span(reading.accepted(), lang),
            spans(held.own.iter().chain(&held.elsewhere).map(|session| session.facts.on), lang),
            heads(Column::Member),
            heads(Column::Public),
            heads(Column::Department),
            Cell::text(reading.opinion(held)),
            Cell::text(reading.responsible(&standing)),
            spans(standing.iter().filter_map(|it| it.due()).map(DateSpan::of_day), lang),
            Cell::text(reading.progress(&standing)),
            Cell::text(reading.outcome(&standing)),
            funds.map_or(Cell::Empty, in_ten_thousands),
            Cell::text(issue.evaluation().map_or("", |it| it.evaluation.verdict.label(lang))),
            span(reading.revisited(), lang),
            Cell::text(issue.status.label(lang)),
            Cell::text(reading.remarks(funds, held.with)),
        ];
        Self { id: issue.id, cells }
    }
}

/// Who raised an issue. Two of one name are told apart by their units, so that an import reads two; a public
/// copy names no unit.
fn raisers(cast: &Cast<'_>, ids: &[PersonId]) -> Vec<String> {
    let names: Vec<String> = ids.iter().map(|id| cast.name(*id)).collect();
    let told = names.iter().zip(ids).map(|(name, id)| {
        let is_one_of_several = names.iter().filter(|other| *other == name).count() > 1;
        match cast.world.person(*id) {
            Some(person) if is_one_of_several && !cast.setting.is_public() => {
                let unit = person.facts.unit.as_str();
                let unit = if unit.is_empty() { NO_UNIT } else { unit };
                format!("{name}（{unit}）")
            }
            _ => name.clone(),
        }
    });
    told.collect()
}

/// A day that is known, or words for what is known of it.
fn span(span: Option<DateSpan>, lang: Lang) -> Cell {
    match span {
        Some(span) if span.first() == span.last() => Cell::Date(span.first()),
        Some(span) => Cell::text(span.words(lang)),
        None => Cell::Empty,
    }
}

/// Several days; one of them is a day like any other.
fn spans(days: impl Iterator<Item = DateSpan>, lang: Lang) -> Cell {
    let mut days: Vec<DateSpan> = days.collect();
    days.sort_unstable();
    days.dedup();
    match days.as_slice() {
        [one] => span(Some(*one), lang),
        several => {
            let words = several.iter().map(ToString::to_string).collect::<Vec<_>>();
            Cell::text(words.join(lang.pick("、", ", ")))
        }
    }
}

/// Money in units of 10,000 yuan.
#[expect(clippy::cast_precision_loss, reason = "below 10^15, which a cell holds exactly")]
fn in_ten_thousands(amount: Amount) -> Cell {
    Cell::Number(amount.hundredths() as f64 / 1_000_000.0)
}

/// What was delivered in money, else what was promised; the sum of a lower bound is one.
fn funds_of(standing: &[&Commitment]) -> Option<Amount> {
    let of = |it: &&Commitment| it.completion().and_then(|done| done.funds).or(it.facts.funds);
    let amounts: Vec<Amount> = standing.iter().filter_map(of).collect();
    let sum = amounts.iter().map(|it| it.hundredths()).sum();
    let has = |qualifier| amounts.iter().any(|it| it.qualifier() == qualifier);
    let qualifier = match (has(Qualifier::About), has(Qualifier::Over)) {
        (true, _) => Qualifier::About,
        (false, true) => Qualifier::Over,
        (false, false) => Qualifier::Exact,
    };
    let sum = Amount::from_hundredths(sum, qualifier).ok();
    sum.filter(|_| !amounts.is_empty())
}

struct Reading<'a, 'w> {
    cast: &'a Cast<'w>,
    issue: &'a Issue,
    lang: Lang,
}

impl Reading<'_, '_> {
    fn join(&self, words: impl IntoIterator<Item = String>) -> String {
        let mut once: Vec<String> = Vec::new();
        for word in words.into_iter().filter(|it| !it.is_empty()) {
            if !once.contains(&word) {
                once.push(word);
            }
        }
        // A full stop stands at the end alone.
        let last = once.pop();
        let ended = once.iter().map(|it| it.trim_end_matches(['。', '.', '；', ';']).to_owned());
        ended.chain(last).collect::<Vec<_>>().join(self.lang.pick("；", "; "))
    }

    fn accepted(&self) -> Option<DateSpan> {
        let step = self.issue.standing_steps().rev().find(|it| it.kind() == StepKind::Accept)?;
        Some(step.facts().on)
    }

    /// What the table agreed on, or on what it did not agree.
    fn opinion(&self, held: &Held<'_>) -> String {
        let sessions = || held.own.iter().chain(&held.elsewhere);
        let lines = sessions().flat_map(|session| &session.lines);
        let agreed = lines.filter_map(|id| self.cast.world.line(*id)).filter(|line| {
            !line.struck
                && line.facts.kind == LineKind::Agreed
                && line.facts.issue == Some(self.issue.id)
        });
        let agreed = agreed.map(|line| self.cast.text(&line.facts.text));
        let parted =
            sessions().filter_map(|session| session.item(self.issue.id)?.no_consensus.clone());
        let parted = parted.map(|on| {
            let on = self.cast.text(&on);
            let none = self.lang.pick("未达成共识", "No consensus");
            if on.is_empty() {
                none.to_owned()
            } else {
                format!("{none}{}{on}", self.lang.pick("：", ": "))
            }
        });
        self.join(agreed.chain(parted).collect::<Vec<_>>())
    }

    fn responsible(&self, standing: &[&Commitment]) -> String {
        let mut departments = Vec::new();
        for id in standing.iter().filter_map(|it| it.facts.lead) {
            if !departments.contains(&id) {
                departments.push(id);
            }
        }
        self.cast.departments(&departments)
    }

    /// How far each commitment is; of several, how many so.
    fn progress(&self, standing: &[&Commitment]) -> String {
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for words in standing.iter().map(|it| it.progress().label(self.lang)) {
            match counts.iter_mut().find(|(it, _)| *it == words) {
                Some((_, count)) => *count += 1,
                None => counts.push((words, 1)),
            }
        }
        let is_one = standing.len() == 1;
        let words = counts.iter().map(|(words, count)| {
            if is_one { (*words).to_owned() } else { format!("{words} {count}") }
        });
        words.collect::<Vec<_>>().join(self.lang.pick("、", ", "))
    }

    /// What was done, as it was told.
    fn outcome(&self, standing: &[&Commitment]) -> String {
        let done = standing.iter().filter_map(|it| it.completion()).map(|it| it.text.clone());
        let stated = self.issue.statement.iter().map(|it| it.what.clone());
        let served = self.issue.service.iter().map(|it| it.what.clone());
        let told = done.chain(stated).chain(served).map(|text| self.cast.text(&text));
        self.join(told.collect::<Vec<_>>())
    }

    /// When the raiser was asked last after the issue was resolved.
    fn revisited(&self) -> Option<DateSpan> {
        self.issue.revisits().next_back().map(|given| given.evaluation.on)
    }

    fn remarks(&self, funds: Option<Amount>, with: Option<usize>) -> String {
        let lang = self.lang;
        let colon = lang.pick("：", ": ");
        let loose = funds.filter(|it| it.qualifier() != Qualifier::Exact);
        let loose =
            loose.map(|it| format!("{}{colon}{}", lang.pick("资金", "Funds"), it.words(lang)));
        let shared = with.map(|row| shares_session(row, lang));
        let merged = self.issue.merged_into.and_then(|id| self.cast.world.issue(id));
        let merged = merged.map(|it| match lang {
            Lang::Zh => format!("并入 {}", it.number),
            Lang::En => format!("merged into {}", it.number),
        });
        let recorded = self.issue.source.as_ref().map(|source| {
            let reference = self.cast.text(&source.reference);
            format!("{}{colon}{reference}", lang.pick("补录", "Recorded from"))
        });
        self.join([loose, shared, merged, self.left(), recorded].into_iter().flatten())
    }

    /// Why it left.
    fn left(&self) -> Option<String> {
        let Status::Exited(exit, _) = self.issue.status else { return None };
        let step = self.issue.standing_steps().next_back()?;
        let facts = step.facts();
        let to = if exit == Exit::Referred {
            self.cast.heading(&facts.referred_to)
        } else {
            String::new()
        };
        let words = [to, self.cast.text(&facts.reason)];
        Some(self.join(words))
    }
}
