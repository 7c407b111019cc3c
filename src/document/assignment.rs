//! The assignment letter (交办单) with its receipt: one for each department of a commitment. A studio
//! is a platform and orders nobody: the letter asks (DOMAIN §2).

use super::{
    Absent, Kind,
    cast::Cast,
    frame::{dated, office, stamped},
    matter::{Matter, boxes, found, pair, wide, written_date},
    phrase::Phrase,
    setting::Setting,
    sheet::{Align, Block, Cell, Row, Sheet, Table},
    title::broken,
};
use crate::{
    domain::{
        commitment::Handling,
        id::{CommitmentId, DepartmentId},
        world::World,
    },
    i18n::{Paper, wording::day_in_text},
};

/// The letter about one commitment to one department, in the words of its copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// What it is made for.
    pub setting: Setting,
    /// To whom it goes.
    pub department: String,
    /// Whether that department leads.
    pub is_lead: bool,
    /// What it is about.
    pub matter: Matter,
    /// The day that it was assigned on, or that of the document, or a blank.
    pub assigned: Phrase,
    /// Within how many working days it may be returned.
    pub return_working_days: u16,
    /// The letter as it is laid out.
    blocks: Vec<Block>,
}

/// The departments that get a letter about a commitment: the lead first.
pub fn recipients(world: &World, id: CommitmentId) -> Vec<DepartmentId> {
    world.commitment(id).map(|it| it.departments().collect()).unwrap_or_default()
}

impl Assignment {
    /// Reads the letter out of a world that holds the commitment with its issue, session,
    /// departments and studio, and the settings. A commitment without a lead department gets a
    /// letter with a blank for it: `department` is then `None`.
    ///
    /// # Errors
    /// [`Absent`] when the commitment or its issue is not at hand.
    pub fn of(
        world: &World,
        id: CommitmentId,
        department: Option<DepartmentId>,
        setting: &Setting,
    ) -> Result<Self, Absent> {
        let (commitment, issue, session) = found(world, id)?;
        let cast = Cast::new(world, setting, session);
        let assigned = commitment.standing().rev().find_map(|handling| match handling {
            Handling::Assigned { on } => Some(day_in_text(*on, cast.lang())),
            _ => None,
        });
        let mut letter = Self {
            setting: setting.clone(),
            department: department.map(|it| cast.department(it)).unwrap_or_default(),
            is_lead: department == commitment.facts.lead,
            matter: Matter::of(&cast, commitment, issue, session),
            assigned: assigned.map_or_else(|| dated(setting), Phrase::said),
            return_working_days: world.settings().deadlines.return_working_days,
            blocks: Vec::new(),
        };
        letter.blocks = letter.laid_out(&cast);
        Ok(letter)
    }

    /// Lays the letter out.
    pub fn sheet(&self) -> Sheet {
        let mut sheet = stamped(Kind::Assignment, &self.setting);
        sheet.blocks.extend(self.blocks.iter().cloned());
        sheet
    }

    /// To whom it goes, or a blank.
    fn whom(&self) -> Phrase {
        if self.department.is_empty() {
            self.matter.promise.lead.clone()
        } else {
            self.department.as_str().into()
        }
    }

    fn laid_out(&self, cast: &Cast<'_>) -> Vec<Block> {
        let mut blocks = vec![Block::Title(broken(cast.word(Paper::AssignmentTitle)))];
        let number = self.setting.imprint.number_words();
        blocks.extend(
            number.map(|number| Block::Line { phrase: number.into(), align: Align::Centre }),
        );
        let whom = cast.sentence(Paper::Salutation, &[("whom", self.whom())]);
        blocks.push(Block::Line { phrase: whom, align: Align::Left });
        blocks.push(Block::Paragraph(self.ask(cast)));
        blocks.push(Block::Table(self.table(cast)));
        blocks.push(Block::SignOff { office: office(&self.setting), date: self.assigned.clone() });
        blocks.push(Block::CutLine(cast.word(Paper::CutHere).to_owned()));
        self.receipt(cast, &mut blocks);
        blocks
    }

    fn ask(&self, cast: &Cast<'_>) -> Phrase {
        let part = if self.is_lead { Paper::PartLead } else { Paper::PartSupporting };
        let matter = &self.matter;
        let values = [
            ("studio", matter.studio.as_str().into()),
            ("topic", matter.issue.as_str().into()),
            ("part", cast.word(part).into()),
        ];
        match matter.consulted.clone() {
            Some(day) => {
                let values: Vec<_> = values.into_iter().chain([("day", day)]).collect();
                cast.sentence(Paper::AssignmentAsk, &values)
            }
            None => cast.sentence(Paper::AssignmentAskService, &values),
        }
    }

    fn table(&self, cast: &Cast<'_>) -> Table {
        let matter = &self.matter;
        let consulted =
            matter.consulted.clone().unwrap_or_else(|| cast.word(Paper::FormNobody).into());
        let request = cast.sentence(
            Paper::AssignmentRequest,
            &[
                ("deadline", matter.due.clone()),
                ("count", self.return_working_days.to_string().into()),
            ],
        );
        let funds = super::matter::or_none(&matter.funds, cast);
        let rows = vec![
            pair(
                cast,
                [
                    (Paper::FormNumber, matter.number.as_str().into()),
                    (Paper::FormSource, matter.source.into()),
                ],
                9,
            ),
            wide(cast, Paper::FormIssue, vec![matter.issue.as_str().into()], 9),
            pair(
                cast,
                [(Paper::FormConsulted, consulted), (Paper::FormDeadline, matter.due.clone())],
                9,
            ),
            wide(
                cast,
                Paper::FormRecommendation,
                vec![matter.promise.words(cast.lang()).then(cast.word(Paper::Stop).into())],
                18,
            ),
            pair(
                cast,
                [
                    (Paper::FormLead, matter.promise.lead.clone()),
                    (Paper::FormSupporting, matter.supporting(cast).into()),
                ],
                9,
            ),
            wide(cast, Paper::FormRequest, vec![request], 18),
            pair(
                cast,
                [(Paper::FormFunds, funds.into()), (Paper::FormContact, Phrase::empty())],
                9,
            ),
        ];
        Table { columns: FORM_COLUMNS.to_vec(), header_rows: 0, rows }
    }

    fn receipt(&self, cast: &Cast<'_>, blocks: &mut Vec<Block>) {
        let number = [("number", self.matter.number.as_str().into())];
        let address = cast.sentence(Paper::ReceiptText, &[("office", office(&self.setting))]);
        let answers = [Paper::ReceiptAccept, Paper::ReceiptReturn];
        let answers = boxes(cast, answers.map(|it| cast.word(it).to_owned()));
        let label = |paper| Cell::label(cast.word(paper));
        let rows = vec![
            Row::of(vec![
                label(Paper::FormAcknowledgedBy),
                Cell::said(""),
                label(Paper::FormAcknowledgedOn),
                Cell::said(written_date(cast)),
            ]),
            wide(cast, Paper::FormReturnReason, vec![Phrase::empty()], 14),
            wide(cast, Paper::ReceiptUnit, vec![Phrase::empty()], 9),
        ];
        blocks.push(Block::Line {
            phrase: Phrase::looking(cast.word(Paper::ReceiptTitle), super::phrase::Look::Label),
            align: Align::Centre,
        });
        blocks.push(Block::Line { phrase: address, align: Align::Left });
        blocks.push(Block::Paragraph(cast.sentence(Paper::ReceiptTaken, &number)));
        blocks.push(Block::Paragraph(answers));
        blocks.push(Block::Table(Table { columns: FORM_COLUMNS.to_vec(), header_rows: 0, rows }));
    }
}

/// The shares of the columns of a form: two names, two fields.
pub(super) const FORM_COLUMNS: [u16; 4] = [28, 52, 28, 48];
