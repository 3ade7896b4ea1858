//! The places of the six lanes: their offset, the desk that enters what happens there, and the authorities.
//! Offsets are those of the last years; none of these zones has summer time.

/// The country whose working days and customs count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Land {
    /// China.
    China,
    /// Russia.
    Russia,
}

impl Land {
    /// ISO 3166-1 alpha-2.
    pub fn code(self) -> &'static str {
        match self {
            Self::China => "CN",
            Self::Russia => "RU",
        }
    }
}

/// A place on the way.
#[derive(Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its code in the database.
    pub code: &'static str,
    /// Whose days off count there.
    pub land: Land,
    /// Hours east of UTC.
    pub east: i32,
    /// The desk that records.
    pub desk: &'static str,
    /// Its customs.
    pub customs: &'static str,
    /// Its quarantine authority.
    pub quarantine: &'static str,
}

const fn china(code: &'static str, desk: &'static str, customs: &'static str) -> Spot {
    Spot { code, land: Land::China, east: 8, desk, customs, quarantine: customs }
}

const fn russia(code: &'static str, east: i32, desk: &'static str, customs: &'static str) -> Spot {
    Spot { code, land: Land::Russia, east, desk, customs, quarantine: "Россельхознадзор" }
}

/// Hunchun.
pub static HUNCHUN: Spot = china("CNHCG", "hunchun", "珲春海关");
/// Suifenhe, the railway station.
pub static SUIFENHE: Spot = china("CNSFE", "suifenhe", "绥芬河海关");
/// Manzhouli.
pub static MANZHOULI: Spot = china("CNMLX", "manzhouli", "满洲里海关");
/// Harbin.
pub static HARBIN: Spot = china("CNHRN", "harbin", "哈尔滨海关");
/// Kraskino, across the road from Hunchun.
pub static KRASKINO: Spot = russia("RU-X-KRASKINO", 10, "kraskino", "Уссурийская таможня");
/// Makhalino, where the rails from Hunchun change their gauge.
pub static MAKHALINO: Spot = russia("RU-X-MAKHALINO", 10, "kraskino", "Уссурийская таможня");
/// Zarubino, the port.
pub static ZARUBINO: Spot = russia("RUZAR", 10, "vladivostok", "Владивостокская таможня");
/// Grodekovo, the railway station across from Suifenhe.
pub static GRODEKOVO: Spot = russia("RUGRK", 10, "ussuriysk", "Уссурийская таможня");
/// Zabaykalsk, across from Manzhouli.
pub static ZABAYKALSK: Spot = russia("RUZBK", 9, "zabaykalsk", "Читинская таможня");
/// Ussuriysk.
pub static USSURIYSK: Spot = russia("RUUSS", 10, "ussuriysk", "Уссурийская таможня");
/// Vladivostok.
pub static VLADIVOSTOK: Spot = russia("RUVVO", 10, "vladivostok", "Владивостокская таможня");
/// Khabarovsk.
pub static KHABAROVSK: Spot = russia("RUKHV", 10, "khabarovsk", "Хабаровская таможня");
/// Novosibirsk.
pub static NOVOSIBIRSK: Spot = russia("RUOVB", 7, "novosibirsk", "Новосибирская таможня");
/// Yekaterinburg.
pub static YEKATERINBURG: Spot = russia("RUYEK", 5, "yekaterinburg", "Екатеринбургская таможня");
/// Moscow.
pub static MOSCOW: Spot = russia("RUMOW", 3, "moscow", "Московская таможня");
