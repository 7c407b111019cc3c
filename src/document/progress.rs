//! The progress report form (办理情况反馈表) that a department fills in (DOMAIN §4).

use super::{
    Absent, Kind,
    cast::Cast,
    frame::stamped,
    matter::{Matter, boxes, form, found, pair, wide, written_date},
    phrase::Phrase,
    setting::Setting,
    sheet::{Align, Block, Sheet, Table},
    title::broken,
};
use crate::{
    domain::{
        commitment::{Commitment, Grade},
        id::CommitmentId,
        world::World,
    },
    i18n::{Label, Paper},
};

/// The form about one commitment, in the words of its copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What it is made for.
    pub setting: Setting,
    /// What it is about.
    pub matter: Matter,
    /// What evidence there is already.
    pub evidence: Vec<String>,
    /// The form as it is laid out.
    table: Table,
}

impl Progress {
    /// Reads the form out of a world that holds the commitment with its issue, session, departments
    /// and evidence.
    ///
    /// # Errors
    /// [`Absent`] when the commitment or its issue is not at hand.
    pub fn of(world: &World, id: CommitmentId, setting: &Setting) -> Result<Self, Absent> {
        let (commitment, issue, session) = found(world, id)?;
        let cast = Cast::new(world, setting, session);
        let matter = Matter::of(&cast, commitment, issue, session);
        let evidence = evidence(&cast, commitment);
        let table = table(&cast, &matter, &evidence);
        Ok(Self { setting: setting.clone(), matter, evidence, table })
    }

    /// Lays the form out.
    pub fn sheet(&self) -> Sheet {
        let lang = self.setting.lang;
        let mut sheet = stamped(Kind::Progress, &self.setting);
        let number = format!(
            "{}{}{}",
            Paper::FormNumber.said(lang),
            Paper::Colon.said(lang),
            self.matter.number
        );
        sheet.blocks.extend([
            Block::Title(broken(Paper::ProgressTitle.said(lang))),
            Block::Line { phrase: number.into(), align: Align::Right },
            Block::Table(self.table.clone()),
        ]);
        sheet
    }
}

fn evidence(cast: &Cast<'_>, commitment: &Commitment) -> Vec<String> {
    let all = commitment.evidence.iter().filter_map(|id| cast.world.evidence(*id));
    all.filter(|it| !it.retracted).map(|it| cast.heading(&it.facts.title)).collect()
}

fn table(cast: &Cast<'_>, matter: &Matter, evidence: &[String]) -> Table {
    let room = || vec![Phrase::empty()];
    let states = [
        Paper::ProgressDone,
        Paper::ProgressGoing,
        Paper::ProgressPlanned,
        Paper::ProgressImpossible,
    ];
    let grades = Grade::ALL.iter().map(|it| boxes(cast, [it.label(cast.lang()).to_owned()]));
    let listed: Vec<Phrase> = (1..)
        .zip(evidence)
        .map(|(number, title)| Phrase::said(format!("{number}. {title}")))
        .collect();
    let rows = vec![
        wide(cast, Paper::FormIssue, vec![matter.issue.as_str().into()], 9),
        wide(cast, Paper::ProgressMatter, vec![matter.promise.matter.as_str().into()], 9),
        pair(
            cast,
            [
                (Paper::FormLead, matter.promise.lead.clone()),
                (Paper::FormSupporting, matter.supporting(cast).into()),
            ],
            9,
        ),
        pair(
            cast,
            [(Paper::FormDeadline, matter.term(cast)), (Paper::ProgressFunds, Phrase::empty())],
            9,
        ),
        wide(
            cast,
            Paper::ProgressState,
            vec![boxes(cast, states.map(|it| cast.word(it).to_owned()))],
            9,
        ),
        wide(cast, Paper::ProgressMeasures, room(), 40),
        wide(cast, Paper::ProgressGrade, grades.collect(), 24),
        wide(cast, Paper::ProgressWhyNot, room(), 26),
        wide(cast, Paper::ProgressEvidence, if listed.is_empty() { room() } else { listed }, 20),
        pair(
            cast,
            [(Paper::ProgressHandler, Phrase::empty()), (Paper::ProgressReviewer, Phrase::empty())],
            10,
        ),
        pair(
            cast,
            [(Paper::ReceiptUnit, Phrase::empty()), (Paper::ProgressDate, written_date(cast))],
            12,
        ),
    ];
    form(rows, cast.lang())
}
