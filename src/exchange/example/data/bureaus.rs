//! The departments of DOMAIN §7. Names change with reforms; these are the short forms in use.

/// A department that sits in every district, or once in the city.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Bureau {
    Agriculture,
    Housing,
    Urban,
    TrafficPolice,
    Health,
    Insurance,
    Civil,
    Labour,
    Resources,
    Transport,
    Water,
    Environment,
    Market,
    Education,
    Justice,
    Finance,
    Emergency,
    Commerce,
    Culture,
    Industry,
    Reform,
    Petitions,
    Disabled,
    Power,
    WaterSupply,
}

use Bureau as B;

/// Every department with its name and what people call it.
const NAMES: [(Bureau, &str, &str); 25] = [
    (B::Agriculture, "农业农村局", "农业农村"),
    (B::Housing, "住建局", "住建"),
    (B::Urban, "城管局", "城管"),
    (B::TrafficPolice, "交警支队", "交警"),
    (B::Health, "卫健委", "卫健"),
    (B::Insurance, "医保局", "医保"),
    (B::Civil, "民政局", "民政"),
    (B::Labour, "人社局", "人社"),
    (B::Resources, "自然资源和规划局", "自规"),
    (B::Transport, "交通运输局", "交通"),
    (B::Water, "水利局", "水利"),
    (B::Environment, "生态环境局", "环保"),
    (B::Market, "市场监管局", "市监"),
    (B::Education, "教育局", "教育"),
    (B::Justice, "司法局", "司法"),
    (B::Finance, "财政局", "财政"),
    (B::Emergency, "应急局", "应急"),
    (B::Commerce, "商务局", "商务"),
    (B::Culture, "文旅广体局", "文旅"),
    (B::Industry, "工信局", "工信"),
    (B::Reform, "发改委", "发改"),
    (B::Petitions, "信访局", "信访"),
    (B::Disabled, "残联", "残联"),
    (B::Power, "供电公司", "供电"),
    (B::WaterSupply, "水务公司", "水务"),
];

/// Those that may sit in on any matter, in the order in which they are asked.
pub(in super::super) const GENERAL: [Bureau; 6] =
    [B::Petitions, B::Finance, B::Justice, B::Housing, B::Emergency, B::Urban];

impl Bureau {
    /// Every department.
    pub(in super::super) fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(bureau, ..)| *bureau)
    }

    /// The name without the district.
    pub(in super::super) fn name(self) -> &'static str {
        NAMES.iter().find(|(it, ..)| *it == self).map_or("", |(_, name, _)| name)
    }

    /// What people call it.
    pub(in super::super) fn short(self) -> &'static str {
        NAMES.iter().find(|(it, ..)| *it == self).map_or("", |(.., short)| short)
    }

    /// Whether there is one for the whole city.
    pub(in super::super) const fn is_of_the_city(self) -> bool {
        matches!(self, Self::TrafficPolice | Self::Power | Self::WaterSupply)
    }
}
