//! Verbs about the settings that live in the store.

use super::fill::{Directory, Fault, FieldFault, FileRefusal, Filling, Values, names};
use super::session::{read_orders, write_orders};
use super::verb::{Choice, Field, FieldKind, Noun, Verb, Words, field};
use crate::document::fields::TEMPLATED;
use crate::domain::action::Action;
use crate::domain::id::{EntityId, EntityKind, PersonId, StudioId};
use crate::domain::person::Side;
use crate::domain::sealed::{DocumentKind, KeptFile, OfficeTemplate};
use crate::domain::settings::{BackupPlan, Deadlines, FontNames, Options, Quorum, Settings};
use crate::domain::world::World;
use crate::i18n::{Label, Lang};
use std::path::Path;

/// The longest deadline, in days: ten years.
const MOST_DAYS: u32 = 3_650;
/// The longest speech, in minutes: a day.
const MOST_SPEECH_MINUTES: u32 = 1_440;
/// The earliest warning before the end of a speech, in seconds: an hour.
const MOST_WARNING_SECONDS: u32 = 3_600;
/// The most people or departments that a quorum asks for.
const MOST_PEOPLE: u32 = 999;

/// The most backups that are kept of either kind.
const MOST_BACKUPS: u32 = 366;

const FIELDS: &[Field] = &[
    field("me", Words::new("使用人", "Who is at the keyboard"), FieldKind::Person)
        .newcomers(Side::Member),
    field(
        "my-studio",
        Words::new("我的工作室", "My studio"),
        FieldKind::Reference(EntityKind::Studio),
    ),
    field("office", Words::new("发文机关", "Issuing office"), FieldKind::Line),
    field(
        "screening",
        Words::new("审定（工作日）", "Screening, working days"),
        FieldKind::Number { least: 0, most: MOST_DAYS },
    ),
    field(
        "minutes",
        Words::new("纪要（工作日）", "Minutes, working days"),
        FieldKind::Number { least: 0, most: MOST_DAYS },
    ),
    field(
        "assignment",
        Words::new("交办（工作日）", "Assignment, working days"),
        FieldKind::Number { least: 0, most: MOST_DAYS },
    ),
    field(
        "return",
        Words::new("退回（工作日）", "Return, working days"),
        FieldKind::Number { least: 0, most: MOST_DAYS },
    ),
    field(
        "handling",
        Words::new("办理（天）", "Handling, days"),
        FieldKind::Number { least: 0, most: MOST_DAYS },
    ),
    field(
        "evaluation",
        Words::new("测评（工作日）", "Evaluation, working days"),
        FieldKind::Number { least: 0, most: MOST_DAYS },
    ),
    field(
        "revisit",
        Words::new("回访（天）", "Revisit, days"),
        FieldKind::Number { least: 0, most: MOST_DAYS },
    ),
    field(
        "quorum-members",
        Words::new("委员最少", "Members at least"),
        FieldKind::Number { least: 0, most: MOST_PEOPLE },
    ),
    field(
        "quorum-public",
        Words::new("群众最少", "Public at least"),
        FieldKind::Number { least: 0, most: MOST_PEOPLE },
    ),
    field(
        "quorum-departments",
        Words::new("部门最少", "Departments at least"),
        FieldKind::Number { least: 0, most: MOST_PEOPLE },
    ),
    field(
        "speech-minutes",
        Words::new("发言（分钟）", "Speech, minutes"),
        FieldKind::Number { least: 0, most: MOST_SPEECH_MINUTES },
    ),
    field(
        "warning-seconds",
        Words::new("到时提醒（秒）", "Warning, seconds"),
        FieldKind::Number { least: 0, most: MOST_WARNING_SECONDS },
    ),
    field("item-orders", Words::new("环节次序", "Orders of items"), FieldKind::Block),
    field("document-code", Words::new("机关代字", "Code of documents"), FieldKind::Line),
    field("copies-to", Words::new("抄送", "Copies to"), FieldKind::Line),
    field("font-title", Words::new("标题字体", "Font of titles"), FieldKind::Line),
    field("font-body", Words::new("正文字体", "Font of the text"), FieldKind::Line),
    field("font-heading", Words::new("一级标题字体", "Font of headings"), FieldKind::Line),
    field("font-aside", Words::new("二级标题字体", "Font of second headings"), FieldKind::Line),
    field("font-number", Words::new("页码字体", "Font of page numbers"), FieldKind::Line),
    field("backup-folder", Words::new("备份另存到", "Backups also to"), FieldKind::Line),
    field(
        "backup-daily",
        Words::new("每日备份留几份", "Daily backups kept"),
        FieldKind::Number { least: 0, most: MOST_BACKUPS },
    ),
    field(
        "backup-monthly",
        Words::new("每月备份留几份", "Monthly backups kept"),
        FieldKind::Number { least: 0, most: MOST_BACKUPS },
    ),
];

/// What can be done to the settings.
pub(super) const SETTINGS: &[Verb] = &[
    Verb::on(
    Noun::Settings,
    "set",
    Words::new("设置", "Settings"),
    Words::new(
        "单位、时限、法定人数、发言时间、环节次序、使用人",
        "Office, deadlines, quorum, speeches, orders of items, who is at the keyboard",
    ),
    FIELDS,
    set,
)
.prefilled(current)
.adding(),
    Verb::on(
        Noun::Settings,
        "template",
        Words::new("公文模板", "Template"),
        Words::new(
            "用单位自己的 Word 或 WPS 文件（.docx）出公文；不写文件就用回自带的版式",
            "Documents by the office's own Word file (.docx); without a file, by the layout that comes along",
        ),
        &[
            field("kind", Words::new("公文", "Document"), FieldKind::Choice(templated))
                .required()
                .positional(),
            field("file", Words::new("模板文件", "File"), FieldKind::File),
        ],
        template,
    )
    .adding(),
    super::frozen::FREEZE,
    super::frozen::DROP,
];

/// The documents that the office can have a template of its own for.
fn templated() -> Vec<Choice> {
    let all = TEMPLATED.iter();
    all.map(|kind| Choice {
        key: kind.key(),
        words: Words::new(kind.label(Lang::Zh), kind.label(Lang::En)),
    })
    .collect()
}

/// Takes the file over that was named; whether it can be filled is looked at where the files are.
fn template(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let kind = filling.choice_or("kind", DocumentKind::from_key, None)?;
    let kind = kind.ok_or_else(|| filling.fault("kind", FieldFault::Required))?;
    let named = filling.text("file").is_some_and(|path| !path.is_empty());
    if named && filling.file.is_none() {
        return Err(filling.fault("file", FieldFault::File(FileRefusal::Missing)));
    }
    let mut settings = filling.world.settings();
    settings.options.templates.retain(|it| it.kind != kind);
    settings.options.templates.extend(filling.file.clone().map(|file| OfficeTemplate {
        kind,
        file: KeptFile { sha256: file.sha256, size_bytes: file.size_bytes },
        extension: file.extension,
    }));
    Ok(vec![Action::SetSettings { settings: Box::new(settings) }])
}

fn set(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let now = filling.world.settings();
    let days = |key, current: u16| -> Result<u16, Fault> {
        let number = filling.number_or(key, Some(u32::from(current)))?;
        Ok(number.and_then(|number| u16::try_from(number).ok()).unwrap_or(current))
    };
    let deadlines = Deadlines {
        screening_working_days: days("screening", now.deadlines.screening_working_days)?,
        minutes_working_days: days("minutes", now.deadlines.minutes_working_days)?,
        assignment_working_days: days("assignment", now.deadlines.assignment_working_days)?,
        return_working_days: days("return", now.deadlines.return_working_days)?,
        handling_days: days("handling", now.deadlines.handling_days)?,
        evaluation_working_days: days("evaluation", now.deadlines.evaluation_working_days)?,
        revisit_days: days("revisit", now.deadlines.revisit_days)?,
    };
    let quorum = Quorum {
        members: days("quorum-members", now.quorum.members)?,
        public: days("quorum-public", now.quorum.public)?,
        departments: days("quorum-departments", now.quorum.departments)?,
    };
    let item_orders = match filling.text("item-orders") {
        None => now.options.item_orders.clone(),
        Some(text) => read_orders(text).map_err(|fault| filling.fault("item-orders", fault))?,
    };
    let options = Options {
        speech_minutes: days("speech-minutes", now.options.speech_minutes)?,
        warning_seconds: days("warning-seconds", now.options.warning_seconds)?,
        item_orders,
        document_code: filling.text_or("document-code", &now.options.document_code),
        copies_to: match filling.text("copies-to") {
            None => now.options.copies_to.clone(),
            Some(text) => offices(text),
        },
        fonts: FontNames {
            title: filling.text_or("font-title", &now.options.fonts.title),
            body: filling.text_or("font-body", &now.options.fonts.body),
            heading: filling.text_or("font-heading", &now.options.fonts.heading),
            aside: filling.text_or("font-aside", &now.options.fonts.aside),
            number: filling.text_or("font-number", &now.options.fonts.number),
        },
        templates: now.options.templates.clone(),
        backups: BackupPlan {
            folder: backup_folder(filling, &now.options.backups.folder)?,
            daily: days("backup-daily", now.options.backups.daily)?,
            monthly: days("backup-monthly", now.options.backups.monthly)?,
        },
        column_mappings: now.options.column_mappings.clone(),
    };
    let my_studio: Option<StudioId> = match filling.entity("my-studio", EntityKind::Studio)? {
        None => now.my_studio,
        Some(_) => filling.id_of("my-studio", EntityKind::Studio)?,
    };
    let settings = Settings {
        office: filling.text_or("office", &now.office),
        me: filling.person_or("me", now.me)?,
        my_studio,
        deadlines,
        quorum,
        options,
        ..now
    };
    Ok(vec![Action::SetSettings { settings: Box::new(settings) }])
}

/// The folder that backups go to as well: where it is must not depend on where the program was started.
/// One that was there before is left as it is.
fn backup_folder(filling: &Filling<'_>, now: &str) -> Result<String, Fault> {
    let folder = filling.text_or("backup-folder", now);
    let is_full = folder.is_empty()
        || folder == now
        || folder == "~"
        || folder.starts_with("~/")
        || Path::new(&folder).is_absolute();
    if is_full { Ok(folder) } else { Err(filling.fault("backup-folder", FieldFault::NotAbsolute)) }
}

/// Several offices, one after the other.
fn offices(text: &str) -> Vec<String> {
    let parts = text.split(['、', '，', ',', '；', ';']).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn current(world: &World, _: EntityId, directory: &dyn Directory) -> Values {
    let now = world.settings();
    let mut values = Values::default();
    values.set("office", &now.office);
    let me: Vec<PersonId> = now.me.into_iter().collect();
    values.set_all("me", names(directory, &me));
    let studio: Vec<StudioId> = now.my_studio.into_iter().collect();
    values.set_all("my-studio", names(directory, &studio));
    for (key, number) in [
        ("screening", now.deadlines.screening_working_days),
        ("minutes", now.deadlines.minutes_working_days),
        ("assignment", now.deadlines.assignment_working_days),
        ("return", now.deadlines.return_working_days),
        ("handling", now.deadlines.handling_days),
        ("evaluation", now.deadlines.evaluation_working_days),
        ("revisit", now.deadlines.revisit_days),
        ("quorum-members", now.quorum.members),
        ("quorum-public", now.quorum.public),
        ("quorum-departments", now.quorum.departments),
        ("speech-minutes", now.options.speech_minutes),
        ("warning-seconds", now.options.warning_seconds),
        ("backup-daily", now.options.backups.daily),
        ("backup-monthly", now.options.backups.monthly),
    ] {
        values.set(key, number.to_string());
    }
    values.set("backup-folder", &now.options.backups.folder);
    values.set("document-code", &now.options.document_code);
    values.set("copies-to", now.options.copies_to.join("、"));
    let keys = ["font-title", "font-body", "font-heading", "font-aside", "font-number"];
    for (key, font) in keys.into_iter().zip(now.options.fonts.each()) {
        values.set(key, font);
    }
    values.set("item-orders", write_orders(&now.options.item_orders, Lang::Zh));
    values
}
