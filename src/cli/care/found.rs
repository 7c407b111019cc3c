//! What a check has found, one line and one JSON value for each.

use crate::cli::output::{entity_id, hex};
use crate::command::Catalog;
use crate::domain::id::{EntityId, EntityKind, IssueId, SessionId};
use crate::i18n::Lang;
use crate::i18n::wording::Names;
use crate::log::LogError;
use crate::shell::system::rows_text;
use crate::store::StoreVerification;
use crate::store::engine::Fault;
use crate::store::files::FileFaultKind;
use crate::store::folder::KeptFault;
use crate::store::journal::{Damage, DamageKind};
use serde_json::{Value, json};

/// A line for everything that was found.
pub(in crate::cli) fn lines(
    found: &StoreVerification,
    lang: Lang,
    catalog: &Catalog,
) -> Vec<String> {
    let pick = |zh: String, en: String| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    let log = &found.log;
    let about = |id: &EntityId, zh: &str, en: &str| {
        let name = entity(*id, lang, catalog);
        pick(format!("{name}：{zh}"), format!("{name}: {en}"))
    };
    let mut lines: Vec<String> = log.damage.iter().map(|it| damage(it, lang)).collect();
    lines.extend(log.faults.iter().map(|it| fault(it, lang)));
    lines.extend(log.missing.map(|(first, last)| {
        pick(
            format!("第 {first} 至 {last} 组：以前保存过，现在两份数据里都没有"),
            format!("groups {first} to {last}: they were saved, and neither copy shows them"),
        )
    }));
    lines.extend(log.unreadable.iter().map(|(it, error)| {
        let name = kind(*it, lang);
        pick(
            format!("{name}：查询数据读不出来（{}）", rows_text(error, lang)),
            format!("{name}: the rows cannot be read ({error})"),
        )
    }));
    lines.extend(log.uncopied.iter().map(|group| {
        pick(
            format!("第 {group} 组：查询数据里没有它的第二份"),
            format!("group {group}: the data for reading holds no second copy of it"),
        )
    }));
    let different = ("查询数据和日志不一致", "the data for reading differs from the journal");
    lines.extend(log.different.iter().map(|id| about(id, different.0, different.1)));
    let unnumbered = ("按编号找不到", "its number does not lead to it");
    lines.extend(log.unnumbered.iter().map(|id| about(id, unnumbered.0, unnumbered.1)));
    if log.is_summary_wrong {
        lines.push(pick(
            "查询数据的汇总和日志不一致".to_owned(),
            "what the data for reading says about itself differs from the journal".to_owned(),
        ));
    }
    lines.extend(found.file_faults.iter().map(|it| kept(it, lang, catalog)));
    lines
}

/// Everything that was found, as JSON has it (`assets/docs/json.md`).
pub(super) fn json(found: &StoreVerification, lang: Lang, catalog: &Catalog) -> Value {
    let log = &found.log;
    let ids = |ids: &[EntityId]| -> Vec<Value> {
        ids.iter().map(|id| json!({"entity": id.kind.word(), "id": entity_id(*id)})).collect()
    };
    json!({
        "whole": found.is_whole(),
        "groups": log.groups,
        "records": log.records,
        "journal": log.damage.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "chain": log.faults.iter().map(|it| json!({
            "group": it.group, "fault": it.error.to_string(),
        })).collect::<Vec<_>>(),
        "missing_groups": log.missing.map(|(first, last)| json!([first, last])),
        "rows": ids(&log.different),
        "files": found.files,
        "file_faults": found.file_faults.len(),
        "damage": log.damage.iter().map(|it| json!({
            "kind": damage_key(it.kind), "segment": it.segment, "offset": it.offset,
            "bytes": it.len, "first_group": it.first_group, "last_group": it.last_group,
        })).collect::<Vec<_>>(),
        "unreadable": log.unreadable.iter().map(|(kind, _)| kind.word()).collect::<Vec<_>>(),
        "uncopied": log.uncopied,
        "unnumbered": ids(&log.unnumbered),
        "summary_wrong": log.is_summary_wrong,
        "evidence": found.file_faults.iter().map(|it| json!({
            "id": entity_id(it.by),
            "of": {"entity": it.of.kind.word(), "id": entity_id(it.of)},
            "name": entity(it.of, lang, catalog),
            "sha256": hex(&it.fault.sha256),
            "path": it.fault.path,
            "fault": match it.fault.kind {
                FileFaultKind::Missing => "missing",
                FileFaultKind::Changed => "changed",
                FileFaultKind::Unreadable(_) => "unreadable",
            },
        })).collect::<Vec<_>>(),
        "lines": lines(found, lang, catalog),
    })
}

fn damage(damage: &Damage, lang: Lang) -> String {
    let Damage { kind, segment, offset, len, first_group, last_group } = *damage;
    let (what_zh, what_en) = match kind {
        DamageKind::SegmentMissing => ("文件不见了", "the file is missing"),
        DamageKind::SegmentHeader => ("文件头损坏", "the header is damaged"),
        DamageKind::Group => ("有内容损坏", "part of it is damaged"),
        DamageKind::Gap => ("缺少记录组", "groups are missing"),
        DamageKind::WrongPrevious => ("记录组前后接不上", "a group follows another one"),
    };
    let (groups_zh, groups_en) = match last_group {
        Some(last) if last < first_group => {
            ("没有缺少记录组".to_owned(), "no group lost".to_owned())
        }
        Some(last) => (
            format!("涉及第 {first_group} 至 {last} 组"),
            format!("groups {first_group} to {last}"),
        ),
        None => (format!("涉及第 {first_group} 组起"), format!("groups from {first_group}")),
    };
    match lang {
        Lang::Zh => {
            format!("日志第 {segment} 段：{what_zh}（第 {offset} 字节起 {len} 字节，{groups_zh}）")
        }
        Lang::En => {
            format!("journal segment {segment}: {what_en} ({len} bytes at {offset}, {groups_en})")
        }
    }
}

const fn damage_key(kind: DamageKind) -> &'static str {
    match kind {
        DamageKind::SegmentMissing => "segment_missing",
        DamageKind::SegmentHeader => "segment_header",
        DamageKind::Group => "group",
        DamageKind::Gap => "gap",
        DamageKind::WrongPrevious => "wrong_previous",
    }
}

fn fault(fault: &Fault, lang: Lang) -> String {
    let Fault { group, error } = fault;
    let zh = match error {
        LogError::WrongPrevious { .. } | LogError::Gap { .. } => "有记录和前面的接不上",
        LogError::WrongId { .. } | LogError::BodyHash { .. } | LogError::Checksum => {
            "有记录和写入时不一样"
        }
        _ => "有记录读不出来",
    };
    match lang {
        Lang::Zh => format!("第 {group} 组：{zh}"),
        Lang::En => format!("group {group}: {error}"),
    }
}

fn kept(found: &KeptFault, lang: Lang, catalog: &Catalog) -> String {
    let name = entity(found.of, lang, catalog);
    let (path, hash) = (found.fault.path.display(), hex(&found.fault.sha256));
    let what = match found.by.kind {
        EntityKind::Evidence => lang.pick("佐证材料", "evidence"),
        _ => lang.pick("定稿文件", "a final document"),
    };
    match (&found.fault.kind, lang) {
        (FileFaultKind::Missing, Lang::Zh) => {
            format!("{name}：{what}不见了：{path}（SHA-256 {hash}）")
        }
        (FileFaultKind::Missing, Lang::En) => {
            format!("{name}: {what} is missing: {path} (SHA-256 {hash})")
        }
        (FileFaultKind::Changed, Lang::Zh) => {
            format!("{name}：{what}被改过：{path}（原来的 SHA-256 {hash}）")
        }
        (FileFaultKind::Changed, Lang::En) => {
            format!("{name}: {what} is not what was taken in: {path} (SHA-256 was {hash})")
        }
        (FileFaultKind::Unreadable(why), Lang::Zh) => {
            format!("{name}：{what}读不出来（{why}）：{path}（SHA-256 {hash}）")
        }
        (FileFaultKind::Unreadable(why), Lang::En) => {
            format!("{name}: {what} cannot be read ({why}): {path} (SHA-256 {hash})")
        }
    }
}

/// What it is, with its number and its name where they are known.
fn entity(id: EntityId, lang: Lang, catalog: &Catalog) -> String {
    let number = match id.kind {
        EntityKind::Issue => {
            IssueId::try_from(id).ok().and_then(|id| Some(catalog.issues.get(&id)?.number))
        }
        EntityKind::Session => {
            SessionId::try_from(id).ok().and_then(|id| Some(catalog.sessions.get(&id)?.number))
        }
        _ => None,
    };
    let name = Names::name(catalog, id).unwrap_or_else(|| entity_id(id));
    let (kind, number) = (kind(id.kind, lang), number.map(|it| format!(" {it}")));
    let number = number.unwrap_or_default();
    match lang {
        Lang::Zh => format!("{kind}{number}“{name}”"),
        Lang::En => format!("{kind}{number} “{name}”"),
    }
}

const fn kind(kind: EntityKind, lang: Lang) -> &'static str {
    match (lang, kind) {
        (Lang::En, kind) => kind.word(),
        (Lang::Zh, EntityKind::Studio) => "工作室",
        (Lang::Zh, EntityKind::Person) => "人员",
        (Lang::Zh, EntityKind::Department) => "部门",
        (Lang::Zh, EntityKind::Issue) => "议题",
        (Lang::Zh, EntityKind::Session) => "协商议事会",
        (Lang::Zh, EntityKind::Line) => "记录",
        (Lang::Zh, EntityKind::Commitment) => "承诺",
        (Lang::Zh, EntityKind::Evidence) => "佐证材料",
        (Lang::Zh, EntityKind::Settings) => "设置",
    }
}
