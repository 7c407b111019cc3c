//! Whether two titles say the same.

/// Before and behind what a title is about.
const BEFORE: [&str; 4] = ["关于", "讨论", "审议", "听取"];
const BEHIND: [&str; 8] =
    ["有关情况", "的问题", "的情况", "的事情", "问题", "情况", "一事", "事宜"];
/// The same in English, with the blank that parts it.
const BEFORE_ENGLISH: [&str; 7] =
    ["the issue of ", "the matter of ", "discussion of ", "regarding ", "about ", "on ", "the "];

/// Whether one says what the other does, but for what is said around any title. A word less or more is
/// another thing: 不在广场安装 is none of 在广场安装, and the south gate is not the north gate.
pub(super) fn is_near(one: &str, other: &str) -> bool {
    let (one, other) = (bare(one), bare(other));
    !one.is_empty() && one == other
}

/// A title without its signs, its 的, and what is said around any.
fn bare(title: &str) -> String {
    let title = title.trim().to_lowercase();
    let title = without(&title, |it| BEFORE_ENGLISH.iter().find_map(|word| it.strip_prefix(word)));
    let letters: String = title.chars().filter(|it| it.is_alphanumeric()).collect();
    let begun = without(&letters, |it| BEFORE.iter().find_map(|word| it.strip_prefix(word)));
    let bare = without(begun, |it| BEHIND.iter().find_map(|word| it.strip_suffix(word)));
    bare.replace('的', "")
}

/// What is left where something is taken away as long as anything stands behind it.
fn without(title: &str, less: impl Fn(&str) -> Option<&str>) -> &str {
    let mut left = title;
    while let Some(rest) = less(left).filter(|it| !it.is_empty()) {
        left = rest;
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_near_where_only_what_stands_around_differs() {
        let title = "东关小学门口放学时段车辆拥堵";
        for same in [
            title,
            "关于东关小学门口放学时段车辆拥堵问题",
            "讨论关于东关小学门口放学时段的车辆拥堵的有关情况",
            "东关小学门口，放学时段车辆拥堵。",
        ] {
            assert!(is_near(same, title), "{same}");
        }
        assert!(is_near("About the lamps in Mill Lane.", "Lamps in Mill Lane"));
        for other in [
            "东关小学门口每天四百辆车接送",
            "东关小学门口放学时段车辆不拥堵",
            "西关小学门口放学时段车辆拥堵",
            "车辆拥堵",
            "",
        ] {
            assert!(!is_near(other, title), "{other}");
        }
        assert!(!is_near("三栋加装电梯意见不一5", "三栋加装电梯意见不一6"));
        assert!(!is_near("No lamps in Mill Lane", "Lamps in Mill Lane"));
    }
}
