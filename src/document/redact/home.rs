//! What is stated as the unit of a citizen may be where they live, or where they work.

/// What the name of a place ends with where people live.
const PLACES: &str =
    "社区 居委会 村委会 村 组 区 花园 家园 公寓 大院 里 街道 镇 乡 县 市 省 路 街 巷 弄 大道";
/// What ends alike and is where people work.
const WORKPLACES: &str = "超市 门市 集市 夜市 园区 景区 厂区 库区 校区 院区 服务区 度假村 项目组";
/// The last word of places in English, in lower case.
const ENGLISH_PLACES: &str = "community village hamlet street road lane avenue close gardens quarter \
                              district township town county city province st rd ave";

/// A unit when it is a place where people live; nothing for any other.
pub(super) fn only(unit: &str) -> &str {
    let last = unit.split_whitespace().next_back().unwrap_or_default();
    let last = last.trim_end_matches(['.', ',']).to_lowercase();
    let ends = |all: &str| all.split_whitespace().any(|it| unit.ends_with(it));
    let is_english = ENGLISH_PLACES.split_whitespace().any(|it| it == last);
    let is_place = is_english || ends(PLACES) && !ends(WORKPLACES);
    if is_place { unit } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_stays_and_a_workplace_goes() {
        for place in
            ["雨湖区窑湾街道南岭社区", "江麓小区", "韶润村周家组", "Mill Lane", "Riverside Village"]
        {
            assert_eq!(only(place), place);
        }
        for unit in [
            "四海合作社",
            "惠民超市",
            "第一人民医院",
            "第三中学",
            "区住建局",
            "宏大建筑公司",
            "Hill Bakery",
            "Town Hall",
            "",
        ] {
            assert_eq!(only(unit), "", "{unit}");
        }
    }
}
