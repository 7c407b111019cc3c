//! The minutes on paper (GB/T 9704-2012, 10.3; DOMAIN §4).

use super::{Item, Minutes, no_consensus, open};
use crate::{
    document::{
        Kind,
        frame::{colophon, stamped},
        phrase::{Blank, Phrase},
        sheet::{Block, Level, Sheet},
        title::numeral,
    },
    domain::line::LineKind,
    i18n::{Lang, Paper},
};

impl Minutes {
    /// Lays the minutes out.
    pub fn sheet(&self) -> Sheet {
        let mut sheet = stamped(Kind::Minutes, &self.setting);
        let blocks = &mut sheet.blocks;
        blocks.push(Block::Mark(self.mark.clone()));
        blocks.extend(self.setting.imprint.number_words(self.setting.lang).map(Block::Number));
        blocks.push(Block::RedRule);
        blocks.push(Block::Title(self.title.clone()));
        blocks.push(Block::Gap);
        blocks.push(Block::Paragraph(self.opening.clone()));
        for (number, item) in (1..).zip(&self.items) {
            // A single item needs no numeral: there is no second one.
            if self.items.len() > 1 {
                let numeral = numeral(Level::First, number, &self.setting);
                let phrase = Phrase::said(format!("{numeral}{}", item.title));
                blocks.push(Block::Heading { level: Level::First, phrase });
            }
            self.item(item, blocks);
        }
        self.notes(blocks);
        blocks.push(Block::Gap);
        for (label, phrases) in &self.lists {
            blocks.push(Block::Labelled {
                label: self.said(*label).to_owned(),
                phrases: phrases.clone(),
            });
        }
        blocks.push(colophon(&self.setting));
        sheet
    }

    const fn lang(&self) -> Lang {
        self.setting.lang
    }

    fn said(&self, paper: Paper) -> &'static str {
        paper.said(self.lang())
    }

    fn item(&self, item: &Item, blocks: &mut Vec<Block>) {
        let topic = [("topic", Phrase::said(item.title.as_str()))];
        let opens_with_topic = item.heard.first().is_none_or(|it| it.kind == LineKind::Topic);
        if item.issue.is_some() && !opens_with_topic && !item.undiscussed {
            blocks.push(Block::Paragraph(Phrase::fill(self.said(Paper::Heard), &topic)));
        }
        let heard = item.heard.iter().map(|it| Block::Paragraph(it.words.as_str().into()));
        blocks.extend(heard);
        if !item.considered.is_empty() {
            let text = item.considered.iter().map(|it| Phrase::said(open(it)));
            let text = Phrase::joined(text, self.said(Paper::Semicolon));
            let text = text.then(self.said(Paper::Stop).into());
            let paragraph = Phrase::fill(self.said(Paper::Considered), &[("text", text)]);
            blocks.push(Block::Paragraph(paragraph));
        }
        self.agreed(item, blocks);
        blocks.extend(item.parted.iter().map(|it| Block::Paragraph(it.as_str().into())));
        if let Some(what) = &item.no_consensus {
            blocks.push(Block::Paragraph(no_consensus(what, self.lang())));
        }
        if item.undiscussed {
            blocks.push(Block::Paragraph(self.said(Paper::Undiscussed).into()));
        }
        if let Some(blank) = item.outcome_unknown {
            blocks.push(Block::Paragraph(self.outcome_unknown(blank)));
        }
    }

    fn agreed(&self, item: &Item, blocks: &mut Vec<Block>) {
        let stop = || Phrase::said(self.said(Paper::Stop));
        match item.agreed.as_slice() {
            [] => {}
            [one] => {
                let text = one.words(self.lang()).then(stop());
                let paragraph = Phrase::fill(self.said(Paper::AgreedOne), &[("text", text)]);
                blocks.push(Block::Paragraph(paragraph));
            }
            several => {
                blocks.push(Block::Paragraph(self.said(Paper::Agreed).into()));
                for (number, one) in (1..).zip(several) {
                    let numeral = Phrase::said(numeral(Level::Third, number, &self.setting));
                    let paragraph = numeral.then(one.words(self.lang())).then(stop());
                    blocks.push(Block::Paragraph(paragraph));
                }
            }
        }
    }

    fn outcome_unknown(&self, blank: Blank) -> Phrase {
        Phrase::fill(self.said(Paper::AgreedUnknown), &[("blank", Phrase::unknown(blank))])
    }

    /// Overrides, then what was corrected.
    fn notes(&self, blocks: &mut Vec<Block>) {
        blocks.extend(self.overrides.iter().cloned().map(Block::Paragraph));
        if self.amendments.is_empty() {
            return;
        }
        let heading = Phrase::said(self.said(Paper::AmendmentsHeading));
        blocks.push(Block::Heading { level: Level::First, phrase: heading });
        for (number, amendment) in (1..).zip(&self.amendments) {
            let numeral = Phrase::said(numeral(Level::Third, number, &self.setting));
            blocks.push(Block::Paragraph(numeral.then(amendment.words(self.lang()))));
        }
    }
}
