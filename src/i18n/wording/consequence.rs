//! What is to be known about the raiser's word once it is entered, and about what was taken back.

use super::{Names, day_in_list, rule_gap, rule_remedy};
use crate::domain::commitment::Handling;
use crate::domain::verification::Consequence;
use crate::i18n::{Label, Lang};

/// Words it, with what is to be done.
pub fn consequence_text(consequence: &Consequence, lang: Lang, names: &dyn Names) -> String {
    match (consequence, lang) {
        (Consequence::Early, Lang::Zh) => {
            "事情还没有办完：这次测评先记下，办完以后要再问一次，才能标记解决。".to_owned()
        }
        (Consequence::Early, Lang::En) => {
            "Not everything is done yet: the word is kept, and the raiser has to be asked again before the issue can be resolved.".to_owned()
        }
        (Consequence::NotEnough(rule), Lang::Zh) => {
            let (gap, remedy) = (rule_gap(*rule, lang), rule_remedy(*rule, lang));
            format!("凭这次测评还不能标记解决：{gap}。{remedy}")
        }
        (Consequence::NotEnough(rule), Lang::En) => {
            let (gap, remedy) = (rule_gap(*rule, lang), rule_remedy(*rule, lang));
            format!("This word does not resolve the issue yet: {gap}. {remedy}")
        }
        (Consequence::SentBack { commitments, until }, _) => {
            let quoted = |it: String| match lang {
                Lang::Zh => format!("「{it}」"),
                Lang::En => format!("“{it}”"),
            };
            let matters = commitments.iter().filter_map(|id| names.name((*id).into())).map(quoted);
            let matters: Vec<String> = matters.collect();
            let until = until.map(day_in_list);
            match (lang, until) {
                (Lang::Zh, Some(until)) => {
                    format!("退回重办，{until} 前：{}。", matters.concat())
                }
                (Lang::Zh, None) => format!("退回重办，时限不变：{}。", matters.concat()),
                (Lang::En, Some(until)) => {
                    format!("Sent back, to be done by {until}: {}.", matters.join(", "))
                }
                (Lang::En, None) => {
                    format!("Sent back, with the deadline it had: {}.", matters.join(", "))
                }
            }
        }
        (Consequence::TakenBack(handlings), _) => {
            let told: Vec<String> = handlings.iter().map(|it| handled_text(it, lang)).collect();
            match lang {
                Lang::Zh => format!("撤销的是：{}。", told.join("、")),
                Lang::En => format!("Taken back: {}.", told.join(", ")),
            }
        }
        (Consequence::NothingSentBack { is_done: true }, Lang::Zh) => {
            "没有退回重办：办结在这次测评之后，这次测评说的不是它。".to_owned()
        }
        (Consequence::NothingSentBack { is_done: true }, Lang::En) => {
            "Nothing was sent back: what is done was done after this word.".to_owned()
        }
        (Consequence::NothingSentBack { is_done: false }, Lang::Zh) => {
            "没有已办结的承办事项可以退回重办。".to_owned()
        }
        (Consequence::NothingSentBack { is_done: false }, Lang::En) => {
            "Nothing was reported done that could be sent back.".to_owned()
        }
    }
}

/// A mark of a commitment with its day, and a grade with what it was: `评级 A（2026-11-26）`.
pub fn handled_text(handling: &Handling, lang: Lang) -> String {
    let (what, on) = (handling.label(lang), day_in_list(handling.on()));
    let grade = match handling {
        Handling::Graded { grade, .. } => format!(" {}", grade.key()),
        _ => String::new(),
    };
    match lang {
        Lang::Zh => format!("{what}{grade}（{on}）"),
        Lang::En => format!("{what}{grade} ({on})"),
    }
}
