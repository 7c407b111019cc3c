//! What a step still needs, as a sentence about the thing that lacks it.

use super::{Names, names::capitalised, rule_gap, rule_remedy, subject};
use crate::{
    domain::{
        id::EntityKind,
        workflow::{Missing, Rule},
    },
    i18n::Lang,
};

/// Words one gap with its way out, for example
/// `承办事项「加装护栏」（交通局）：还没有办结日期。请在办好后登记办结日期。`
///
/// Where a person's reason may pass over the rule, the sentence says so.
pub fn missing_text(missing: &Missing, lang: Lang, names: &dyn Names) -> String {
    let about = missing_about(missing, lang, names);
    let (gap, remedy) = (gap(missing, lang), rule_remedy(missing.rule, lang));
    let waiver = waiver(missing.rule, lang);
    match lang {
        Lang::Zh => format!("{about}{gap}。{remedy}{waiver}"),
        Lang::En => format!("{about} {gap}. {remedy}{waiver}"),
    }
}

/// What lacks it, where several gaps of one thing stand below it: `承办事项「加装护栏」（交通局）：`.
pub fn missing_about(missing: &Missing, lang: Lang, names: &dyn Names) -> String {
    let about = capitalised(&subject(missing.entity, lang, names));
    let department = missing.department.and_then(|department| names.name(department.into()));
    match (department, lang) {
        (Some(name), Lang::Zh) => format!("{about}（{name}）："),
        (None, Lang::Zh) => format!("{about}："),
        (Some(name), Lang::En) => format!("{about} ({name}):"),
        (None, Lang::En) => format!("{about}:"),
    }
}

/// One of several gaps below what lacks them: `还没有办结日期。` What is done about it is told where the verb
/// beside it does not say it all.
pub fn missing_part(missing: &Missing, lang: Lang) -> String {
    let (gap, waiver) = (gap(missing, lang), waiver(missing.rule, lang));
    let says_all = !matches!(
        missing.rule,
        Rule::PromiseKept | Rule::MoneyReceived | Rule::CommitmentReturned | Rule::UnresolvedGrade
    );
    let remedy = if says_all { "" } else { rule_remedy(missing.rule, lang) };
    match (remedy, lang) {
        (remedy, Lang::Zh) => format!("{gap}。{remedy}{waiver}"),
        ("", Lang::En) => format!("{}.{waiver}", capitalised(gap)),
        (remedy, Lang::En) => format!("{}. {remedy}{waiver}", capitalised(gap)),
    }
}

/// That a person's reason may pass over the rule, where one may.
const fn waiver(rule: Rule, lang: Lang) -> &'static str {
    match (rule.is_overridable(), lang) {
        (false, _) => "",
        (true, Lang::Zh) => "确有原因的，可注明理由放行。",
        (true, Lang::En) => " If there is good cause, pass over it and give the reason.",
    }
}

/// The one rule that an issue lacks for want of a session, and a session for not being held.
const fn gap(missing: &Missing, lang: Lang) -> &'static str {
    match (missing.rule, missing.entity.kind) {
        (Rule::SessionHeld, EntityKind::Session) => lang.pick(
            "还没有召开，或议程上没有这件议题",
            "not held yet, or without this issue on its agenda",
        ),
        (rule, _) => rule_gap(rule, lang),
    }
}
