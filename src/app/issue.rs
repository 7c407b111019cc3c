//! The page of one issue: everything about it, and what the next step still needs.

mod history;
mod lacks;
mod lineage;

pub(crate) use self::lacks::{gaps, ways};
pub(crate) use self::lineage::merged_words;
use super::context::{Known, named};
use super::page::{Line, Paper, Span, Tone, span};
use super::picture::{due_words, status_tone};
use super::reader::not_there;
use super::state::{Medium, State};
use super::workbench;
use crate::domain::amount::Amount;
use crate::domain::clock;
use crate::domain::commitment::{Commitment, Handling, Progress};
use crate::domain::date::DateSpan;
use crate::domain::evidence::Form;
use crate::domain::id::{EntityId, EvidenceId, IssueId};
use crate::domain::issue::{Issue, Verdict};
use crate::domain::world::World;
use crate::i18n::wording::{day_in_list, handled_text, reasons_text};
use crate::i18n::{Label, Lang, Text, Wording, sentence};
use chrono::NaiveDate;

/// The page.
pub(crate) fn lines(state: &State, id: IssueId, width: usize) -> Vec<Line> {
    let mut paper = Paper::new(width, state.ambiguous);
    let dossier = state.dossier.as_ref().filter(|dossier| dossier.id == id.into());
    let Some((world, issue)) = dossier.and_then(|it| Some((&it.world, it.world.issue(id)?))) else {
        not_there(state, id.into(), &mut paper);
        return paper.finish();
    };
    if let Some(why) = dossier.and_then(|it| it.frozen.as_ref()) {
        paper.text(Tone::Warning, 0, why);
    }
    facts(state, issue, &mut paper);
    lacks::missing(state, world, issue, &mut paper);
    commitments(state, world, issue, &mut paper);
    sessions(state, world, issue, &mut paper);
    closing(state, world, issue, &mut paper);
    history::lines(state, issue, &mut paper);
    paper.finish()
}

fn facts(state: &State, issue: &Issue, paper: &mut Paper) {
    let (lang, catalog) = (state.lang, &state.catalog);
    let facts = &issue.facts;
    let mut head = vec![span(status_tone(issue.status), issue.status.label(lang))];
    let mut mark = |words: &str, tone| {
        head.push(span(Tone::Dim, " · "));
        head.push(span(tone, words.to_owned()));
    };
    if let Some(row) = catalog.issues.get(&issue.id).filter(|_| issue.status.is_open()) {
        if !row.accepted {
            mark(state.say("未受理", "not accepted"), Tone::Warning);
        }
        match row.age_days(state.today) {
            Some(days) => mark(&sentence::waiting(lang, days), Tone::Text),
            None => mark(state.say("登记日期不详", "day of submission not known"), Tone::Dim),
        }
        let (due, tone) = due_words(row.due, state);
        if due.chars().all(|it| it.is_ascii_digit() || it == '-') && !due.is_empty() {
            // A day alone does not say what it is.
            mark(&format!("{} {due}", Text::ColumnDue.label(lang)), tone);
        } else if !due.is_empty() {
            mark(&due, tone);
        }
    }
    for (words, day) in clocks(state, issue) {
        let tone = if day < state.today { Tone::Danger } else { Tone::Text };
        mark(&format!("{words} {}", day_in_list(day)), tone);
    }
    if issue.source.is_some() {
        mark(state.say("补录", "recorded from a source"), Tone::Accent);
    }
    if !issue.conflicts.is_empty() {
        mark(state.say("有冲突", "conflict"), Tone::Danger);
    }
    paper.item(head, &[], 0, Some(issue.id.into()));
    paper.pair(state.say("编号", "Number"), issue.number.as_str());
    paper.pair(state.say("工作室", "Studio"), &named(catalog, issue.studio.into()));
    paper.pair(state.say("类别", "Category"), facts.category.map_or("", |it| it.label(lang)));
    paper.pair(state.say("地点", "Place"), &facts.place);
    paper.pair(state.say("诉求人", "Raiser"), &lineage::raisers(state, issue));
    let intake = match facts.submitted {
        Some(on) => format!("{} · {}", facts.intake.label(lang), on.words(lang)),
        None => facts.intake.label(lang).to_owned(),
    };
    paper.pair(state.say("来源", "Intake"), &intake);
    paper.pair(state.say("标签", "Tags"), &facts.tags.join(" "));
    if let Some(source) = &issue.source {
        paper.pair(state.say("补录出处", "Recorded from"), &source.reference);
    }
    if let Some(parent) = issue.residual_of {
        paper.pair(state.say("余项自", "Remains of"), &named(catalog, parent.into()));
    }
    for residual in issue.residuals.iter().filter(|id| catalog.issues.contains_key(id)) {
        paper.pair(state.say("余项议题", "What remains"), &named(catalog, (*residual).into()));
    }
    if let Some(row) = catalog.issues.get(&issue.id) {
        let why = reasons_text(&catalog.pressing(&row, &state.terms()), lang, &Known::of(state));
        let to = match (state.medium, state.lang) {
            (Medium::Lines, Lang::Zh) => "；下一步：",
            (Medium::Lines, Lang::En) => "; next: ",
            _ => " → ",
        };
        let next = lacks::pressing_next(state, &row).map(|words| format!("{why}{to}{words}"));
        paper.pair(state.say("缓急", "Presses"), &next.unwrap_or(why));
    }
    lineage::lines(state, issue, paper);
    if !facts.body.is_empty() {
        paper.gap();
        paper.text(Tone::Text, 0, &facts.body);
    }
}

/// Until when the raiser is asked, and when one looks again.
fn clocks(state: &State, issue: &Issue) -> Vec<(&'static str, NaiveDate)> {
    let world = state.dossier.as_ref().map(|dossier| &dossier.world);
    let asked = world
        .and_then(|world| clock::evaluation_due(world, issue, &state.settings, &state.calendar))
        .map(|due| (state.say("测评期限", "ask the raiser by"), due.date));
    let revisit = world.and_then(|world| clock::revisit_due(world, issue, &state.settings));
    let revisit = revisit.map(|day| (state.say("回访", "revisit"), day));
    asked.into_iter().chain(revisit).collect()
}

fn commitments(state: &State, world: &World, issue: &Issue, paper: &mut Paper) {
    let standing: Vec<&Commitment> = issue
        .commitments
        .iter()
        .filter_map(|id| world.commitment(*id))
        .filter(|it| !it.retracted)
        .collect();
    if standing.is_empty() {
        return;
    }
    let done = standing.iter().filter(|it| it.completion().is_some()).count();
    paper.heading(state.say("承办事项", "Commitments"), &format!("{done}/{}", standing.len()));
    for commitment in standing {
        commitment_lines(state, world, commitment, paper);
    }
}

/// What was promised, when it is due or was done, and its way.
pub(crate) fn commitment_lines(
    state: &State,
    world: &World,
    commitment: &Commitment,
    paper: &mut Paper,
) {
    let (lang, target) = (state.lang, Some(EntityId::from(commitment.id)));
    let facts = &commitment.facts;
    let lead = facts.lead.map(|id| named(&state.catalog, id.into()));
    let head = vec![span(Tone::Dim, format!("{}. ", commitment.ordinal))];
    let mut body = vec![
        span(Tone::Title, facts.matter.clone()),
        span(Tone::Dim, format!("  {} ", facts.promised.label(lang))),
    ];
    body.push(span(
        if lead.is_some() { Tone::Text } else { Tone::Danger },
        lead.unwrap_or_else(|| state.say("未定主办单位", "no department").to_owned()),
    ));
    let supporting: Vec<String> =
        facts.supporting.iter().map(|id| named(&state.catalog, (*id).into())).collect();
    if !supporting.is_empty() {
        let names = supporting.join(state.say("、", ", "));
        body.push(span(Tone::Dim, format!("{}{names}", state.say("，会办 ", ", with "))));
    }
    if let Some(funds) = facts.funds {
        body.push(span(Tone::Text, format!("  {}", funds.words(lang))));
    }
    paper.item(head, &body, 3, target);
    let mut second: Vec<Span> = Vec::new();
    let has_lapsed =
        world.issue(commitment.issue).is_some_and(|it| commitment.has_lapsed(it.status));
    match commitment.completion() {
        Some(done) => {
            let words = format!("{} {}", state.say("办结", "Handled"), done.on.words(lang));
            second.push(span(Tone::Success, words));
            let delivered: Vec<&str> = done.delivered.iter().map(|it| it.label(lang)).collect();
            second.push(span(Tone::Dim, format!(" {}", delivered.join(state.say("、", ", ")))));
            second.extend(
                done.funds.map(|it: Amount| span(Tone::Text, format!(" {}", it.words(lang)))),
            );
        }
        None if has_lapsed => {
            second.push(span(Tone::Dim, state.say("已终止", "lapsed")));
        }
        None if commitment.carried_over().is_some() => {
            second.push(span(Tone::Dim, Progress::CarriedOver.label(lang)));
        }
        None => match commitment.due() {
            Some(due) => {
                let (words, tone) = due_words(Some(due), state);
                second.push(span(Tone::Dim, format!("{} {due} ", state.say("时限", "Due"))));
                if words != due.to_string() && !due.to_string().ends_with(&words) {
                    second.push(span(tone, words));
                }
            }
            None => second.push(span(Tone::Danger, state.say("未定时限", "no deadline"))),
        },
    }
    if let Some(grade) = commitment.grade() {
        second.push(span(Tone::Text, format!(" · {}", grade.label(lang))));
    }
    let progress = commitment.progress();
    let is_open = commitment.is_owed() && !has_lapsed;
    if is_open || progress == Progress::Returned {
        let waits = matches!(progress, Progress::Unassigned | Progress::Returned);
        let tone = if waits { Tone::Warning } else { Tone::Dim };
        second.push(span(tone, format!(" · {}", progress.label(lang))));
    }
    second.extend(way_marks(state, commitment).map(|words| span(Tone::Dim, format!(" · {words}"))));
    if commitment.source.is_some() {
        second.push(span(Tone::Accent, state.say(" · 补录", " · recorded from a source")));
    }
    let from = vec![span(Tone::Text, "   ")];
    paper.item(from, &second, 3, target);
    let mut handlings: Vec<_> = commitment.handlings.iter().filter(|it| !it.taken_back).collect();
    // As it happened, not as it was entered.
    handlings.sort_by_key(|it| it.handling.on());
    for handled in handlings {
        let words = handling_words(state, &handled.handling);
        paper.under(Tone::Dim, 5, &words, target);
    }
    for told in &commitment.mistakes {
        let handled = commitment.handlings.get(told.index as usize);
        let what = handled.map(|it| handled_text(&it.handling, lang));
        let words = sentence::taken_back(lang, told, what.as_deref());
        paper.under(Tone::Dim, 5, &words, target);
    }
    evidence(state, world, &commitment.evidence, 5, paper);
}

/// How often it was extended and followed up, and until when its department may return it.
fn way_marks(state: &State, commitment: &Commitment) -> impl Iterator<Item = String> {
    let lang = state.lang;
    let extended = match commitment.extensions() {
        0 => None,
        count => Some(sentence::extended_times(lang, count)),
    };
    let followed: Vec<NaiveDate> = commitment.followed_up().collect();
    let followed = followed
        .first()
        .map(|last| sentence::followed_up_times(lang, followed.len(), &day_in_list(*last)));
    let window = clock::returnable_until(commitment, &state.settings, &state.calendar);
    let window = window.filter(|window| window.date >= state.today);
    let window = window.map(|window| {
        let until = day_in_list(window.date);
        format!("{} {until}", state.say("可退回至", "can be returned until"))
    });
    extended.into_iter().chain(followed).chain(window)
}

fn handling_words(state: &State, handling: &Handling) -> String {
    let lang = state.lang;
    let mut words = format!("{} {}", handling.on(), handling.label(lang));
    let comma = state.say("，", ", ");
    let more = match handling {
        Handling::Extended { reason, .. } | Handling::SentBack { reason, .. } => {
            let until = handling.until();
            let until = until.map(|day| format!("{} {day}{comma}", state.say("至", "until")));
            until.unwrap_or_default() + reason
        }
        Handling::ReturnedLate { reason, agreed, .. } => {
            let agreed = format!("{}{agreed}", state.say("同意的理由：", "agreed: "));
            format!("{reason}{comma}{agreed}")
        }
        Handling::CarriedOver { to, reason, .. } => {
            format!("{}{comma}{reason}", named(&state.catalog, (*to).into()))
        }
        Handling::Graded { grade, reason, .. } => format!("{} {reason}", grade.label(lang)),
        other => format!("{}{}", other.reason(), other.text()),
    };
    if !more.trim().is_empty() {
        words.push_str(state.say("：", ": "));
        words.push_str(more.trim());
    }
    words
}

fn evidence(state: &State, world: &World, ids: &[EvidenceId], indent: usize, paper: &mut Paper) {
    for evidence in ids.iter().filter_map(|id| world.evidence(*id)).filter(|it| !it.retracted) {
        let form = match &evidence.facts.form {
            Form::File { size_bytes, extension, .. } => {
                format!(
                    "{} {extension} {} kB",
                    state.say("文件", "file"),
                    size_bytes.div_ceil(1024)
                )
            }
            Form::Reference => state.say("未附文件", "no file").to_owned(),
        };
        let on =
            evidence.facts.on.map(|on| format!(" {}", on.words(state.lang))).unwrap_or_default();
        let (title, form) = (&evidence.facts.title, format!("{form}{on}"));
        let words = match state.lang {
            Lang::Zh => format!("佐证 {title}（{form}）"),
            Lang::En => format!("Evidence: {title} ({form})"),
        };
        paper.under(Tone::Dim, indent, &words, Some(evidence.of));
    }
}

fn sessions(state: &State, world: &World, issue: &Issue, paper: &mut Paper) {
    let mut rows: Vec<_> =
        issue.sessions.iter().filter_map(|id| state.catalog.sessions.get(id)).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.on));
    if rows.is_empty() {
        return;
    }
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let note = sentence::count_of(state.lang, crate::domain::id::EntityKind::Session, count);
    paper.heading(state.say("协商情况", "Sessions"), &note);
    for row in rows {
        workbench::session_head(&row, state.lang, paper);
        if let Some(session) = world.session(row.id) {
            workbench::record(state, world, session, Some(issue.id), paper);
        }
    }
}

fn closing(state: &State, world: &World, issue: &Issue, paper: &mut Paper) {
    let lang = state.lang;
    let standing =
        issue.evidence.iter().filter_map(|id| world.evidence(*id)).any(|it| !it.retracted);
    if standing {
        paper.heading(state.say("佐证材料", "Evidence"), "");
        evidence(state, world, &issue.evidence, 2, paper);
    }
    let colon = state.say("：", ": ");
    let done =
        |what: &str, who: &str, on: DateSpan| format!("{}  {who}{colon}{what}", on.words(lang));
    if let Some(it) = &issue.statement {
        paper.heading(state.say("结案说明", "Closing statement"), "");
        paper.text(Tone::Text, 2, &done(&it.what, &it.who, it.on));
    }
    if let Some(it) = &issue.service {
        let served = it.served.map(|count| crate::i18n::wording::people(count, lang));
        paper.heading(state.say("委员服务", "Member service"), &served.unwrap_or_default());
        paper.text(Tone::Text, 2, &done(&it.what, &it.who, it.on));
    }
    if !issue.evaluations.is_empty() {
        paper.heading(state.say("满意度测评", "Evaluation"), "");
    }
    let revisits: Vec<_> = issue.revisits().map(|given| given.mark).collect();
    for given in &issue.evaluations {
        let it = &given.evaluation;
        let tone = match it.verdict {
            _ if given.taken_back => Tone::Dim,
            Verdict::Satisfied | Verdict::MostlySatisfied => Tone::Success,
            Verdict::Dissatisfied => Tone::Danger,
        };
        let mut body = vec![
            span(tone, it.verdict.label(lang)),
            span(Tone::Dim, format!("  {}", it.means.label(lang))),
        ];
        if revisits.contains(&given.mark) {
            body.push(span(Tone::Accent, state.say("  回访", "  revisit")));
        }
        if let Some(by) = it.collected_by {
            let by = named(&state.catalog, by.into());
            body.push(span(
                Tone::Warning,
                format!("  {}{by}", state.say("由部门收集：", "collected by ")),
            ));
        }
        if given.taken_back {
            body.push(span(Tone::Dim, state.say("（已撤销）", " (taken back)")));
        }
        if !it.remark.is_empty() {
            body.push(span(Tone::Text, format!("  “{}”", it.remark)));
        }
        paper.item(
            vec![span(Tone::Key, format!("  {} ", it.on.words(lang)))],
            &body,
            4,
            Some(issue.id.into()),
        );
    }
}
