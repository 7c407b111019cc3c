//! What a studio sets once: office, deadlines, quorum, holidays, how a session is run. Kept as
//! events like any fact.

use super::{
    brought::Baseline,
    calendar::Calendar,
    figures::FrozenReport,
    id::{PersonId, StudioId},
    imported::ColumnMapping,
    sealed::{DocumentKind, OfficeTemplate},
    session::ItemOrder,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

mod first;

pub use first::Settings as StatedSettings;

/// Default lengths of the steps (DOMAIN §2); wd are working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadlines {
    /// From intake to acceptance, working days.
    pub screening_working_days: u16,
    /// From the session to the minutes, working days.
    pub minutes_working_days: u16,
    /// From the session to the assignment letter, working days.
    pub assignment_working_days: u16,
    /// A department may return a wrong assignment within this, working days.
    pub return_working_days: u16,
    /// Handling of a general matter, days.
    pub handling_days: u16,
    /// From completion to the evaluation, working days.
    pub evaluation_working_days: u16,
    /// From completion to the revisit, days.
    pub revisit_days: u16,
}

/// How many of each column make a session count (DOMAIN §2); less than one counts as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quorum {
    /// Members.
    pub members: u16,
    /// Public.
    pub public: u16,
    /// Departments.
    pub departments: u16,
}

impl Default for Quorum {
    fn default() -> Self {
        Self { members: 1, public: 1, departments: 1 }
    }
}

/// A setting that came after the first shape; each has an event of its own. Variants are only ever
/// appended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// How long a speech may take, in minutes; 0 is without end.
    SpeechMinutes(u16),
    /// How long before its end a speech is warned of, in seconds.
    WarningSeconds(u16),
    /// The orders that an item can be given, beside the built-in one.
    ItemOrders(Vec<ItemOrder>),
    /// The office's code in document numbers (机关代字); may be empty.
    DocumentCode(String),
    /// Who gets a copy of what the office issues (抄送), in order.
    CopiesTo(Vec<String>),
    /// The fonts of documents.
    Fonts(FontNames),
    /// The office's own templates, one for a kind of document.
    Templates(Vec<OfficeTemplate>),
    /// Where backups go, and how many are kept.
    Backups(BackupPlan),
    /// What the columns of tables were taken for, the latest last.
    ColumnMappings(Vec<ColumnMapping>),
}

/// Where backups go beside the data folder, and how many are kept in each place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupPlan {
    /// A folder of the user's choice, such as one on a USB stick; empty for none.
    pub folder: String,
    /// How many of different days are kept; 0 makes none by itself.
    pub daily: u16,
    /// How many of different months are kept beyond those.
    pub monthly: u16,
}

impl Default for BackupPlan {
    fn default() -> Self {
        Self { folder: String::new(), daily: 7, monthly: 12 }
    }
}

/// The fonts of documents by what they are for (GB/T 9704-2012); an empty name takes the usual one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FontNames {
    /// Titles.
    pub title: String,
    /// The text.
    pub body: String,
    /// First-level headings and labels.
    pub heading: String,
    /// Second-level headings.
    pub aside: String,
    /// Page numbers.
    pub number: String,
}

impl FontNames {
    /// All of them, always in the same order.
    pub fn each(&self) -> [&String; 5] {
        [&self.title, &self.body, &self.heading, &self.aside, &self.number]
    }
}

/// The settings that came after the first shape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// How long a speech may take, in minutes; 0 is without end.
    pub speech_minutes: u16,
    /// How long before its end a speech is warned of, in seconds.
    pub warning_seconds: u16,
    /// The orders that an item can be given, beside the built-in one.
    pub item_orders: Vec<ItemOrder>,
    /// The office's code in document numbers (机关代字); may be empty.
    pub document_code: String,
    /// Who gets a copy of what the office issues (抄送), in order.
    pub copies_to: Vec<String>,
    /// The fonts of documents.
    pub fonts: FontNames,
    /// The office's own templates, one for a kind of document.
    pub templates: Vec<OfficeTemplate>,
    /// Where backups go, and how many are kept.
    #[serde(default)]
    pub backups: BackupPlan,
    /// What the columns of tables were taken for, the latest last.
    #[serde(default)]
    pub column_mappings: Vec<ColumnMapping>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            speech_minutes: 5,
            warning_seconds: 30,
            item_orders: Vec::new(),
            document_code: String::new(),
            copies_to: Vec::new(),
            fonts: FontNames::default(),
            templates: Vec::new(),
            backups: BackupPlan::default(),
            column_mappings: Vec::new(),
        }
    }
}

impl Options {
    /// The office's own template for a kind of document.
    pub fn template(&self, kind: DocumentKind) -> Option<&OfficeTemplate> {
        self.templates.iter().find(|it| it.kind == kind)
    }

    /// Each of them as a setting of its own, always in the same order.
    pub fn each(&self) -> [Setting; 9] {
        [
            Setting::SpeechMinutes(self.speech_minutes),
            Setting::WarningSeconds(self.warning_seconds),
            Setting::ItemOrders(self.item_orders.clone()),
            Setting::DocumentCode(self.document_code.clone()),
            Setting::CopiesTo(self.copies_to.clone()),
            Setting::Fonts(self.fonts.clone()),
            Setting::Templates(self.templates.clone()),
            Setting::Backups(self.backups.clone()),
            Setting::ColumnMappings(self.column_mappings.clone()),
        ]
    }

    /// Takes one over.
    pub fn set(&mut self, setting: &Setting) {
        match setting {
            Setting::SpeechMinutes(minutes) => self.speech_minutes = *minutes,
            Setting::WarningSeconds(seconds) => self.warning_seconds = *seconds,
            Setting::ItemOrders(orders) => self.item_orders.clone_from(orders),
            Setting::DocumentCode(code) => self.document_code.clone_from(code),
            Setting::CopiesTo(names) => self.copies_to.clone_from(names),
            Setting::Fonts(fonts) => self.fonts.clone_from(fonts),
            Setting::Templates(templates) => self.templates.clone_from(templates),
            Setting::Backups(backups) => self.backups.clone_from(backups),
            Setting::ColumnMappings(all) => self.column_mappings.clone_from(all),
        }
    }
}

/// The settings that live in the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The office that letters are issued by; may be empty until set.
    pub office: String,
    /// Who usually sits at this keyboard.
    pub me: Option<PersonId>,
    /// The default scope of lists.
    pub my_studio: Option<StudioId>,
    /// Default lengths of the steps.
    pub deadlines: Deadlines,
    /// What makes a session count.
    pub quorum: Quorum,
    /// Imported holiday data that adds to or replaces the built-in years.
    pub calendar: String,
    /// The day that an example store takes for today, so that its story stays true; `None` in every
    /// other store.
    pub example_today: Option<NaiveDate>,
    /// How sessions are run.
    pub options: Options,
    /// That everything older came from an export, where it did.
    #[serde(default)]
    pub baseline: Option<Box<Baseline>>,
    /// The frozen reports, in the order in which they were frozen.
    #[serde(default)]
    pub frozen: Vec<FrozenReport>,
}

impl Settings {
    /// What the first kind of event states of them.
    pub fn stated(&self) -> StatedSettings {
        StatedSettings {
            office: self.office.clone(),
            me: self.me,
            my_studio: self.my_studio,
            deadlines: self.deadlines,
            quorum: self.quorum,
            calendar: self.calendar.clone(),
            example_today: self.example_today,
        }
    }

    /// The same settings with these in the place of what the first kind of event states.
    #[must_use]
    pub fn with_stated(self, stated: StatedSettings) -> Self {
        let StatedSettings { office, me, my_studio, deadlines, quorum, calendar, example_today } =
            stated;
        Self {
            office,
            me,
            my_studio,
            deadlines,
            quorum,
            calendar,
            example_today,
            options: self.options,
            baseline: self.baseline,
            frozen: self.frozen,
        }
    }

    /// Puts a frozen report where it belongs: behind those that were frozen before it. One that was dropped
    /// and is brought back stands where it stood.
    pub(super) fn keep_frozen(&mut self, report: FrozenReport) {
        let later = self.frozen.iter().position(|it| report.is_before(it));
        self.frozen.insert(later.unwrap_or(self.frozen.len()), report);
    }

    /// The frozen report with this name.
    pub fn frozen_report(&self, name: &str) -> Option<&FrozenReport> {
        self.frozen.iter().find(|it| it.name == name)
    }

    /// Working days: those that come with the program, with what was imported.
    pub fn working_days(&self) -> Calendar {
        let mut calendar = Calendar::built_in();
        if let Ok(newer) = Calendar::parse(&self.calendar) {
            calendar.merge(newer);
        }
        calendar
    }

    /// The same settings with one of them in the place of what it was.
    #[must_use]
    pub fn with(mut self, setting: &Setting) -> Self {
        self.options.set(setting);
        self
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            office: String::new(),
            me: None,
            my_studio: None,
            deadlines: Deadlines {
                screening_working_days: 5,
                minutes_working_days: 5,
                assignment_working_days: 3,
                return_working_days: 7,
                handling_days: 30,
                evaluation_working_days: 10,
                revisit_days: 30,
            },
            quorum: Quorum::default(),
            calendar: String::new(),
            example_today: None,
            options: Options::default(),
            baseline: None,
            frozen: Vec::new(),
        }
    }
}
