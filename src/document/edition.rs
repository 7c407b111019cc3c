//! A document as one version of it says it: our own layout, and what the fields hold that the office's
//! template uses. Both together are what a final version is sealed by, and what has to be complete.

use super::{
    Absent, Blank, Setting, Sheet,
    compose::{Order, compose},
    difference::FIELD,
    fields,
    template::Data,
};
use crate::domain::world::World;
use sha2::{Digest, Sha256};

/// What one version says.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Our own layout.
    pub sheet: Sheet,
    /// What the fields hold.
    pub fields: Data,
    /// The fields that the office's template uses, `issues.title`; none without a template.
    used: Vec<String>,
}

impl Edition {
    /// Puts a document together; `used` are the fields that its template uses.
    ///
    /// # Errors
    /// [`Absent`] when it is about nothing that is there.
    pub fn of(
        world: &World,
        order: Order,
        setting: &Setting,
        used: &[String],
    ) -> Result<Self, Absent> {
        Ok(Self {
            sheet: compose(world, order, setting)?,
            fields: fields::data(world, order, setting)?,
            used: used.to_vec(),
        })
    }

    /// All that it says, a paragraph or a field on each line.
    pub fn words(&self) -> String {
        self.used.iter().fold(self.sheet.canonical(), |mut words, path| {
            words.push_str(FIELD);
            words.push_str(path);
            for held in self.fields.told(path) {
                words.push('\t');
                words.push_str(&held);
            }
            words.push('\n');
            words
        })
    }

    /// The fingerprint of all that it says, whether it is complete or not.
    pub fn content_hash(&self) -> [u8; 32] {
        Sha256::digest(self.words()).into()
    }

    /// What is left blank, each once, in the order of reading.
    pub fn blanks(&self) -> Vec<Blank> {
        let mut blanks = self.sheet.blanks();
        for blank in self.used.iter().flat_map(|path| self.fields.blanks(path)) {
            if !blanks.iter().any(|it| (it.unknown, it.about) == (blank.unknown, blank.about)) {
                blanks.push(blank);
            }
        }
        blanks
    }

    /// The fingerprint that a final version is sealed by.
    ///
    /// # Errors
    /// What is left blank: such a document stays a draft.
    pub fn seal(&self) -> Result<[u8; 32], Vec<Blank>> {
        let blanks = self.blanks();
        if blanks.is_empty() { Ok(self.content_hash()) } else { Err(blanks) }
    }

    /// What it says that the office's template has no place for; nothing without a template.
    pub fn unreachable(&self) -> Vec<&'static str> {
        let Some(kind) = self.sheet.kind.filter(|_| !self.used.is_empty()) else {
            return Vec::new();
        };
        fields::unreachable(kind, &self.fields, &self.used, self.sheet.lang)
    }
}

/// The fields that the template used by which a version was sealed, as its words tell.
pub fn used_in(words: &str) -> Vec<String> {
    let fields = words.lines().filter_map(|line| line.strip_prefix(FIELD));
    fields.filter_map(|field| field.split('\t').next()).map(str::to_owned).collect()
}
