//! Pages for people.

use super::Page;
use crate::command::Noun;
use crate::domain::commitment::{Commitment, Handling};
use crate::domain::id::{CommitmentId, EntityId, IssueId, SessionId};
use crate::domain::issue::Issue;
use crate::domain::session::Session;
use crate::domain::workflow::{Status, Step};
use crate::i18n::label::{LineMark, presence_label, step_happened};
use crate::i18n::wording::{missing_text, span_in_text};
use crate::i18n::{Label, Lang, Text, Wording, sentence};

impl Page<'_> {
    pub(super) fn lines(&self, noun: Noun, id: EntityId) -> Vec<String> {
        match noun {
            Noun::Issue => IssueId::try_from(id)
                .ok()
                .and_then(|id| self.world.issue(id))
                .map(|issue| self.issue_lines(issue))
                .unwrap_or_default(),
            Noun::Session => SessionId::try_from(id)
                .ok()
                .and_then(|id| self.world.session(id))
                .map(|session| self.session_lines(session))
                .unwrap_or_default(),
            Noun::Commitment => CommitmentId::try_from(id)
                .ok()
                .and_then(|id| self.world.commitment(id))
                .map(|commitment| self.commitment_lines(commitment, ""))
                .unwrap_or_default(),
            Noun::Settings => self.field_lines(noun, "set", id),
            _ => self.field_lines(noun, "edit", id),
        }
    }

    fn field_lines(&self, noun: Noun, name: &str, id: EntityId) -> Vec<String> {
        let Some(verb) = crate::command::verb::find(noun, name) else { return Vec::new() };
        self.fields(noun, name, id)
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| {
                let field = verb.field(key);
                let label = field.map_or(key, |field| field.label.get(self.lang));
                self.pair(
                    label,
                    field.and_then(|it| it.words_of(&text, self.lang)).unwrap_or(&text),
                )
            })
            .collect()
    }

    fn pair(&self, label: &str, text: &str) -> String {
        match self.lang {
            Lang::Zh => format!("{label}：{text}"),
            Lang::En => format!("{label}: {text}"),
        }
    }

    fn issue_lines(&self, issue: &Issue) -> Vec<String> {
        let lang = self.lang;
        let mut lines = vec![
            format!("{}  {}", issue.number, issue.facts.title),
            self.pair(Text::ColumnStatus.label(lang), issue.status.label(lang)),
        ];
        lines.extend(self.field_lines(Noun::Issue, "edit", issue.id.into()).into_iter().skip(1));
        if let Some(source) = &issue.source {
            lines.push(sentence::recorded_from(lang, &source.reference));
        }
        lines.push(String::new());
        lines.extend(issue.steps.iter().map(|step| self.step_line(step)));
        for id in &issue.sessions {
            if let Some(row) = self.catalog().sessions.get(id) {
                let [members, public, departments] = row.heads;
                let heads = sentence::attendance(lang, members, public, departments);
                lines.push(format!(
                    "  {}  {}  {}  {heads}",
                    row.on.words(lang),
                    row.number,
                    row.title
                ));
            }
        }
        for commitment in issue.commitments.iter().filter_map(|id| self.world.commitment(*id)) {
            if !commitment.retracted {
                lines.extend(self.commitment_lines(commitment, "  "));
            }
        }
        for given in issue.evaluations.iter().filter(|given| !given.taken_back) {
            let evaluation = &given.evaluation;
            lines.push(format!(
                "  {}  {}  {}",
                evaluation.on.words(lang),
                evaluation.verdict.label(lang),
                evaluation.remark
            ));
        }
        let told = |it| format!("  {}", sentence::taken_back(lang, it));
        lines.extend(issue.mistakes.iter().map(told));
        let gaps = self.gaps(issue);
        if !gaps.is_empty() {
            lines.push(String::new());
            lines.push(Text::PaneMissing.label(lang).to_owned());
            lines.extend(
                gaps.iter().map(|gap| format!("  · {}", missing_text(gap, lang, self.catalog()))),
            );
        }
        lines
    }

    fn step_line(&self, step: &Step) -> String {
        let lang = self.lang;
        let facts = step.facts();
        let happened = step_happened(step.kind(), lang);
        let mut parts = vec![format!("  {}  {happened}", facts.on.words(lang))];
        if step.is_recorded() {
            parts.push(format!("[{}]", Text::MarkRecorded.label(lang)));
        }
        parts.extend(
            step.overrides()
                .iter()
                .map(|over| format!("[{}]", sentence::overridden(lang, over.rule, &over.reason))),
        );
        if !facts.reason.is_empty() {
            parts.push(facts.reason.clone());
        }
        parts.join("  ")
    }

    fn commitment_lines(&self, commitment: &Commitment, indent: &str) -> Vec<String> {
        let lang = self.lang;
        let head = format!("{indent}{} {}", commitment.ordinal, commitment.facts.matter);
        let mut parts = vec![head];
        parts.extend(commitment.departments().map(|id| self.called(id)));
        let has_left = |it: &Issue| matches!(it.status, Status::Exited(..));
        if !self.world.issue(commitment.issue).is_some_and(has_left) {
            parts.extend(commitment.due().map(|due| sentence::deadline(lang, due, self.today)));
        }
        parts.extend(commitment.grade().map(|grade| grade.label(lang).to_owned()));
        let mut lines = vec![parts.join("  ")];
        for handling in commitment.standing() {
            let (on, what) = match handling {
                Handling::Completed(done) => (done.on.words(lang), done.text.clone()),
                Handling::Reported { on, text } => (on.to_string(), text.clone()),
                Handling::Returned { on, reason } | Handling::Extended { on, reason, .. } => {
                    (on.to_string(), reason.clone())
                }
                Handling::Assigned { on } | Handling::Acknowledged { on } => {
                    (on.to_string(), String::new())
                }
                Handling::Graded { on, reason, .. } => (on.to_string(), reason.clone()),
            };
            lines.push(format!("{indent}  {on}  {}  {what}", handling.label(lang)));
        }
        for told in &commitment.mistakes {
            lines.push(format!("{indent}  {}", sentence::taken_back(lang, told)));
        }
        for evidence in commitment.evidence.iter().filter_map(|id| self.world.evidence(*id)) {
            if !evidence.retracted {
                lines.push(format!(
                    "{indent}  {}  {}",
                    Text::PaneEvidence.label(lang),
                    evidence.facts.title
                ));
            }
        }
        lines
    }

    fn session_lines(&self, session: &Session) -> Vec<String> {
        let lang = self.lang;
        let mut lines = vec![
            format!("{}  {}", session.number, session.facts.title),
            self.pair(Text::ColumnStatus.label(lang), session.status.label(lang)),
            span_in_text(session.facts.on, lang),
        ];
        lines
            .extend(self.field_lines(Noun::Session, "edit", session.id.into()).into_iter().skip(1));
        for row in &session.attendance {
            let department = row.department.map(|id| self.called(id)).unwrap_or_default();
            lines.push(format!(
                "  {}  {}  {}  {department}",
                self.called(row.person),
                row.class.label(lang),
                presence_label(row.presence, row.class.column(), lang),
            ));
        }
        for (line, number) in session.lines.iter().filter_map(|id| self.world.line(*id)).zip(1..) {
            let number: u32 = number;
            let speaker = line.facts.speaker.map(|id| self.called(id)).unwrap_or_default();
            let mark = line.facts.kind.mark_in(lang);
            let struck = if line.struck { Text::MarkStruck.label(lang) } else { "" };
            lines.push(format!("  {number:>3} {mark} {speaker}  {}  {struck}", line.facts.text));
        }
        for (what, mark) in &session.corrections {
            lines.push(format!("  {}", sentence::corrected_after(lang, *what, mark.day())));
        }
        lines
    }
}
