//! Files of the user: templates of the office, settings, keys.

use super::typed::text;
use crate::corpus::packed;
use crate::hall::hall;
use std::sync::OnceLock;
use tanshi::command::key::Key;
use tanshi::command::keymap::Keymap;
use tanshi::command::place::Place;
use tanshi::command::table::commands;
use tanshi::document::Setting;
use tanshi::document::compose::Order;
use tanshi::document::fields::{self, MINUTES};
use tanshi::document::template::Data;
use tanshi::document::{Kind, template};
use tanshi::i18n::Lang;
use tanshi::shell::config;

fn data() -> &'static Data {
    static DATA: OnceLock<Data> = OnceLock::new();
    DATA.get_or_init(|| {
        let world = &hall().world;
        let of = world.sessions().next().expect("a session").id.into();
        let order = Order { kind: Kind::Minutes, of, department: None };
        fields::data(world, order, &Setting::draft(Lang::Zh)).expect("it is there")
    })
}

/// A template is filled, or everything that is wrong with it is told; what was filled is a document that
/// names no field any more.
pub(crate) fn template(bytes: &[u8]) {
    let bytes = packed(bytes);
    let checked = template::check(&bytes, &MINUTES);
    let filled = template::fill(&bytes, &MINUTES, data());
    assert!(checked.is_ok() || filled.is_err(), "filled although it is wrong");
    for fault in filled.as_ref().err().into_iter().flatten() {
        assert!(Lang::ALL.into_iter().all(|lang| !fault.text(lang).is_empty()));
    }
    if let Ok(filled) = filled {
        let again = template::fill(&bytes, &MINUTES, data());
        assert_eq!(again.as_ref(), Ok(&filled), "another time, another document");
        if let Ok(used) = template::check(&filled, &MINUTES) {
            let used = used.len();
            assert!(used == 0 || checked.is_ok_and(|before| before.len() >= used));
        }
    }
}

/// Settings are taken or told; never both in silence.
pub(crate) fn config(bytes: &[u8]) {
    let text = text(bytes);
    let faults = config::faults_in(&text);
    assert!(faults.iter().all(|words| !words.is_empty()));
    if toml_is_broken(&text) {
        assert!(!faults.is_empty(), "{text:?} is taken in silence");
    }
}

fn toml_is_broken(text: &str) -> bool {
    toml::from_str::<toml::Table>(text).is_err()
}

/// Keys are taken or told; whatever they are, each command has a name for its keys.
pub(crate) fn keys(bytes: &[u8]) {
    let text = text(bytes);
    let (keymap, faults) = Keymap::parse(&text);
    for fault in &faults {
        assert!(Lang::ALL.into_iter().all(|lang| !fault.words(lang).is_empty()));
    }
    if toml_is_broken(&text) {
        assert!(!faults.is_empty(), "{text:?} is taken in silence");
    }
    for command in commands() {
        for name in keymap.keys_of(command) {
            assert!(!name.is_empty(), "keys without a name");
        }
    }
    for place in Place::ALL {
        let _found = keymap.lookup(&[Key::parse("a").expect("a key")], place);
    }
}
