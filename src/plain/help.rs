//! What can be typed where one is, in words, and what is asked at the beginning of each line.

use super::dialogue::Dialogue;
use super::floor;
use super::form;
use super::here::{Here, Root, What};
use crate::app::cockpit::Mode;
use crate::app::figures;
use crate::app::lists::ListKind;
use crate::app::state::State;
use crate::domain::line::LineKind;
use crate::i18n::label::LineMark;
use crate::i18n::{Label, Lang, Text};

/// What is asked: where one is, in a word.
pub(super) fn prompt(dialogue: &Dialogue, state: &State, here: Here) -> String {
    let words = match here {
        Here::Form => return form::prompt(dialogue, state),
        Here::Shut => state.say("等待", "Waiting"),
        Here::Root(Root::Home) => state.say("首页", "Start"),
        Here::Root(Root::Issues) => state.say("议题", "Issues"),
        Here::Root(Root::Studios) => state.say("工作室", "Studios"),
        Here::Root(Root::Sessions) => state.say("会议", "Sessions"),
        Here::Root(Root::Views) => state.say("视图", "Views"),
        Here::Over(What::Verbs) => state.say("办什么", "What to do"),
        Here::Today => state.say("今天要办", "Today"),
        Here::Closing(_) => state.say("散会核对", "Closing list"),
        Here::Page(_) => state.say("这一页", "This page"),
        Here::List(ListKind::Commitments) => state.say("承办事项", "Commitments"),
        Here::List(ListKind::People) => state.say("人员", "People"),
        Here::List(ListKind::Departments) => state.say("部门单位", "Departments"),
        Here::Floor(_, Mode::Record) => state.say("记录", "Record"),
        Here::Floor(_, Mode::CheckIn) => state.say("签到", "Check in"),
        Here::Floor(_, Mode::Speaker) => state.say("发言", "Speakers"),
        Here::Floor(_, Mode::Poll) => state.say("测询", "Poll"),
        Here::Search => state.say("查找", "Search"),
        Here::Figures if figures::is_typing(state) => {
            state.say("从哪天到哪天", "From which day to which")
        }
        Here::Figures => state.say("统计", "Figures"),
        Here::Rows => state.say("数到的", "Counted"),
        Here::Question => state.say("1 还是 2", "1 or 2"),
        Here::Over(What::Counted) => state.say("哪个数字", "Which number"),
        Here::Over(What::Mentioned) | Here::Pick | Here::Choose => state.say("哪一项", "Which one"),
    };
    format!("{words} >")
}

/// Says what can be typed here.
pub(super) fn tell(dialogue: &mut Dialogue, state: &State, here: Here) {
    let t = |zh, en| state.say(zh, en).to_owned();
    let mut lines = Vec::new();
    match here {
        Here::Form => lines.extend(of_form(state)),
        Here::Question => lines
            .push(t("打 1 或 2（y、n，是、否也行），0 返回", "Type 1 or 2 (or y, n); 0 goes back")),
        Here::Floor(..) => lines.extend(of_floor(state, here)),
        _ => {
            lines.push(t(
                "打号码再回车：打开或办那一项。回车：听下一页。0 或 q：返回。. 从头再听",
                "A number and Enter opens or does it. Enter alone goes on. 0 or q goes back. . tells it again",
            ));
            lines.push(t(
                "/ 加词：筛选议题和名册，别处是查找；拼音首字母也行，如 /tcn；条件写法如 /状态：已协商 时限：<7天",
                "/ and words filters lists, elsewhere it searches; initials of pinyin too; keys such as \
                 /status:consulted due:<7d",
            ));
            lines.push(t(
                ": 列出这里能办的（括号里是直接打的字母）和不能办的为什么；: 加词找，如 :延期。n 下一步，gw 首页，gy 今天",
                ": lists what can be done here, with the letters that ask for it, and why not; : and words looks for \
                 it, such as :extend. n is the next step, gw the start, gy today",
            ));
            lines.push(t(
                "z 撤销，Z 重做，gl 切换语言。列表里字母后面加号码，如 n 3",
                "z undoes, Z does it again, gl switches the language. In a list letters take a number, such as n 3",
            ));
        }
    }
    dialogue.say_all(lines);
}

fn of_form(state: &State) -> Vec<String> {
    let t = |zh, en| state.say(zh, en).to_owned();
    let lang = state.lang;
    let colon = state.say("：", ": ");
    vec![
        t(
            "打内容再回车；回车照原样到下一项；- 清空；< 上一项；> 直接核对；q 不填了（打过的先问）",
            "Type and Enter; Enter alone goes on as it is; - clears; < one back; > to the end; q leaves (what was \
             typed is asked about)",
        ),
        t(
            "姓名、部门、议题打几个字或拼音首字母，列出来打号码选；几个的用顿号隔开，+ 加一个",
            "Of people, departments and issues type a few letters and choose by number; several with commas \
             between, + adds one",
        ),
        t(
            "要写的正好是 ?、q、<、> 或 -，前面加 \\",
            "To write just ?, q, <, > or -, put \\ before it",
        ),
        format!("{}{colon}{}", Text::HelpDates.label(lang), Text::HelpDateExamples.label(lang)),
        format!("{}{colon}{}", Text::HelpAmounts.label(lang), Text::HelpAmountExamples.label(lang)),
    ]
}

fn of_floor(state: &State, here: Here) -> Vec<String> {
    let lang = state.lang;
    let mut lines = floor::tell(state, here, true);
    if matches!(here, Here::Floor(_, Mode::Record)) {
        let marks = LineKind::ALL.iter().map(|kind| {
            let mark = match lang {
                Lang::Zh => kind.mark().to_string(),
                Lang::En => kind.letter().to_string(),
            };
            format!("{mark} {}", kind.label(lang))
        });
        let marks: Vec<String> = marks.collect();
        lines.push(format!(
            "{}{}",
            state.say("类别打头，后面空一格：", "A kind comes first, then a blank: "),
            marks.join(state.say("、", ", "))
        ));
        let words = "@ 人，# 议题，+ 类别或标签；单独 #2 转入第二项，单独 @姓名 请他发言";
        let english = "@ a person, # an item, + a category or tag; #2 alone goes on to that item, @name alone gives \
                       the floor";
        lines.push(state.say(words, english).to_owned());
        let words = "e 3 改第三行，x 3 划去或恢复，z 撤销，0 离开会场";
        let english = "e 3 changes line 3, x 3 strikes it or lets it stand again, z undoes, 0 leaves the floor";
        lines.push(state.say(words, english).to_owned());
    }
    lines
}
