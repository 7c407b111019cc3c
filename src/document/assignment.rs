//! The assignment letter (交办单) with its receipt: one for each department of a commitment. A studio
//! is a platform and orders nobody: the letter asks (DOMAIN §2).

use super::{
    Absent, Kind,
    cast::Cast,
    frame::{dated, office, stamped},
    matter::{Matter, boxes, form, found, pair, wide, written_date},
    phrase::{Look, Phrase},
    setting::Setting,
    sheet::{Align, Block, Sheet, Table},
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
    /// The day of a final version; of a draft that on which it was assigned, that of the document,
    /// or a blank.
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
        // A letter that was issued bears its own day, whenever it reached the department.
        let drafted = commitment.standing().rev().filter(|_| !setting.state.is_final);
        let assigned = drafted.into_iter().find_map(|handling| match handling {
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
        let whom = cast.sentence(Paper::Salutation, &[("whom", self.whom())]);
        blocks.push(Block::Line { phrase: whom, align: Align::Left });
        blocks.push(Block::Paragraph(self.ask(cast)));
        blocks.push(Block::Table(self.table(cast)));
        blocks.push(Block::SignOff { office: office(&self.setting), date: self.assigned.clone() });
        blocks.push(Block::CutLine(cast.word(Paper::CutHere).to_owned()));
        blocks.extend(self.receipt(cast));
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
            if matter.is_endless {
                Paper::AssignmentRequestStanding
            } else {
                Paper::AssignmentRequest
            },
            &[
                ("deadline", matter.due.clone()),
                ("count", self.return_working_days.to_string().into()),
            ],
        );
        // That none are stated may also be because the sentence leaves them open.
        let funds = match matter.funds.as_str() {
            "" => cast.word(Paper::FormNotStated).to_owned(),
            stated => stated.to_owned(),
        };
        let recommended = matter.promise.words(cast.lang()).then(cast.word(Paper::Stop).into());
        let rows = vec![
            wide(cast, Paper::FormNumber, vec![self.numbers(cast)], ROW_MM),
            wide(cast, Paper::FormIssue, vec![matter.issue.as_str().into()], ROW_MM),
            pair(
                cast,
                [(Paper::FormSource, matter.source.into()), (Paper::FormConsulted, consulted)],
                ROW_MM,
            ),
            wide(cast, Paper::FormRecommendation, vec![recommended], 2 * ROW_MM),
            pair(
                cast,
                [
                    (Paper::FormLead, matter.promise.lead.clone()),
                    (Paper::FormSupporting, matter.supporting(cast).into()),
                ],
                ROW_MM,
            ),
            pair(
                cast,
                [(Paper::FormDeadline, matter.term(cast)), (Paper::FormFunds, funds.into())],
                ROW_MM,
            ),
            wide(cast, Paper::FormRequest, vec![request], 2 * ROW_MM),
        ];
        form(rows, cast.lang())
    }

    /// The document number, and that of the commitment.
    fn numbers(&self, cast: &Cast<'_>) -> Phrase {
        let number = self.matter.number.as_str();
        match self.setting.imprint.number_words(self.setting.lang) {
            Some(issued) => {
                cast.words(Paper::InBrackets, &[("words", &issued), ("more", number)]).into()
            }
            None => number.into(),
        }
    }

    /// Address, answer, reason of a return, and who acknowledged it when.
    fn receipt(&self, cast: &Cast<'_>) -> [Block; 3] {
        let answers = [Paper::ReceiptAccept, Paper::ReceiptReturn];
        let answers = answers.map(|answer| boxes(cast, [cast.word(answer).to_owned()])).to_vec();
        let room = Phrase::empty;
        let rows = vec![
            wide(cast, Paper::ReceiptAnswer, answers, ROW_MM),
            wide(cast, Paper::FormReturnReason, vec![room()], 10),
            pair(cast, [(Paper::ReceiptUnit, room()), (Paper::FormContact, room())], 10),
            pair(
                cast,
                [
                    (Paper::FormAcknowledgedBy, room()),
                    (Paper::FormAcknowledgedOn, written_date(cast)),
                ],
                ROW_MM,
            ),
        ];
        let address = cast.sentence(
            Paper::ReceiptText,
            &[("office", office(&self.setting)), ("number", self.matter.number.as_str().into())],
        );
        let title = Phrase::looking(cast.word(Paper::ReceiptTitle), Look::Label);
        [
            Block::Line { phrase: title, align: Align::Centre },
            Block::Line { phrase: address, align: Align::Left },
            Block::Table(Table { is_kept: true, ..form(rows, cast.lang()) }),
        ]
    }
}

/// The least height of a row.
const ROW_MM: u16 = 7;
