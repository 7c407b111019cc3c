//! The guards to be passed over, each with its reason.

use super::{Fault, FieldFault, Filling};
use crate::domain::text::fold_width;
use crate::domain::workflow::{Override, Rule};
use crate::i18n::{Label, Lang};

/// What stands between a rule and its reason.
const MARKS: [char; 4] = ['=', '＝', ':', '：'];

impl Filling<'_> {
    /// The guards to be passed over.
    ///
    /// # Errors
    /// [`FieldFault::Override`].
    pub fn overrides(&self, key: &'static str) -> Result<Vec<Override>, Fault> {
        let entries = self.values.all(key).unwrap_or_default();
        read_overrides(entries.join("\n").lines()).map_err(|fault| self.fault(key, fault))
    }
}

/// Reads the rules to be passed over, one a line: `rule: reason`, in the words of either language. A
/// reason may stand in the line after its rule, unless it looks like a rule itself: a misspelt one
/// would be printed as the reason for another.
///
/// # Errors
/// [`FieldFault::Override`] for anything else, and where a reason is missing.
pub fn read_overrides(lines: std::str::Lines<'_>) -> Result<Vec<Override>, FieldFault> {
    let mut overrides: Vec<Override> = Vec::new();
    for line in lines.map(str::trim).filter(|line| !line.is_empty()) {
        let said = line.split_once(MARKS);
        let (rule, reason) = said.unwrap_or((line, ""));
        match (rule_named(rule), overrides.last_mut()) {
            (Some(rule), _) => overrides.push(Override { rule, reason: reason.trim().to_owned() }),
            (None, Some(open)) if open.reason.is_empty() && !said.is_some_and(is_head) => {
                line.clone_into(&mut open.reason);
            }
            (None, _) => return Err(FieldFault::Override),
        }
    }
    if overrides.iter().any(|it| it.reason.is_empty()) {
        return Err(FieldFault::Override);
    }
    Ok(overrides)
}

/// Whether what stands before a mark could be the name of a rule; `9:30` could not.
fn is_head((head, _): (&str, &str)) -> bool {
    head.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, '_' | '-' | '＿'))
}

/// The rule with this key, or these words in either language.
pub fn rule_named(text: &str) -> Option<Rule> {
    let text = text.trim();
    Rule::from_key(fold_width(text).trim()).or_else(|| {
        let called = |rule: &Rule| Lang::ALL.iter().any(|lang| rule.label(*lang) == text);
        Rule::ALL.iter().copied().find(called)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_rule_is_not_the_reason_for_the_one_above_it() {
        for misspelt in ["department_presnt=没来", "部门到了：没来", "department presnt: 没来"]
        {
            let typed = format!("public_present=\n{misspelt}");
            assert_eq!(read_overrides(typed.lines()), Err(FieldFault::Override), "{typed}");
        }
        for reason in ["下雨", "9:30 下起了雨", "见第 3 页：下雨"] {
            let typed = format!("public_present=\n{reason}");
            let read = read_overrides(typed.lines()).unwrap();
            assert_eq!(read.first().map(|it| it.reason.as_str()), Some(reason));
        }
    }
}
