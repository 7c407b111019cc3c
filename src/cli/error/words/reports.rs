//! Why a report was not told.

use crate::cli::error::CliError;
use crate::i18n::Lang;

/// The words for these; nothing for any other.
pub(super) fn words(error: &CliError, lang: Lang) -> Vec<String> {
    let one = |zh: String, en: String| match lang {
        Lang::Zh => vec![zh],
        Lang::En => vec![en],
    };
    match error {
        CliError::NoReportFormat(path) => one(
            format!("{path}：后缀请用 .xlsx、.docx、.md 或 .txt。"),
            format!("{path}: end it in .xlsx, .docx, .md or .txt."),
        ),
        CliError::CellOfNothing => one(
            "--in 要和 --by 一起用，例如 --by district --in 雨湖区。".to_owned(),
            "--in goes with --by, such as --by district --in 雨湖区.".to_owned(),
        ),
        CliError::NoCell { typed, keys } => one(
            format!("没有“{typed}”这一格。有：{}。", keys.join("、")),
            format!("There is no cell “{typed}”. There are: {}.", keys.join(", ")),
        ),
        CliError::NoFrozen { name, names } if names.is_empty() => one(
            format!("没有冻结报表“{name}”。还没有冻结过报表；用 report --freeze 名称 冻结一份。"),
            format!(
                "There is no frozen report “{name}”, and none at all yet; report --freeze NAME freezes one."
            ),
        ),
        CliError::NoFrozen { name, names } => one(
            format!("没有冻结报表“{name}”。有：{}。", names.join("、")),
            format!("There is no frozen report “{name}”. There are: {}.", names.join(", ")),
        ),
        CliError::NoPosition(name) => one(
            format!(
                "冻结报表“{name}”是在另一份日志上冻结的，这里的日志没有当时的位置（数据可能是导出后再导入的）。请在原来的资料或它的备份上重算。"
            ),
            format!(
                "“{name}” was frozen on another log, and this one does not have the place (the data may have been exported and imported). Run it where it was frozen, or from a backup of that."
            ),
        ),
        CliError::NotAsFrozen { name, other_rules: true } => one(
            format!("冻结报表“{name}”重算结果不同：现在的程序按新的口径统计。上面是新口径的结果。"),
            format!(
                "“{name}” comes out otherwise: this version counts by other rules. What is told is by the new ones."
            ),
        ),
        CliError::NotAsFrozen { name, .. } => one(
            format!(
                "冻结报表“{name}”重算结果和冻结时不一致，日志可能受损。请运行 tanshi verify 检查。"
            ),
            format!(
                "“{name}” does not come out as it was frozen; the log may be damaged. Check it with tanshi verify."
            ),
        ),
        CliError::Backwards { ends_today: true } => one(
            "不写 --to 就统计到今天，比 --from 还早。请用 --to 写明到哪一天。".to_owned(),
            "Without --to the interval ends today, before --from. Say with --to where it ends."
                .to_owned(),
        ),
        CliError::Backwards { ends_today: false } => one(
            "统计区间的结束早于开始。请交换 --from 和 --to。".to_owned(),
            "The interval ends before it begins. Swap --from and --to.".to_owned(),
        ),
        _ => Vec::new(),
    }
}
