//! The settings that live in the store.

use super::{
    all_standing, block_or_empty, directory::changed, floor::check_stages, line, line_or_empty,
};
use crate::domain::{
    calendar::Calendar,
    event::{Changed, Event},
    id::EntityId,
    imported::ColumnMapping,
    refusal::{Field, Refusal},
    session::ItemOrder,
    settings::{BackupPlan, FontNames, Options, Settings},
    text::{NAME_CHARS, SHORT_CHARS},
    world::World,
};

pub(super) fn set(world: &World, settings: &Settings) -> Result<Vec<Event>, Refusal> {
    let to = Settings {
        office: line_or_empty(Field::Office, &settings.office, SHORT_CHARS)?,
        options: check_options(&settings.options)?,
        ..settings.clone()
    };
    all_standing(world, to.me)?;
    all_standing(world, to.my_studio)?;
    if !to.calendar.is_empty() {
        Calendar::parse(&to.calendar).map_err(Refusal::Calendar)?;
    }
    let now = world.settings();
    let stated = changed(EntityId::SETTINGS, now.stated(), to.stated()).map(Event::SettingsSet);
    let options = now.options.each().into_iter().zip(to.options.each());
    let options = options
        .filter(|(from, to)| from != to)
        .map(|(from, to)| Event::OptionSet(Changed { id: EntityId::SETTINGS, from, to }));
    Ok(stated.into_iter().chain(options).collect())
}

/// The longest path of a folder, in characters.
const FOLDER_CHARS: usize = 1_000;

/// The most orders that are kept.
const ORDERS: usize = 20;

fn check_options(options: &Options) -> Result<Options, Refusal> {
    let column_mappings = tidy_mappings(&options.column_mappings)?;
    if options.item_orders.len() > ORDERS {
        return Err(Refusal::TooMany { limit: u32::try_from(ORDERS).unwrap_or(u32::MAX) });
    }
    let tidy = |order: &ItemOrder| {
        let stages = check_stages(&order.stages)?;
        if stages.is_empty() {
            return Err(Refusal::Required(Field::Stages));
        }
        Ok(ItemOrder { name: line(Field::Name, &order.name, NAME_CHARS)?, stages })
    };
    let item_orders = options.item_orders.iter().map(tidy).collect::<Result<_, Refusal>>()?;
    let copies_to = options.copies_to.iter().map(|name| line(Field::Office, name, SHORT_CHARS));
    let fonts = &options.fonts;
    let font = |name: &str| line_or_empty(Field::Font, name, NAME_CHARS);
    Ok(Options {
        item_orders,
        document_code: line_or_empty(Field::Code, &options.document_code, NAME_CHARS)?,
        copies_to: copies_to.collect::<Result<_, Refusal>>()?,
        fonts: FontNames {
            title: font(&fonts.title)?,
            body: font(&fonts.body)?,
            heading: font(&fonts.heading)?,
            aside: font(&fonts.aside)?,
            number: font(&fonts.number)?,
        },
        backups: BackupPlan {
            folder: line_or_empty(Field::Folder, &options.backups.folder, FOLDER_CHARS)?,
            ..options.backups
        },
        column_mappings,
        ..options.clone()
    })
}

/// What is remembered of columns stays small: its event has to be. A head is remembered as the file has it,
/// its breaks included, so that the same file is recognised again; what no line may hold at all is not
/// remembered, since a table is taken in for its rows.
fn tidy_mappings(mappings: &[ColumnMapping]) -> Result<Vec<ColumnMapping>, Refusal> {
    let is_small = mappings.len() <= ColumnMapping::MOST
        && ColumnMapping::all_bytes(mappings) <= ColumnMapping::MOST_BYTES;
    if !is_small {
        let limit = u32::try_from(ColumnMapping::MOST).unwrap_or(u32::MAX);
        return Err(Refusal::TooMany { limit });
    }
    let is_plain = |name: &str| block_or_empty(Field::Name, name).is_ok();
    let is_kept = |it: &&ColumnMapping| {
        it.columns.iter().all(|(name, field)| is_plain(name) && is_plain(field))
    };
    Ok(mappings.iter().filter(is_kept).cloned().collect())
}
