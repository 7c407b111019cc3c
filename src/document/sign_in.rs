//! The sign-in sheet (签到表): to be signed by hand, or as people signed in (DOMAIN §4).

use super::{
    Absent, Kind,
    cast::Cast,
    frame::stamped,
    phrase::Phrase,
    record::{planned_time, time, unit_and_post},
    redact::down_to_community,
    roll::{Roll, absent_row, rank, row_of, stroke_key},
    setting::Setting,
    sheet::{Align, Block, Cell, Row, Sheet, Table},
    title::broken,
};
use crate::{
    domain::{
        id::{DepartmentId, PersonId, SessionId},
        session::{Attendance, Class, Column, Guest, Presence, Session},
        world::World,
    },
    i18n::{Label, Paper, wording::clock_time},
};

/// How many rows of a group stay free on a sheet that is to be signed.
const SPARE_ROWS: [(Column, usize); 4] =
    [(Column::Member, 3), (Column::Public, 6), (Column::Department, 4), (Column::Other, 3)];
/// The least height of a row: room for a signature.
const ROW_MM: u16 = 9;

/// Whether a sheet is to be signed by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// To be signed: signatures and spare rows are free.
    Blank,
    /// As people signed in at the laptop.
    Filled,
}

/// The sign-in sheet of one session, in the words of its copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// What it is made for.
    pub setting: Setting,
    /// Whether it is to be signed.
    pub form: Form,
    /// The title, in lines.
    pub title: Vec<String>,
    /// Day, time and place.
    pub meeting: Phrase,
    /// Members, public, departments, others.
    pub groups: Vec<SheetGroup>,
    /// How many came, in the words of the minutes; empty on a sheet that is to be signed.
    pub heads: Phrase,
}

/// The people of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetGroup {
    /// The column.
    pub column: Column,
    /// Its people: by class, then by the strokes of their surnames; departments in order of entry.
    pub people: Vec<SheetRow>,
    /// Those whom nobody named, with their class; only on a filled sheet.
    pub unnamed: Vec<(&'static str, u32)>,
    /// How many free rows follow.
    pub spare_rows: usize,
}

/// A person on the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// The name as lists show it.
    pub name: String,
    /// Unit and post; of a citizen where they live.
    pub unit: String,
    /// In what capacity.
    pub class: &'static str,
    /// The sector of a member.
    pub sector: String,
    /// The telephone; a public copy has none.
    pub phone: String,
    /// On a filled sheet when they signed in; excused, absent, left early, entered afterwards.
    pub note: String,
}

impl SignIn {
    /// Reads the sheet out of a world that holds the session with its people and departments.
    ///
    /// # Errors
    /// [`Absent`] when the session is not at hand.
    pub fn of(world: &World, id: SessionId, form: Form, setting: &Setting) -> Result<Self, Absent> {
        let session =
            world.session(id).filter(|it| !it.retracted).ok_or_else(|| Absent(id.into()))?;
        let cast = Cast::new(world, setting, Some(session));
        let title = cast.heading(&session.facts.title);
        let between = cast.lang().pick("", ": ");
        let title = format!("{title}{between}{}", cast.word(Paper::SignInTitle));
        let venue = cast.venue_or(&session.facts.venue, id.into());
        let day = match form {
            Form::Blank => planned_time(&cast, session),
            Form::Filled => time(&cast, session),
        };
        let meeting = cast.sentence(Paper::SignInMeeting, &[("day", day), ("venue", venue)]);
        let groups = SPARE_ROWS.into_iter().map(|(column, spare)| {
            let spare_rows = if form == Form::Blank { spare } else { 0 };
            SheetGroup { spare_rows, ..group(&cast, session, column, form) }
        });
        Ok(Self {
            setting: setting.clone(),
            form,
            title: broken(&title),
            meeting,
            groups: groups.collect(),
            heads: match form {
                Form::Blank => Phrase::empty(),
                Form::Filled => Roll::of(&cast, session).heads_words(&cast),
            },
        })
    }

    /// Lays the sheet out.
    pub fn sheet(&self) -> Sheet {
        let kind = match self.form {
            Form::Blank => Kind::SignInBlank,
            Form::Filled => Kind::SignIn,
        };
        let mut sheet = stamped(kind, &self.setting);
        sheet.blocks.push(Block::Title(self.title.clone()));
        sheet.blocks.push(Block::Line { phrase: self.meeting.clone(), align: Align::Centre });
        sheet.blocks.push(Block::Table(self.table()));
        sheet
    }

    fn said(&self, paper: Paper) -> &'static str {
        paper.said(self.setting.lang)
    }

    /// The heads of the columns with their shares of the width; the public copy has no telephones.
    fn columns(&self) -> Vec<(Paper, u16)> {
        // What is known of those who came stands among the remarks.
        let (unit, note) = match self.form {
            Form::Blank => (58, 23),
            Form::Filled => (48, 33),
        };
        let all = [
            (Paper::SignInNumber, 12),
            (Paper::SignInName, 26),
            (Paper::SignInUnit, unit),
            (Paper::SignInClass, 26),
            (Paper::SignInSector, 22),
            (Paper::SignInPhone, 36),
            (Paper::SignInSignature, 30),
            (Paper::SignInNote, note),
        ];
        let is_shown = |paper| paper != Paper::SignInPhone || !self.setting.is_public();
        all.into_iter().filter(|(paper, _)| is_shown(*paper)).collect()
    }

    fn table(&self) -> Table {
        let columns = self.columns();
        let heads = columns.iter().map(|(paper, _)| Cell::label(self.said(*paper))).collect();
        let mut rows = vec![Row::of(heads)];
        let mut number = 0;
        for group in self.groups.iter().filter(|group| !group.is_empty()) {
            rows.push(self.group_head(group, columns.len()));
            for person in &group.people {
                number += 1;
                rows.push(self.row(number, person));
            }
            for (class, count) in &group.unnamed {
                rows.push(self.unnamed(group.column, class, *count));
            }
            for _ in 0..group.spare_rows {
                number += 1;
                rows.push(spare_row(number, columns.len()));
            }
        }
        if !self.heads.is_empty() {
            let total =
                Phrase::fill(self.said(Paper::SignInTotal), &[("heads", self.heads.clone())]);
            rows.push(across(Cell::said(total), columns.len()));
        }
        Table {
            columns: columns.into_iter().map(|(_, share)| share).collect(),
            header_rows: 1,
            rows,
            is_kept: false,
        }
    }

    fn group_head(&self, group: &SheetGroup, columns: usize) -> Row {
        let title = match group.column {
            Column::Member => Paper::GroupMembers,
            Column::Public => Paper::GroupPublic,
            Column::Department => Paper::GroupDepartments,
            Column::Other => Paper::GroupOthers,
        };
        across(Cell::label(self.said(title)), columns)
    }

    fn row(&self, number: usize, person: &SheetRow) -> Row {
        let mut cells = vec![
            Cell::centred(number.to_string()),
            Cell::centred(person.name.as_str()),
            Cell::said(person.unit.as_str()),
            Cell::centred(person.class),
            Cell::centred(person.sector.as_str()),
        ];
        if !self.setting.is_public() {
            cells.push(Cell::centred(person.phone.as_str()));
        }
        // Whoever signed at the laptop can still put their name to it.
        cells.push(Cell::said(""));
        cells.push(Cell::said(person.note.as_str()));
        Row::of(cells).high(ROW_MM)
    }

    /// People whom nobody named take one row with their number.
    fn unnamed(&self, column: Column, class: &'static str, count: u32) -> Row {
        let paper = match column {
            Column::Department => Paper::UnnamedDepartments,
            Column::Member | Column::Public | Column::Other => Paper::Unnamed,
        };
        let values = [("class", class.into()), ("count", Phrase::said(count.to_string()))];
        let words = Phrase::fill(self.said(paper), &values);
        let empty = SheetRow {
            name: String::new(),
            unit: words.plain(),
            class,
            sector: String::new(),
            phone: String::new(),
            note: String::new(),
        };
        let mut row = self.row(0, &empty);
        if let Some(number) = row.cells.first_mut() {
            *number = Cell::centred("");
        }
        row
    }
}

/// A row of one cell over the whole sheet.
fn across(cell: Cell, columns: usize) -> Row {
    let mut cell = cell.over(u8::try_from(columns).unwrap_or(u8::MAX));
    cell.align = Align::Left;
    Row::of(vec![cell]).high(7)
}

fn spare_row(number: usize, columns: usize) -> Row {
    let rest = std::iter::repeat_n(Cell::said(""), columns.saturating_sub(1));
    Row::of(std::iter::once(Cell::centred(number.to_string())).chain(rest).collect()).high(ROW_MM)
}

impl SheetGroup {
    fn is_empty(&self) -> bool {
        self.people.is_empty() && self.unnamed.is_empty() && self.spare_rows == 0
    }
}

fn group(cast: &Cast<'_>, session: &Session, column: Column, form: Form) -> SheetGroup {
    let (expected, departments, others) = match form {
        Form::Blank => invited_rows(cast, session),
        Form::Filled => (filled_rows(cast, session), Vec::new(), Vec::new()),
    };
    let mut rows: Vec<&Attendance> =
        expected.iter().filter(|row| row.class.column() == column).collect();
    match column {
        Column::Department => {
            let order: Vec<_> = rows.iter().map(|row| row.department).collect();
            rows.sort_by_key(|row| order.iter().position(|it| *it == row.department));
        }
        Column::Member | Column::Public | Column::Other => {
            rows.sort_by_cached_key(|row| {
                (rank(cast.told_class(row.class)), stroke_key(cast, row.person))
            });
        }
    }
    SheetGroup {
        column,
        people: rows
            .into_iter()
            .map(|row| sheet_row(cast, row, form))
            .chain(invited(cast, column, &departments, others))
            .collect(),
        unnamed: if form == Form::Filled { unnamed(cast, session, column) } else { Vec::new() },
        spare_rows: 0,
    }
}

/// Who is expected, and who keeps the record: the sheet that is to be signed has a row for them too.
fn invited_rows(
    cast: &Cast<'_>,
    session: &Session,
) -> (Vec<Attendance>, Vec<DepartmentId>, Vec<PersonId>) {
    let (mut rows, departments, others) = super::roll::expected_rows(cast, session);
    let is_there = |id: &PersonId| others.contains(id) || rows.iter().any(|row| row.person == *id);
    if let Some(recorder) = session.facts.recorder.filter(|id| !is_there(id)) {
        rows.push(row_of(recorder, Class::Recorder, None, Presence::Present));
    }
    (rows, departments, others)
}

/// Who signed, then who was invited and did not.
fn filled_rows(cast: &Cast<'_>, session: &Session) -> Vec<Attendance> {
    let mut rows = session.attendance.clone();
    for absentee in session.absentees() {
        let Guest::Person(person) = absentee.guest else { continue };
        let presence = if absentee.excuse.is_some() { Presence::Excused } else { Presence::Absent };
        if cast.row(person).is_none() {
            rows.extend(absent_row(cast, session, (person, presence)));
        }
    }
    rows
}

/// Those whom nobody named, each class once.
fn unnamed(cast: &Cast<'_>, session: &Session, column: Column) -> Vec<(&'static str, u32)> {
    let mut counted: Vec<(&'static str, u32)> = Vec::new();
    let tallies = session.tallies.iter().filter(|it| it.class.column() == column && it.count > 0);
    for tally in tallies {
        let class = cast.class(tally.class);
        match counted.iter_mut().find(|(it, _)| *it == class) {
            Some((_, count)) => *count = count.saturating_add(tally.count),
            None => counted.push((class, tally.count)),
        }
    }
    counted
}

/// Who is invited without a row: the departments that send whom they like, and those of whom nobody
/// knows yet in what capacity they come, such as experts and lawyers. They fill in the rest by hand.
fn invited(
    cast: &Cast<'_>,
    column: Column,
    departments: &[DepartmentId],
    mut others: Vec<PersonId>,
) -> Vec<SheetRow> {
    let row = |name: String, unit: String, class: &'static str| SheetRow {
        name,
        unit,
        class,
        sector: String::new(),
        phone: String::new(),
        note: String::new(),
    };
    match column {
        Column::Department => departments
            .iter()
            .map(|id| row(String::new(), cast.department(*id), cast.class(Class::Department)))
            .collect(),
        Column::Other => {
            others.sort_by_cached_key(|id| stroke_key(cast, *id));
            let known = others.iter().filter_map(|id| cast.world.person(*id));
            known
                .map(|person| {
                    let unit = down_to_community(&unit_and_post(cast, person));
                    row(cast.listed(&cast.name(person.id)), unit, "")
                })
                .collect()
        }
        Column::Member | Column::Public => Vec::new(),
    }
}

fn sheet_row(cast: &Cast<'_>, row: &Attendance, form: Form) -> SheetRow {
    let person = cast.world.person(row.person);
    let filled = form == Form::Filled;
    let unit = person.map(|person| unit_and_post(cast, person)).unwrap_or_default();
    // The sheet that is to be signed goes from hand to hand.
    let is_citizen = row.class.column() == Column::Public;
    SheetRow {
        name: cast.listed(&cast.name(row.person)),
        unit: if is_citizen && !filled { down_to_community(&unit) } else { unit },
        class: cast.class(row.class),
        sector: person.map(|person| person.facts.sector.clone()).unwrap_or_default(),
        phone: match person {
            Some(person) if !cast.setting.is_public() && (filled || !is_citizen) => {
                person.facts.phone.clone()
            }
            _ => String::new(),
        },
        note: if filled { note(cast, row) } else { String::new() },
    }
}

fn note(cast: &Cast<'_>, row: &Attendance) -> String {
    let presence = match (row.presence, row.arrived_at) {
        (Presence::Present, Some(at)) => {
            cast.words(Paper::SignedInAt, &[("time", &clock_time(at))])
        }
        (Presence::Present, None) => cast.word(Paper::SignedIn).to_owned(),
        (presence, _) => presence.label(cast.lang()).to_owned(),
    };
    let left = row.left_at.map(|at| cast.words(Paper::LeftAt, &[("time", &clock_time(at))]));
    let late = row.correction.then(|| cast.word(Paper::Late).to_owned());
    let notes: Vec<String> = std::iter::once(presence).chain(left).chain(late).collect();
    notes.join(cast.word(Paper::Clause))
}
