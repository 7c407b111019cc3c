//! Names: Latin ones with what stands within them, initials, and surnames with a title.

use super::hall::Hall;
use crate::command::grammar::{About, complete};
use crate::domain::person::Side;
use crate::domain::session::Class;
use crate::i18n::Lang;

const HERE: Option<Class> = Some(Class::PublicRepresentative);

/// A hall where these sit at the table, too.
fn with(names: &[&str]) -> Hall {
    let people: Vec<_> = names.iter().map(|name| (*name, Side::Public, HERE)).collect();
    Hall::new().joined_by(&people)
}

/// Who speaks in a line, and what is stored of it.
fn heard(hall: &Hall, line: &str) -> String {
    let reading = hall.read(line);
    let speaker = reading.speaker.map(|id| hall.person(id));
    let doubt = reading.doubts.first().map(|doubt| match &doubt.about {
        About::People(ids) => format!("?{}", ids.len()),
        about => format!("?{about:?}"),
    });
    format!("{}: {}", speaker.or(doubt).unwrap_or_default(), reading.text)
}

/// What the first that is offered at the end of a line makes of it.
fn taken(hall: &Hall, line: &str) -> String {
    let Some(completion) = complete(line, line.len(), Lang::En, &hall.ground()) else {
        return String::new();
    };
    let mut line = line.to_owned();
    line.replace_range(completion.range, &completion.candidates[0].insert);
    line
}

#[test]
fn a_latin_name_is_read_whole_with_its_apostrophe_hyphen_and_stop() {
    let hall =
        with(&["Olga Petrov", "Sean O'Brien", "Jean", "Jean-Luc Picard", "J. Smith", "Mary J"]);
    for (line, read) in [
        ("@o'brien we agree", "Sean O'Brien: we agree"),
        ("@o’brien we agree", "Sean O'Brien: we agree"),
        ("@Sean O'Brien's idea is good", "王芳: Sean O'Brien's idea is good"),
        ("@Sean O'Brien: we agree", "Sean O'Brien: we agree"),
        ("@Sean O’Brien agrees", "Sean O'Brien: agrees"),
        ("@Jean’s idea", "王芳: Jean’s idea"),
        ("@o'neil we agree", "?Nobody: @o'neil we agree"),
        ("@jean-luc we agree", "Jean-Luc Picard: we agree"),
        ("@jean we agree", "Jean: we agree"),
        ("@J. Smith agrees", "J. Smith: agrees"),
        ("@j.smith agrees", "J. Smith: agrees"),
        ("@jsmith agrees", "J. Smith: agrees"),
        ("@Mary J. agrees", "Mary J: agrees"),
        ("@O. we agree", "Olga Petrov: we agree"),
        ("@Sean. We agree", "Sean O'Brien: We agree"),
        ("@jean-paul agrees", "?Nobody: @jean-paul agrees"),
    ] {
        assert_eq!(heard(&hall, line), read, "{line}");
    }
    for (line, completed) in [
        ("@o'", "@Sean O'Brien "),
        ("@o'b", "@Sean O'Brien "),
        ("@o’br", "@Sean O'Brien "),
        ("a @jean-l", "a @Jean-Luc Picard "),
        ("@j.s", "@J. Smith "),
        ("@-", ""),
    ] {
        assert_eq!(taken(&hall, line), completed, "{line}");
    }
    let (line, caret) = ("@o'brien agrees", 3);
    let completion = complete(line, caret, Lang::En, &hall.ground()).unwrap();
    assert_eq!(line.get(completion.range), Some("@o'brien"), "all of the name gives way");
}

#[test]
fn the_initials_of_a_latin_name_find_it() {
    let hall = with(&["Grace Chen", "Anna Lee", "Alan More"]);
    for (line, read) in [
        ("@gc we agree", "Grace Chen: we agree"),
        ("@gchen we agree", "Grace Chen: we agree"),
        ("@GC同意", "Grace Chen: 同意"),
        ("@al we agree", "?2: @al we agree"),
    ] {
        assert_eq!(heard(&hall, line), read, "{line}");
    }
    assert_eq!(taken(&hall, "@gc"), "@Grace Chen ");
}

#[test]
fn a_surname_with_a_title_is_whoever_of_that_side_is_here() {
    let hall = Hall::new().joined_by(&[
        ("王建军", Side::Member, Some(Class::Member)),
        ("王立新", Side::Other, Some(Class::Department)),
        ("赵一鸣", Side::Member, Some(Class::Member)),
        ("赵鸣", Side::Member, Some(Class::Member)),
        ("欧阳志", Side::Other, Some(Class::Department)),
        ("孙志明", Side::Member, None),
    ]);
    for (line, read) in [
        ("@王委员 建议分时段", "王建军: 建议分时段"),
        ("@王局长：建议分时段", "王立新: 建议分时段"),
        ("@王副主任说 同意", "王立新: 说 同意"),
        ("@欧阳局长 同意", "欧阳志: 同意"),
        ("@赵委员 同意", "?2: @赵委员 同意"),
        ("@孙委员 同意", "孙志明: 同意"),
        ("@孙局长 同意", "?Nobody: @孙局长 同意"),
        ("@陈委员 同意", "?Nobody: @陈委员 同意"),
        ("@王女士 同意", "?3: @王女士 同意"),
    ] {
        assert_eq!(heard(&hall, line), read, "{line}");
    }
    let asked = hall.read("问 请@王局长答复");
    assert_eq!(asked.mentions.len(), 1);
    assert_eq!((asked.text.as_str(), asked.doubts.len()), ("请王局长答复", 0));
}

#[test]
fn an_english_title_before_a_name_is_no_initials() {
    let hall = with(&["Mary Rose", "Mei Sun", "Grace Chen", "Dr. Grace Hill"]);
    for (line, read) in [
        ("s @Mr Chen agrees", "Grace Chen: agrees"),
        ("s @Ms Chen agrees", "Grace Chen: agrees"),
        ("s @Ms. Chen: we agree", "Grace Chen: we agree"),
        ("s @Mrs Grace Chen agrees", "Grace Chen: agrees"),
        ("s @Miss Sun agrees", "Mei Sun: agrees"),
        ("s @mr chen agrees", "Grace Chen: agrees"),
        ("s @Dr. Hill agrees", "Dr. Grace Hill: agrees"),
        ("s @Dr Grace Hill agrees", "Dr. Grace Hill: agrees"),
        ("s @Prof Hill agrees", "Dr. Grace Hill: agrees"),
        ("s @Madam Li agrees", "李建国: agrees"),
        ("s @Mr Miller agrees", "?Nobody: @Mr Miller agrees"),
        ("s @Mr. Miller agrees", "?Nobody: @Mr. Miller agrees"),
        ("s @Ms Grace agrees", "?2: @Ms Grace agrees"),
        ("s @mr we agree", "Mary Rose: we agree"),
        ("s @MR We agree", "Mary Rose: We agree"),
        ("s @ms: we agree", "Mei Sun: we agree"),
    ] {
        assert_eq!(heard(&hall, line), read, "{line}");
    }
    let asked = hall.read("q may @Mr Chen reply");
    assert_eq!((asked.text.as_str(), asked.doubts.len()), ("may Mr Chen reply", 0));
    assert_eq!(asked.mentions.len(), 1);
}

#[test]
fn an_initial_takes_the_words_of_the_name_with_it() {
    let hall = with(&["John Smith", "Jean Ma", "Grace May Chen", "Olga Petrov"]);
    for (line, read) in [
        ("s @J. Smith agrees", "John Smith: agrees"),
        ("s @J Smith agrees", "John Smith: agrees"),
        ("s @j. smith agrees", "John Smith: agrees"),
        ("s @J Ma: agree", "Jean Ma: agree"),
        ("s @Jo Smith agrees", "John Smith: agrees"),
        ("s @Grace Chen agrees", "Grace May Chen: agrees"),
        ("s @G. M. Chen agrees", "Grace May Chen: agrees"),
        ("s @O. we agree", "Olga Petrov: we agree"),
        ("s @O. Miller agrees", "?1: @O. Miller agrees"),
        ("s @O I agree", "Olga Petrov: I agree"),
        ("s @o We agree", "Olga Petrov: We agree"),
        ("s @O: We agree", "Olga Petrov: We agree"),
    ] {
        assert_eq!(heard(&hall, line), read, "{line}");
    }
}

#[test]
fn the_mark_behind_the_name_of_who_speaks_is_none_of_the_words() {
    let hall = with(&["Grace Chen", "Jean Ma", "James"]);
    for (line, read) in [
        ("q @Grace Chen. When?", "Grace Chen: When?"),
        ("s @Jean! ok", "Jean Ma: ok"),
        ("s @Jean; ok", "Jean Ma: ok"),
        ("s @Jean, ok", "Jean Ma: ok"),
        ("说 @王芳。同意", "王芳: 同意"),
        ("说 @王芳！同意", "王芳: 同意"),
        ("说 @王芳；同意", "王芳: 同意"),
        ("说 @王芳，同意", "王芳: 同意"),
        ("s @Jean... ok", "Jean Ma: ... ok"),
        ("s @Jean #2. ok", "Jean Ma: ok"),
        ("s @Grace's, then", "王芳: Grace's, then"),
        ("s @Jean Ma's", "王芳: Jean Ma's"),
        ("s @Jean’s。", "王芳: Jean’s。"),
        ("s @James' idea", "王芳: James' idea"),
    ] {
        let heard = heard(&hall, line).replace('@', "");
        assert_eq!(heard, read, "{line}");
    }
}

#[test]
fn a_title_does_not_pass_over_who_is_here_for_somebody_away() {
    let hall = Hall::new().joined_by(&[
        ("钱强", Side::Member, Some(Class::Member)),
        ("钱建国", Side::Other, None),
        ("孙建国", Side::Other, None),
    ]);
    for (line, read) in [
        ("答 @钱主任 本周就修", "?2: @钱主任 本周就修"),
        ("答 @钱委员 本周就修", "钱强: 本周就修"),
        ("答 @孙主任 本周就修", "孙建国: 本周就修"),
    ] {
        assert_eq!(heard(&hall, line), read, "{line}");
    }
}

#[test]
fn a_name_written_by_other_characters_is_asked_about_with_whoever_is_spoken_so() {
    use crate::command::grammar::{About, complete};
    use crate::i18n::Lang;
    let seat = Some(Class::PublicRepresentative);
    let hall =
        Hall::new().joined_by(&[("赵贵兰", Side::Public, None), ("赵桂兰", Side::Public, seat)]);
    let alike = |line: &str| {
        let reading = hall.read(line);
        let doubt = reading.refusal()?;
        let About::Alike(ids) = &doubt.about else { return None };
        let names: Vec<String> = ids.iter().map(|id| hall.person(*id)).collect();
        Some(format!("{} {}", doubt.typed, names.join(" ")))
    };
    let both = Some("@赵桂蓝 赵桂兰 赵贵兰".to_owned());
    assert_eq!(alike("@赵桂蓝 路灯不亮"), both, "whoever is here comes first");
    assert_eq!(alike("问 @赵桂蓝：路灯不亮"), both);
    assert_eq!(alike("@赵桂蓝说路灯不亮"), both);
    assert_eq!(alike("请@赵桂蓝 说一说"), both);
    assert_eq!(alike("@赵桂兰 路灯不亮"), None);
    assert_eq!(alike("@赵桂英 路灯不亮"), None);
    let line = "@赵桂蓝";
    let offered = complete(line, line.len(), Lang::Zh, &hall.ground()).unwrap();
    let first = offered.candidates.first().unwrap();
    assert_eq!((first.label.as_str(), first.insert.trim()), ("赵桂兰", "@赵桂兰"));
}

#[test]
fn a_whole_name_may_stand_between_quotes() {
    let hall = with(&["Tom Baker", "Edith Fox"]);
    for (line, read) in [
        ("s @\"Edith Fox\" The cable was cut", "Edith Fox: The cable was cut"),
        ("s @“Edith Fox”: the cable was cut", "Edith Fox: the cable was cut"),
        ("s @\"Tom Ash\" we wait", "?Nobody: @\"Tom Ash\" we wait"),
    ] {
        assert_eq!(heard(&hall, line), read, "{line}");
    }
    let reading = hall.read("s @\"Edith Foxx\" the cable was cut");
    let Some(About::Alike(ids)) = reading.refusal().map(|doubt| &doubt.about) else {
        panic!("{:?}", reading.doubts);
    };
    assert_eq!(ids.iter().map(|id| hall.person(*id)).collect::<Vec<_>>(), ["Edith Fox"]);
}

#[test]
fn a_surname_with_a_slip_in_it_is_taken_with_the_name_and_asked_about() {
    let hall = with(&["Tom Ashdown", "Grace May Chen", "Rosa Bell"]);
    for (line, read) in [
        ("s @Tom Ashdwon We should wait", "Tom Ashdown: We should wait"),
        ("s @Tom Ashdwn: we should wait", "Tom Ashdown: we should wait"),
        ("s @tom Ashdon we should wait", "Tom Ashdown: we should wait"),
        ("s @Grace Chan agrees", "Grace May Chen: agrees"),
    ] {
        assert_eq!(heard(&hall, line), read, "{line}");
        let reading = hall.read(line);
        let doubt = reading.doubts.first().unwrap_or_else(|| panic!("{line}"));
        assert!(matches!(doubt.about, About::Misspelt(_)), "{line}: {doubt:?}");
        assert!(doubt.about.asks_first(reading.kind) && reading.refusal().is_none(), "{line}");
        assert!(doubt.words(Lang::Zh, hall.names.catalog()).contains("写错"), "{line}");
        assert!(doubt.words(Lang::En, hall.names.catalog()).contains("misspelt"), "{line}");
    }
    for line in [
        "s @Tom Ashdown We should wait",
        "s @Tom We should wait",
        "s @Tom Around noon it is loud",
        "s @tom ashdwon we should wait",
        "s @Rosa Ball is lost",
    ] {
        let is_told = |about: &About| matches!(about, About::Misspelt(_));
        let told = hall.read(line).doubts.iter().any(|it| is_told(&it.about));
        assert_eq!(told, line.contains("Ball"), "{line}");
    }
    let asked = hall.read("q may @Tom Ashdwon reply");
    assert_eq!((asked.text.as_str(), asked.mentions.len()), ("may Tom Ashdwon reply", 1));
    assert!(matches!(asked.doubts[0].about, About::Misspelt(_)), "{:?}", asked.doubts);
}

#[test]
fn a_first_name_with_a_surname_that_nobody_has_is_asked_about() {
    let names = ["Tom Baker", "Rosa", "Grace May Chen", "Anne-Marie Duval", "Sean O'Brien"];
    let hall = with(&names);
    let asked = |line: &str| {
        let reading = hall.read(line);
        let doubt = reading.doubts.into_iter().find(|it| matches!(it.about, About::InPart(_)))?;
        assert!(doubt.about.asks_first(reading.kind), "{line}");
        Some(doubt.typed)
    };
    for (line, typed) in [
        ("s @Tom Ashdwon We should wait", "@Tom Ashdwon"),
        ("q @Tom Ashdwon: when does it end?", "@Tom Ashdwon"),
        ("s @tom Li agrees", "@tom Li"),
        ("s @Rosa Bell agrees", "@Rosa Bell"),
        ("q may @Tom O'Neil reply", "@Tom O'Neil"),
        ("s @Anne-Marie Stone agrees", "@Anne-Marie Stone"),
        ("s @O'Brien Kelly agrees", "@O'Brien Kelly"),
        ("s @Tom van der Dyke agrees", "@Tom van der Dyke"),
    ] {
        assert_eq!(asked(line).as_deref(), Some(typed), "{line}");
    }
    for line in [
        "s @Tom Baker We should wait",
        "s @Tom We should wait",
        "s @Tom Around noon it is loud",
        "s @Tom: Residents are for it",
        "s @Tom I agree",
        "s @Tom It's late",
        "s @Tom the lamp is out",
        "s @Tom NGOs pay for it",
        "s @Grace Chen agrees",
        "s @Tom, Rosa agrees",
        "s @Tom la la la",
        "说 @ljg App上报不了",
    ] {
        assert_eq!(asked(line), None, "{line}");
    }
}

#[test]
fn a_surname_with_the_post_that_is_in_the_directory_is_who_has_it() {
    let hall = Hall::new().joined_by(&[
        ("徐丽萍", Side::Other, Some(Class::Department)),
        ("徐安", Side::Member, Some(Class::Member)),
        ("孟河", Side::Other, None),
    ]);
    let hall = hall.with_post("徐丽萍", "县住建局房管股股长").with_post("孟河", "护林员");
    for (line, read) in [
        ("@徐股长 已经派人看过", "徐丽萍: 已经派人看过"),
        ("答 @徐股长：下周修", "徐丽萍: 下周修"),
        ("答 @徐股长说下周修", "徐丽萍: 说下周修"),
        ("@孟护林员 山上有火情", "孟河: 山上有火情"),
        ("@徐镇长 同意", "徐丽萍: 同意"),
        ("@徐护林员 同意", "?Nobody: @徐护林员 同意"),
        ("@徐河长 同意", "?Nobody: @徐河长 同意"),
    ] {
        assert_eq!(heard(&hall, line), read, "{line}");
    }
}
