//! An issue (议题): a citizen's concern, its facts, its steps and what hangs on it.

use super::{
    date::DateSpan,
    event::IssueStepped,
    id::{CommitmentId, DepartmentId, EvidenceId, IssueId, PersonId, SessionId, StudioId},
    keyed::keyed,
    mistake::Explanation,
    number::CaseNumber,
    provenance::{Mark, Source},
    workflow::{Status, Step, StepKind},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

keyed! {
    /// How an issue reached the studio (议题征集, DOMAIN §2).
    pub enum Intake {
        /// 来信 a letter.
        Letter = "letter",
        /// 来访 a visit.
        Visit = "visit",
        /// 热线 the hotline.
        Hotline = "hotline",
        /// 网络 online.
        Online = "online",
        /// 委员荐题 proposed by a member.
        Member = "member",
        /// 党政点题 set by party or government.
        Government = "government",
        /// 界别选题 chosen by a sector.
        Sector = "sector",
        /// The source does not say.
        Unknown = "unknown",
    }
}

keyed! {
    /// The three degrees (三个度, DOMAIN §1).
    pub enum Category {
        /// 温度 livelihood.
        Livelihood = "livelihood",
        /// 力度 governance.
        Governance = "governance",
        /// 深度 policy.
        Policy = "policy",
    }
}

keyed! {
    /// The raiser's word on the outcome (满意度测评).
    pub enum Verdict {
        /// 满意.
        Satisfied = "satisfied",
        /// 基本满意.
        MostlySatisfied = "mostly_satisfied",
        /// 不满意.
        Dissatisfied = "dissatisfied",
    }
}

keyed! {
    /// How a word was obtained.
    pub enum Means {
        /// By telephone.
        Phone = "phone",
        /// By a visit.
        Visit = "visit",
        /// In writing.
        Written = "written",
    }
}

/// What a person states about an issue and may correct later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueFacts {
    /// Title, 1–120 characters.
    pub title: String,
    /// The letter or its gist, up to 5,000 characters.
    pub body: String,
    /// How it reached the studio.
    pub intake: Intake,
    /// Its category; `None` until somebody decided.
    pub category: Option<Category>,
    /// Where the problem is; may be empty.
    pub place: String,
    /// Who raised it, each once; none when unknown. A merge leaves them where they were.
    pub raisers: Vec<PersonId>,
    /// When it was submitted; `None` when the source does not say.
    pub submitted: Option<DateSpan>,
    /// Free labels.
    pub tags: Vec<String>,
}

impl IssueFacts {
    /// Starts from a title alone.
    pub fn titled(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            body: String::new(),
            intake: Intake::Unknown,
            category: None,
            place: String::new(),
            raisers: Vec::new(),
            submitted: None,
            tags: Vec::new(),
        }
    }
}

/// The raiser's evaluation of what was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// When the raiser was asked.
    pub on: DateSpan,
    /// What the raiser said.
    pub verdict: Verdict,
    /// In the raiser's words; may be empty.
    pub remark: String,
    /// How it was obtained.
    pub means: Means,
    /// The department that asked, or `None` when the studio did.
    pub collected_by: Option<DepartmentId>,
}

/// An evaluation with its place in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenEvaluation {
    /// What was given.
    pub evaluation: Evaluation,
    /// When it was entered.
    pub mark: Mark,
    /// Whether it was taken back as a mistake.
    pub taken_back: bool,
}

/// Notes of a visit on the spot (调研).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldStudy {
    /// When.
    pub on: DateSpan,
    /// What was seen.
    pub text: String,
    /// Whether it was taken back as a mistake.
    pub taken_back: bool,
}

/// Says what was done where no commitment was made (DOMAIN §2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosingStatement {
    /// What was done.
    pub what: String,
    /// Who did it.
    pub who: String,
    /// When it was done.
    pub on: DateSpan,
}

/// Member service (委员服务): handled without a session, such as legal aid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceRecord {
    /// What was done.
    pub what: String,
    /// Who did it.
    pub who: String,
    /// When it was done.
    pub on: DateSpan,
    /// How many people it served, when known.
    pub served: Option<super::amount::Amount>,
}

/// An issue as the store holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Its identity.
    pub id: IssueId,
    /// Its label, given once.
    pub number: CaseNumber,
    /// The studio that looks after it.
    pub studio: StudioId,
    /// What was stated about it.
    pub facts: IssueFacts,
    /// Where it stands.
    pub status: Status,
    /// How it came there, oldest first.
    pub steps: Vec<Step>,
    /// The sessions that have it on their agenda.
    pub sessions: Vec<SessionId>,
    /// The commitments made for it.
    pub commitments: Vec<CommitmentId>,
    /// The raiser's evaluations, in the order they were entered.
    pub evaluations: Vec<GivenEvaluation>,
    /// Field studies, in the order they were entered.
    pub field_studies: Vec<FieldStudy>,
    /// Evidence attached to the issue itself.
    pub evidence: Vec<EvidenceId>,
    /// What was done where no commitment was made.
    pub statement: Option<ClosingStatement>,
    /// When the closing statement was entered as it stands.
    pub statement_entered: Option<Mark>,
    /// What was done by member service.
    pub service: Option<ServiceRecord>,
    /// When the service was entered as it stands.
    pub service_entered: Option<Mark>,
    /// Why entries were taken back, oldest first.
    pub mistakes: Vec<Explanation>,
    /// The issue that this one was merged into.
    pub merged_into: Option<IssueId>,
    /// The issues merged into this one.
    pub merged: Vec<IssueId>,
    /// The issue of which this one looks after what remained (余项议题).
    #[serde(default)]
    pub residual_of: Option<IssueId>,
    /// The issues that look after what remained of this one, also those that were taken back.
    #[serde(default)]
    pub residuals: Vec<IssueId>,
    /// The log positions of events that did not fit; shown, never lost.
    pub conflicts: Vec<Mark>,
    /// Where an issue that was entered from a source comes from (补录).
    pub source: Option<Source>,
    /// When it was entered.
    pub entered: Mark,
    /// Whether its addition was taken back.
    pub retracted: bool,
}

/// The steps that no correction annuls, with their places among all steps.
fn standing_of(steps: &[Step]) -> Vec<(u32, &Step)> {
    let annulled: Vec<u32> = steps.iter().filter_map(Step::annuls).collect();
    (0_u32..)
        .zip(steps)
        .filter(|(place, step)| !step.kind().is_correction() && !annulled.contains(place))
        .collect()
}

impl Issue {
    /// Whether the convenor accepted it and nobody corrected that; what remains of an issue was accepted
    /// with it.
    pub fn is_accepted(&self) -> bool {
        self.residual_of.is_some()
            || self.standing_steps().any(|step| step.kind() == StepKind::Accept)
    }

    /// What the raiser said after the issue was resolved (回访), oldest entry first: the words that
    /// stand and were entered after the resolution that was the last before them.
    pub fn revisits(&self) -> impl DoubleEndedIterator<Item = &GivenEvaluation> {
        let is_revisit = |given: &&GivenEvaluation| {
            let before = self.standing_steps().rev().find(|step| step.mark() < given.mark);
            before.is_some_and(|step| matches!(step.to(), Status::Resolved(_)))
        };
        self.evaluations.iter().filter(|given| !given.taken_back).filter(is_revisit)
    }

    /// The steps that no later correction annulled, oldest first.
    pub fn standing_steps(&self) -> impl DoubleEndedIterator<Item = &Step> {
        self.standing_places().map(|(_, step)| step)
    }

    /// The standing steps with their places among all steps.
    fn standing_places(&self) -> impl DoubleEndedIterator<Item = (u32, &Step)> {
        standing_of(&self.steps).into_iter()
    }

    /// The place of the step that an event made, if it stands where the event says.
    pub(super) fn place_of(&self, stepped: &IssueStepped) -> Option<u32> {
        let is_it = |step: &Step| step.kind() == stepped.kind && *step.facts() == stepped.facts;
        self.steps.iter().rposition(is_it).and_then(|place| u32::try_from(place).ok())
    }

    /// Whether nothing that stands came after the step at a place: that one is the last word, or
    /// the correction that left the last word to an earlier one.
    pub(super) fn rests_on(&self, place: u32) -> bool {
        let said = |steps: &[Step]| {
            let standing = standing_of(steps).into_iter();
            standing.map(|(_, step)| (step.kind(), step.facts().clone())).collect::<Vec<_>>()
        };
        let up_to = self.steps.get(..=place as usize).unwrap_or_default();
        match up_to.last() {
            // Done again, a step is another one that says the same.
            Some(step) if step.kind().is_correction() => said(up_to) == said(&self.steps),
            Some(_) => self.standing_places().next_back().is_some_and(|(last, _)| last == place),
            None => false,
        }
    }

    /// The step that a correction of this kind would annul, with its place: only ever the last
    /// standing one, which is the one that led to where the issue stands.
    pub fn mistaken_by(&self, correction: StepKind) -> Option<(u32, &Step)> {
        let (place, mistaken) = self.standing_places().next_back()?;
        correction.corrects(mistaken.kind()).then_some((place, mistaken))
    }

    /// The evaluation that counts: the latest that was not taken back.
    pub fn evaluation(&self) -> Option<&GivenEvaluation> {
        self.word(|_| true)
    }

    /// The latest of the evaluations that were not taken back and that `counts` takes.
    ///
    /// A word yields only to one that is surely later: "some time in June" hides nothing that was
    /// said on a certain day in June. Among words that may be the latest, the order of entry decides.
    pub fn word(&self, counts: impl Fn(&GivenEvaluation) -> bool) -> Option<&GivenEvaluation> {
        let given = || self.evaluations.iter().filter(|given| !given.taken_back && counts(given));
        let latest = given().map(|given| given.evaluation.on.first()).max()?;
        given().filter(|given| given.evaluation.on.last() >= latest).max_by_key(|given| given.mark)
    }

    /// Whether it had been raised by `day`: where no day is stated, the day of its entry counts,
    /// but for what comes from a source.
    pub fn was_raised_by(&self, day: NaiveDate) -> bool {
        match self.facts.submitted {
            Some(submitted) => submitted.first() <= day,
            None => self.source.is_some() || self.entered.day() <= day,
        }
    }

    /// The session that the standing consultation names, if it names one.
    pub fn consulted_in(&self) -> Option<SessionId> {
        self.standing_steps()
            .rev()
            .find(|step| step.kind() == StepKind::Consult)
            .and_then(|step| step.facts().session)
    }
}
