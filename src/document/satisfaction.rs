//! The satisfaction form (满意度测评表) that the raiser is asked with (DOMAIN §2, §4).

use super::{
    Absent, Kind,
    cast::Cast,
    frame::stamped,
    matter::{boxes, form, pair, wide, written_date},
    minutes::{closed, issue_title},
    phrase::{Look, Phrase},
    setting::Setting,
    sheet::{Align, Block, Sheet, Table},
    title::broken,
};
use crate::{
    domain::{
        commitment::Commitment,
        id::IssueId,
        issue::{Issue, Means, Verdict},
        world::World,
    },
    i18n::{Label, Paper, wording::span_in_text},
};

/// The form about one issue, in the words of its copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Satisfaction {
    /// What it is made for.
    pub setting: Setting,
    /// The number of the issue.
    pub number: String,
    /// What it is about.
    pub issue: String,
    /// Who raised it; a public copy does not say.
    pub raisers: Vec<String>,
    /// What was done, a line for each commitment, closing statement or service.
    pub done: Vec<String>,
    /// The form as it is laid out.
    table: Table,
}

impl Satisfaction {
    /// Reads the form out of a world that holds the issue with its commitments, raisers and
    /// departments.
    ///
    /// # Errors
    /// [`Absent`] when the issue is not at hand.
    pub fn of(world: &World, id: IssueId, setting: &Setting) -> Result<Self, Absent> {
        let issue = world.issue(id).filter(|it| !it.retracted).ok_or_else(|| Absent(id.into()))?;
        let cast = Cast::new(world, setting, None);
        let mut form = Self {
            setting: setting.clone(),
            number: issue.number.as_str().to_owned(),
            issue: issue_title(&cast, id),
            raisers: raisers(&cast, issue),
            done: done(&cast, issue),
            table: Table::default(),
        };
        form.table = form.laid_out(&cast);
        Ok(form)
    }

    /// Lays the form out.
    pub fn sheet(&self) -> Sheet {
        let lang = self.setting.lang;
        let number =
            format!("{}{}{}", Paper::FormNumber.said(lang), Paper::Colon.said(lang), self.number);
        let note = Phrase::looking(Paper::SatisfactionNote.said(lang), Look::Aside);
        let mut sheet = stamped(Kind::Satisfaction, &self.setting);
        sheet.blocks.extend([
            Block::Title(broken(Paper::SatisfactionTitle.said(lang))),
            Block::Line { phrase: number.into(), align: Align::Right },
            Block::Table(self.table.clone()),
            Block::Line { phrase: note, align: Align::Left },
        ]);
        sheet
    }

    fn laid_out(&self, cast: &Cast<'_>) -> Table {
        let labels = |words: Vec<&'static str>| boxes(cast, words.into_iter().map(str::to_owned));
        let verdicts = labels(Verdict::ALL.iter().map(|it| it.label(cast.lang())).collect());
        let means = labels(Means::ALL.iter().map(|it| it.short(cast.lang())).collect());
        let mut done: Vec<Phrase> = self.done.iter().map(|it| it.as_str().into()).collect();
        if done.is_empty() {
            done.push(Phrase::empty());
        }
        let mut rows = vec![wide(cast, Paper::FormIssue, vec![self.issue.as_str().into()], 10)];
        if !self.setting.is_public() {
            let raisers = self.raisers.join(cast.word(Paper::Comma));
            rows.push(wide(cast, Paper::SatisfactionRaiser, vec![raisers.into()], 10));
        }
        rows.extend([
            wide(cast, Paper::SatisfactionDone, done, 30),
            wide(cast, Paper::SatisfactionVerdict, vec![verdicts], 12),
            wide(cast, Paper::SatisfactionRemark, vec![Phrase::empty()], 50),
            wide(cast, Paper::SatisfactionMeans, vec![means], 12),
            pair(
                cast,
                [
                    (Paper::SatisfactionSignature, Phrase::empty()),
                    (Paper::SatisfactionCollector, Phrase::empty()),
                ],
                14,
            ),
            wide(cast, Paper::SatisfactionDate, vec![written_date(cast)], 12),
        ]);
        form(rows, cast.lang())
    }
}

/// Who raised the issue, or one that was merged into it; never in a public copy.
pub(super) fn raisers(cast: &Cast<'_>, issue: &Issue) -> Vec<String> {
    if cast.setting.is_public() {
        return Vec::new();
    }
    cast.world.raisers_of(issue).into_iter().map(|raiser| cast.name(raiser)).collect()
}

fn done(cast: &Cast<'_>, issue: &Issue) -> Vec<String> {
    let commitments = cast.world.commitments_of(issue).map(|it| commitment_words(cast, it));
    let statement = issue.statement.as_ref().map(|it| closed(&cast.text(&it.what), cast.lang()));
    let service = issue.service.as_ref().map(|it| closed(&cast.text(&it.what), cast.lang()));
    commitments.chain(statement).chain(service).collect()
}

fn commitment_words(cast: &Cast<'_>, commitment: &Commitment) -> String {
    let matter = cast.text(&commitment.facts.matter);
    let lead = commitment.facts.lead.map(|it| cast.department(it)).unwrap_or_default();
    let lead = if lead.is_empty() { cast.word(Paper::FormNobody).to_owned() } else { lead };
    match commitment.completion() {
        Some(completion) => {
            let text = closed(&cast.text(&completion.text), cast.lang());
            let day = span_in_text(completion.on, cast.lang());
            let values =
                [("matter", &*matter), ("department", &lead), ("day", &day), ("text", &text)];
            cast.words(Paper::CompletedLine, &values).trim_end().to_owned()
        }
        None => cast.words(Paper::OpenLine, &[("matter", &matter), ("department", &lead)]),
    }
}
