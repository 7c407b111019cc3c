//! The follow-up letter (督办函): one for each department, about everything of it that is past its deadline
//! or near it. It asks, as all letters of a studio do (DOMAIN §2).

use super::{
    Absent, Kind,
    cast::Cast,
    frame::{dated, office, stamped},
    minutes::{Promise, issue_title},
    phrase::Phrase,
    setting::Setting,
    sheet::{Align, Block, Cell, Row, Sheet, Table},
    title::broken,
};
use crate::{
    domain::{
        commitment::Commitment,
        follow_up::{pressing, pressing_on},
        id::DepartmentId,
        world::World,
    },
    i18n::{Lang, Paper, wording::day_in_list},
};
use chrono::NaiveDate;

/// The letter to one department, in the words of its copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// What it is made for.
    pub setting: Setting,
    /// To whom it goes.
    pub department: String,
    /// What it asks about, the earliest deadline first.
    pub matters: Vec<Asked>,
    /// The letter as it is laid out.
    blocks: Vec<Block>,
}

/// A commitment that a letter asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The number of its issue and its place.
    pub number: String,
    /// What the issue is about.
    pub issue: String,
    /// What was promised.
    pub matter: String,
    /// Whether the department leads.
    pub is_lead: bool,
    /// The day that it is due.
    pub due: NaiveDate,
    /// Days past it on the day of the letter; 0 where it is not late, or the letter has no day.
    pub late_days: i64,
    /// How often it was followed up before.
    pub times: usize,
}

/// The departments that letters of a day go to, in the order of their ids.
pub fn recipients(world: &World, day: Option<NaiveDate>) -> Vec<DepartmentId> {
    pressing(world, day.unwrap_or(NaiveDate::MAX)).into_keys().collect()
}

impl FollowUp {
    /// Reads the letter out of a world that holds the commitments of the department with their issues, all
    /// departments, and the settings; for a public copy all that tells whom it masks.
    ///
    /// # Errors
    /// [`Absent`] when the department is not at hand.
    pub fn of(world: &World, department: DepartmentId, setting: &Setting) -> Result<Self, Absent> {
        world.department(department).ok_or_else(|| Absent(department.into()))?;
        let cast = Cast::new(world, setting, None);
        let day = setting.imprint.dated;
        let matters = pressing_on(world, department, day.unwrap_or(NaiveDate::MAX)).into_iter();
        let mut letter = Self {
            setting: setting.clone(),
            department: cast.department(department),
            matters: matters.filter_map(|it| Asked::of(&cast, it, department, day)).collect(),
            blocks: Vec::new(),
        };
        letter.blocks = letter.laid_out(&cast);
        Ok(letter)
    }

    /// Lays the letter out.
    pub fn sheet(&self) -> Sheet {
        let mut sheet = stamped(Kind::FollowUp, &self.setting);
        sheet.blocks.extend(self.blocks.iter().cloned());
        sheet
    }

    fn laid_out(&self, cast: &Cast<'_>) -> Vec<Block> {
        let whom = cast.sentence(Paper::Salutation, &[("whom", self.department.as_str().into())]);
        let values = [
            ("day", dated(&self.setting)),
            ("count", Phrase::said(self.matters.len().to_string())),
        ];
        let ask = if self.matters.len() == 1 { Paper::FollowUpAskOne } else { Paper::FollowUpAsk };
        vec![
            Block::Title(broken(cast.word(Paper::FollowUpTitle))),
            Block::Line { phrase: whom, align: Align::Left },
            Block::Paragraph(cast.sentence(ask, &values)),
            Block::Table(self.table(cast)),
            Block::Paragraph(cast.word(Paper::FollowUpRequest).into()),
            Block::SignOff { office: office(&self.setting), date: dated(&self.setting) },
        ]
    }

    fn table(&self, cast: &Cast<'_>) -> Table {
        let heads = [
            Paper::SignInNumber,
            Paper::FollowUpMatter,
            Paper::FollowUpPart,
            Paper::FormDeadline,
            Paper::FollowUpLate,
        ];
        let head = Row::of(heads.map(|paper| Cell::label(cast.word(paper))).to_vec());
        let rows = (1..).zip(&self.matters).map(|(place, asked)| asked.row(cast, place));
        let columns = match cast.lang() {
            Lang::Zh => vec![12, 76, 16, 28, 24],
            Lang::En => vec![10, 70, 22, 28, 26],
        };
        let rows = std::iter::once(head).chain(rows).collect();
        Table { columns, header_rows: 1, rows, is_kept: false }
    }
}

impl Asked {
    fn of(
        cast: &Cast<'_>,
        commitment: &Commitment,
        department: DepartmentId,
        day: Option<NaiveDate>,
    ) -> Option<Self> {
        let issue = cast.world.issue(commitment.issue)?;
        let due = commitment.due()?;
        let late = day.map_or(0, |day| (day - due).num_days());
        Some(Self {
            number: format!("{}/{}", issue.number, commitment.ordinal),
            issue: issue_title(cast, issue.id),
            matter: Promise::matter_of(cast, commitment),
            is_lead: commitment.facts.lead == Some(department),
            due,
            late_days: late.max(0),
            times: commitment.followed_up().count(),
        })
    }

    fn row(&self, cast: &Cast<'_>, place: usize) -> Row {
        let part = if self.is_lead { Paper::ShortLead } else { Paper::ShortSupporting };
        let times = self.times.to_string();
        let before = (self.times > 0)
            .then(|| Phrase::said(cast.words(Paper::FollowUpBefore, &[("count", &times)])));
        let late = self.late_days.to_string();
        let late = match self.late_days {
            0 => cast.word(Paper::FollowUpSoon).to_owned(),
            1 => cast.word(Paper::FollowUpDay).to_owned(),
            _ => cast.words(Paper::FollowUpDays, &[("count", &late)]),
        };
        let what = [
            Phrase::said(self.matter.as_str()),
            Phrase::said(cast.words(Paper::FollowUpOf, &[("issue", &self.issue)])),
            Phrase::said(self.number.as_str()),
        ];
        Row::of(vec![
            Cell::centred(place.to_string()),
            Cell::of(what.into_iter().chain(before).collect()),
            Cell::centred(cast.word(part)),
            Cell::centred(day_in_list(self.due)),
            Cell::centred(late),
        ])
    }
}
