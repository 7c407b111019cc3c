//! The guards to be passed over, each with its reason.

use super::{Fault, FieldFault, Filling};
use crate::domain::text::fold_width;
use crate::domain::workflow::{Override, Rule};
use crate::i18n::{Label, Lang};

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

/// Reads the rules to be passed over, one a line: `rule: reason`, in the words of either language.
///
/// # Errors
/// [`FieldFault::Override`] for anything else, and where a reason is missing.
pub fn read_overrides(lines: std::str::Lines<'_>) -> Result<Vec<Override>, FieldFault> {
    let mut overrides: Vec<Override> = Vec::new();
    for line in lines.map(str::trim).filter(|line| !line.is_empty()) {
        let (rule, reason) = line.split_once(['=', '＝', ':', '：']).unwrap_or((line, ""));
        match (rule_named(rule), overrides.last_mut()) {
            (Some(rule), _) => overrides.push(Override { rule, reason: reason.trim().to_owned() }),
            // A reason may stand in the line after its rule.
            (None, Some(open)) if open.reason.is_empty() => line.clone_into(&mut open.reason),
            (None, _) => return Err(FieldFault::Override),
        }
    }
    if overrides.iter().any(|it| it.reason.is_empty()) {
        return Err(FieldFault::Override);
    }
    Ok(overrides)
}

/// The rule with this key, or these words in either language.
pub fn rule_named(text: &str) -> Option<Rule> {
    let text = text.trim();
    Rule::from_key(fold_width(text).trim()).or_else(|| {
        let called = |rule: &Rule| Lang::ALL.iter().any(|lang| rule.label(*lang) == text);
        Rule::ALL.iter().copied().find(called)
    })
}
