//! What stands in each part of the cockpit, and where: agenda, heads, the floor, who has spoken.

use super::line::{ground, reading};
use super::{Cockpit, Mode, candidates, found};
use crate::app::context::named;
use crate::app::page::{Line, Paper, Span, Tone, span};
use crate::app::state::State;
use crate::command::grammar::{Kind, Part};
use crate::domain::id::PersonId;
use crate::domain::line::LineKind;
use crate::domain::session::{Clock, Column, Course, Session, SessionStatus, Speech, SpeechManner};
use crate::domain::settings::Quorum;
use crate::i18n::wording::clock_time;
use crate::i18n::{Label, Lang, sentence};
use chrono::NaiveTime;
use ratatui::layout::Rect;

/// Where the parts stand; an empty area is not shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) agenda: Rect,
    pub(crate) heads: Rect,
    pub(crate) floor: Rect,
    /// The record, or who may be meant.
    pub(crate) main: Rect,
    /// Who came and who has spoken, where there is room for it.
    pub(crate) sheet: Rect,
    /// The line that is typed, under what it was understood as.
    pub(crate) line: Rect,
}

/// From this width the sheet stands on the right.
const WITH_SHEET: u16 = 130;
/// Below this size the record and the line stand alone.
const LEAST: (u16, u16) = (64, 14);
/// The heads with their frame.
const HEADS_ROWS: u16 = 4;

/// Lays the cockpit out in the body of the screen.
pub(crate) fn parts(body: Rect, items: usize) -> Parts {
    let mut parts = Parts::default();
    let below = match body.height {
        0..=3 => body.height.min(2),
        4..=11 => 2,
        _ => 4,
    };
    let above = Rect { height: body.height - below, ..body };
    parts.line = Rect { y: body.y + above.height, height: below, ..body };
    if body.width < LEAST.0 || body.height < LEAST.1 {
        parts.main = above;
        return parts;
    }
    let left = (body.width / 3).clamp(24, 40);
    let right = if body.width >= WITH_SHEET { (body.width / 4).clamp(32, 44) } else { 0 };
    let side = Rect { width: left, ..above };
    let items = u16::try_from(items).unwrap_or(u16::MAX).saturating_add(3);
    let agenda = items.clamp(4, (above.height.saturating_sub(HEADS_ROWS) / 2).max(4));
    parts.agenda = Rect { height: agenda, ..side };
    parts.heads = Rect { y: side.y + agenda, height: HEADS_ROWS, ..side };
    let used = agenda + HEADS_ROWS;
    parts.floor = Rect { y: side.y + used, height: above.height.saturating_sub(used), ..side };
    parts.main = Rect { x: above.x + left, width: above.width - left - right, ..above };
    if right > 0 {
        parts.sheet = Rect { x: above.x + above.width - right, width: right, ..above };
    }
    parts
}

/// `12:05`, with hours where there are any.
pub(crate) fn duration(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes:02}:{seconds:02}")
    }
}

/// The times up to now.
pub(crate) fn course(state: &State, session: &Session) -> Course {
    let course = session.floor.course();
    match state.now {
        Some(now) => course.until(now),
        None => course,
    }
}

/// What the whole is called: the session, where it stands, and for how long.
pub(crate) fn title(state: &State, cockpit: &Cockpit) -> String {
    let row = state.catalog.sessions.get(&cockpit.session);
    let status = row.map_or("", |row| row.status.label(state.lang));
    let name = row.map(|row| row.title.to_string()).unwrap_or_default();
    let run = found(state, cockpit).map(|(_, session)| course(state, session));
    let run = run.filter(|it| it.clock != Clock::Unset);
    let run = run.map(|it| duration(it.seconds)).unwrap_or_default();
    format!("{status} {run} · {name}").replace("  ", " ")
}

/// The items with their planned and actual minutes, and when it will all be over.
pub(crate) fn agenda(state: &State, cockpit: &Cockpit, width: usize) -> Vec<Line> {
    let mut paper = Paper::new(width, state.ambiguous);
    let Some((_, session)) = found(state, cockpit) else { return paper.finish() };
    let run = course(state, session);
    for (at, item) in session.agenda.iter().enumerate() {
        let spent = run.seconds_of(item.issue);
        let is_on = run.item == Some(item.issue);
        let planned = item.planned_minutes.map(|minutes| u32::from(minutes) * 60);
        let is_over = planned.is_some_and(|planned| spent > planned);
        let time = match (planned, spent) {
            (Some(planned), _) => format!(" {}/{}", duration(spent), planned / 60),
            (None, 0) => String::new(),
            (None, _) => format!(" {}", duration(spent)),
        };
        let used = crate::app::cells::width(&time, state.ambiguous) + 4;
        let title = named(&state.catalog, item.issue.into());
        let title = shortened(&title, width.saturating_sub(used), state);
        let pad = width.saturating_sub(used + crate::app::cells::width(&title, state.ambiguous));
        let tone = match (is_on, spent) {
            (true, _) => Tone::Accent,
            (false, 0) => Tone::Text,
            (false, _) => Tone::Dim,
        };
        let head = span(tone, format!("{}{:>2} ", if is_on { ">" } else { " " }, at + 1));
        let body = [
            span(tone, title),
            span(Tone::Dim, " ".repeat(pad)),
            span(if is_over { Tone::Warning } else { Tone::Dim }, time),
        ];
        paper.item(vec![head], &body, 4, Some(item.issue.into()));
        if is_on {
            stages(state, session, &run, &mut paper);
        }
    }
    outlook(state, session, &run, &mut paper);
    paper.finish()
}

/// The stages of the item that is on, the one that is on between brackets.
fn stages(state: &State, session: &Session, run: &Course, paper: &mut Paper) {
    let Some(issue) = run.item else { return };
    let stages = session.stages_of(issue);
    if stages.is_empty() {
        return;
    }
    let words: Vec<String> = stages
        .iter()
        .enumerate()
        .map(|(at, stage)| {
            if at == usize::from(run.stage) {
                format!("[{}]", stage.name)
            } else {
                stage.name.clone()
            }
        })
        .collect();
    paper.under(Tone::Dim, 4, &words.join(state.say("·", " · ")), Some(issue.into()));
}

fn outlook(state: &State, session: &Session, run: &Course, paper: &mut Paper) {
    let Some(now) = state.now.filter(|_| session.is_live() && run.opened.is_some()) else { return };
    // Where no length was planned there is nothing to go by.
    if session.agenda.iter().all(|item| item.planned_minutes.is_none()) {
        return;
    }
    let forecast = session.forecast(run, now);
    let ends = clock_time(forecast.ends.time());
    let over = forecast.over_seconds.map_or(0, |seconds| seconds.div_euclid(60));
    let at_least = if forecast.unplanned > 0 { state.say("至少", "at least ") } else { "" };
    let (tone, words) = match (over, state.lang) {
        (1.., Lang::Zh) => (Tone::Warning, format!("预计{at_least} {ends} 散会，超 {over} 分钟")),
        (1.., Lang::En) => (Tone::Warning, format!("Ends {at_least}about {ends}, {over} min over")),
        (_, Lang::Zh) => (Tone::Dim, format!("预计{at_least} {ends} 散会")),
        (_, Lang::En) => (Tone::Dim, format!("Ends {at_least}about {ends}")),
    };
    paper.text(tone, 0, &words);
}

fn shortened(text: &str, cells: usize, state: &State) -> String {
    if crate::app::cells::width(text, state.ambiguous) <= cells {
        return text.to_owned();
    }
    let row = crate::app::cells::rows(text, cells.saturating_sub(1), state.ambiguous);
    let end = row.first().map_or(0, |range| range.end);
    format!("{}…", text.get(..end).unwrap_or_default())
}

/// How many came, by class, and whether that is enough.
pub(crate) fn heads(state: &State, cockpit: &Cockpit, width: usize) -> Vec<Line> {
    let mut paper = Paper::new(width, state.ambiguous);
    let Some((world, session)) = found(state, cockpit) else { return paper.finish() };
    let count = |column| session.count(column);
    let counts = [Column::Member, Column::Public, Column::Department].map(count);
    paper.text(Tone::Text, 0, &sentence::attendance_in_short(state.lang, counts));
    let now = state.now.map(|now| now.time());
    let (tone, words) = quorum_words(state.lang, world.quorum(), session, now);
    paper.text(tone, 0, &words);
    paper.finish()
}

/// Whether enough are in the room now, and since when, or since when not any more.
fn quorum_words(
    lang: Lang,
    quorum: Quorum,
    session: &Session,
    now: Option<NaiveTime>,
) -> (Tone, String) {
    let lacking = quorum.lacking_at(session, now);
    let turns = quorum.turns(session);
    let since = turns.iter().rfind(|turn| turn.at <= now).and_then(|turn| turn.at).map(clock_time);
    let at = since.unwrap_or_default();
    if lacking != [0; 3] {
        let lacks = sentence::lacking(lang, lacking);
        let words = match (at.is_empty(), lang) {
            (true, _) => lacks,
            (false, Lang::Zh) => format!("{at} 起不足，{lacks}"),
            (false, Lang::En) => format!("Lost at {at}. {lacks}"),
        };
        return (Tone::Warning, words);
    }
    let words = match (at.is_empty(), lang) {
        (true, Lang::Zh) => "√ 人数有效".to_owned(),
        (false, Lang::Zh) => format!("√ {at} 起人数有效"),
        (true, Lang::En) => "√ quorum".to_owned(),
        (false, Lang::En) => format!("√ quorum since {at}"),
    };
    (Tone::Success, words)
}

/// Who speaks and for how long, and who waits.
pub(crate) fn floor(state: &State, cockpit: &Cockpit, width: usize) -> Vec<Line> {
    let mut paper = Paper::new(width, state.ambiguous);
    let Some((_, session)) = found(state, cockpit) else { return paper.finish() };
    let run = course(state, session);
    if session.status == SessionStatus::Paused {
        paper.text(
            Tone::Warning,
            0,
            state.say("休会中。Ctrl-G 继续", "In a break. Ctrl-G goes on"),
        );
    }
    match run.speech {
        Some(speech) => speaking(state, &speech, &mut paper),
        None => paper.text(Tone::Dim, 0, state.say("没有人在发言", "Nobody has the floor")),
    }
    for (at, waiting) in session.floor.queue.iter().enumerate() {
        let manner = match waiting.manner {
            SpeechManner::Speech => String::new(),
            other => format!("{} ", other.short(state.lang)),
        };
        let head = span(Tone::Dim, format!("{:>2} ", at + 1));
        let name = named(&state.catalog, waiting.person.into());
        let body = [span(Tone::Warning, manner), span(Tone::Text, name)];
        paper.item(vec![head], &body, 3, Some(waiting.person.into()));
    }
    paper.finish()
}

fn speaking(state: &State, speech: &Speech, paper: &mut Paper) {
    let options = &state.settings.options;
    let limit = u32::from(options.speech_minutes) * 60;
    let warns = limit.saturating_sub(u32::from(options.warning_seconds));
    let tone = match speech.seconds {
        _ if speech.paused => Tone::Dim,
        seconds if limit > 0 && seconds >= limit => Tone::Danger,
        seconds if limit > 0 && seconds >= warns => Tone::Warning,
        _ => Tone::Accent,
    };
    let of = if limit > 0 { format!("/{}", duration(limit)) } else { String::new() };
    let mut words = format!("{}{of}", duration(speech.seconds));
    if speech.paused {
        words.push_str(state.say(" 暂停", " paused"));
    } else if limit > 0 && speech.seconds >= limit {
        words.push_str(state.say(" 超时", " over"));
    } else if limit > 0 && speech.seconds >= warns {
        words.push_str(state.say(" 快到时间", " nearly up"));
    }
    let name = named(&state.catalog, speech.person.into());
    let body = [span(tone, name), span(tone, format!(" {words}"))];
    paper.item(vec![span(tone, "> ")], &body, 2, Some(speech.person.into()));
}

/// Who may be meant by what was typed: each with the digit that chooses it.
pub(crate) fn people_lines(state: &State, cockpit: &Cockpit, width: usize) -> Vec<(Line, bool)> {
    if cockpit.mode == Mode::Poll {
        return super::poll::lines(state, cockpit, width);
    }
    let offered = candidates(state, cockpit);
    let run = found(state, cockpit).map(|(_, session)| course(state, session));
    let mut lines = Vec::new();
    for (at, candidate) in offered.iter().enumerate() {
        let mut paper = Paper::new(width, state.ambiguous);
        let mut note = candidate.note.clone();
        if cockpit.mode == Mode::Speaker
            && let Some(run) = &run
        {
            let (seconds, times) = run.spoken_by(candidate.person);
            let words = match (times, state.lang) {
                (0, Lang::Zh) => "未发言".to_owned(),
                (0, Lang::En) => "has not spoken".to_owned(),
                (_, Lang::Zh) => format!("已讲 {times} 次 {}", duration(seconds)),
                (_, Lang::En) => format!("spoke {times}× {}", duration(seconds)),
            };
            note = format!("{note} · {words}");
        }
        let tone = if candidate.is_there { Tone::Text } else { Tone::Key };
        let head = vec![span(Tone::Dim, format!("{} ", at + 1))];
        let body = [span(tone, candidate.name.clone()), span(Tone::Dim, format!("  {note}"))];
        paper.item(head, &body, 2, Some(candidate.person.into()));
        let is_chosen = at == cockpit.chosen.selected;
        lines.extend(paper.finish().into_iter().map(|line| (line, is_chosen)));
    }
    if offered.is_empty() {
        let mut paper = Paper::new(width, state.ambiguous);
        let name = cockpit.name.text().trim();
        let words = match (cockpit.mode, name.is_empty(), state.lang) {
            (Mode::CheckIn, true, Lang::Zh) => "打姓名、拼音或首字母；回车签到".to_owned(),
            (Mode::CheckIn, true, Lang::En) => {
                "Type a name, pinyin or initials; Enter checks in".to_owned()
            }
            (Mode::CheckIn, false, _) if name.starts_with(['+', '＋']) => state
                .say(
                    "回车记下未具名的群众人数",
                    "Enter counts that many of the public without names",
                )
                .to_owned(),
            (Mode::CheckIn, false, Lang::Zh) => format!("名册里没有“{name}”。回车登记新人并签到"),
            (Mode::CheckIn, false, Lang::En) => {
                format!("Nobody is called “{name}”. Enter adds them and checks in")
            }
            (_, _, Lang::Zh) => "到会的人里没有".to_owned(),
            (_, _, Lang::En) => "Nobody at the table is called so".to_owned(),
        };
        paper.text(Tone::Dim, 0, &words);
        lines.extend(paper.finish().into_iter().map(|line| (line, false)));
    }
    lines
}

/// How long each column and each person has spoken, and who of those at the table has not.
pub(crate) fn sheet(state: &State, cockpit: &Cockpit, width: usize) -> Vec<Line> {
    let mut paper = Paper::new(width, state.ambiguous);
    let Some((world, session)) = found(state, cockpit) else { return paper.finish() };
    let run = course(state, session);
    let has_line = |person: PersonId| {
        session
            .lines
            .iter()
            .filter_map(|id| world.line(*id))
            .any(|line| !line.struck && line.facts.speaker == Some(person))
    };
    for column in Column::ALL {
        let rows = session.counted(*column);
        if rows.is_empty() {
            continue;
        }
        let total: u32 = rows.iter().map(|row| run.spoken_by(row.person).0).sum();
        let note = if total > 0 { duration(total) } else { String::new() };
        paper.heading(column.label(state.lang), &note);
        let mut silent = Vec::new();
        for row in rows {
            let (seconds, times) = run.spoken_by(row.person);
            let name = named(&state.catalog, row.person.into());
            if times == 0 && !has_line(row.person) {
                silent.push(name);
            } else if times > 0 {
                let body =
                    [span(Tone::Text, name), span(Tone::Dim, format!("  {}", duration(seconds)))];
                paper.item(vec![span(Tone::Dim, "  ")], &body, 2, Some(row.person.into()));
            }
        }
        if !silent.is_empty() {
            let words = format!(
                "{}{}",
                state.say("还没发言：", "Not yet: "),
                silent.join(state.say("、", ", "))
            );
            paper.text(Tone::Dim, 2, &words);
        }
    }
    paper.finish()
}

/// What stands over the line that is typed: what it was understood as, or what the keys do.
pub(crate) fn foot(state: &State, cockpit: &Cockpit) -> Vec<Span> {
    if cockpit.editor().is_empty() && cockpit.selected.is_none() && !cockpit.told.is_empty() {
        return vec![span(Tone::Success, cockpit.told.clone())];
    }
    if cockpit.mode != Mode::Record {
        let words = match cockpit.mode {
            Mode::CheckIn => state.say(
                "回车签到 · 数字选人 · +3 未具名群众三人 · Ctrl-L 离会 · Esc 回到记录",
                "Enter checks in · digits choose · +3: three unnamed · Ctrl-L leaves · Esc back",
            ),
            Mode::Poll => super::poll::hint(state, cockpit),
            _ => state.say(
                "回车排队；空行回车请下一位 · ?插问 !程序问题 · Ctrl-L 移出 · Esc 回到记录",
                "Enter queues; Enter alone: next · ? question ! order · Ctrl-L takes out · Esc back",
            ),
        };
        return vec![span(Tone::Dim, words)];
    }
    if let Some(words) = super::line::turn_words(state) {
        return vec![span(Tone::Accent, words)];
    }
    let Some(reading) = reading(state) else {
        let words = if cockpit.selected.is_some() {
            state.say(
                "回车改这一行 · Del 划去或恢复 · Esc 返回",
                "Enter changes the line · Del strikes · Esc back",
            )
        } else {
            state.say(
                "议 问 答 说 决 诺 私 + 空格 · @人 #议题 · 单独 #2 转议题，@人 请发言",
                "t q a s d c n + space · @person #item · #2 alone: to that item, @x alone: the floor",
            )
        };
        return vec![span(Tone::Dim, words)];
    };
    let Some(ground) = ground(state) else { return Vec::new() };
    let mut spans: Vec<Span> = Vec::new();
    let known = crate::app::context::Known::of(state);
    for doubt in &reading.doubts {
        let refuses = doubt.about.refuses(reading.kind);
        let tone = if refuses { Tone::Danger } else { Tone::Warning };
        spans.push(span(tone, format!("{} ", doubt.words(state.lang, &known))));
    }
    // A line that is changed tells who said what of which item; a promise tells all of it, since its
    // commitment follows.
    let is_told = |part: Part| {
        cockpit.drafts.editing().is_none()
            || reading.kind == Kind::Line(LineKind::Commitment)
            || matches!(part, Part::Kind | Part::Person | Part::Issue | Part::Unknown)
    };
    for (part, words) in reading.told(state.lang, &ground).into_iter().filter(|it| is_told(it.0)) {
        let tone = part_tone(part);
        if !spans.is_empty() {
            spans.push(span(Tone::Dim, " · "));
        }
        spans.push(span(tone, words));
    }
    spans
}

/// The look of a part of the line.
pub(crate) const fn part_tone(part: Part) -> Tone {
    match part {
        Part::Kind => Tone::Title,
        Part::Person => Tone::Key,
        Part::Issue => Tone::Consulted,
        Part::Label | Part::Promise => Tone::Submitted,
        Part::Department => Tone::Accent,
        Part::Date | Part::Money => Tone::Success,
        Part::Unknown => Tone::Danger,
    }
}
