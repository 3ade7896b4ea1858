//! Who sends, receives, carries, declares and pays. All of these companies are invented; 示范 and «Демо» say so
//! of the banks.

use super::chance::Dice;
use super::lanes::{Route, TradeLane};

const HUNCHUN_SENDERS: &[&str] = &[
    "珲春云渡鞋业有限公司",
    "珲春霁川跨境电子商务有限公司",
    "珲春三疆步履鞋帽有限公司",
    "延边松野电子商务有限公司",
    "珲春暖檐帽业有限公司",
    "吉林省雪径供应链管理有限公司",
    "珲春海岬优选商贸有限公司",
    "温岭踏岚鞋业有限公司",
    "莆田远屐体育用品有限公司",
];
const SUIFENHE_SENDERS: &[&str] =
    &["绥芬河澜桥国际贸易有限公司", "绥芬河铁岭渡跨境电商有限公司", "牡丹江青屐鞋业有限公司", "绥芬河白桦帽饰有限公司"];
const MANZHOULI_SENDERS: &[&str] =
    &["满洲里拓岭商贸有限公司", "满洲里草原驿电子商务有限公司", "呼伦贝尔朔步鞋业有限公司", "满洲里霜旅箱包有限公司"];
const HARBIN_SENDERS: &[&str] =
    &["哈尔滨雪屿供应链有限公司", "哈尔滨松浦履业有限公司", "黑龙江省凛冬帽业有限公司", "哈尔滨江湾优品电子商务有限公司"];

const URAL: &[&str] = &[
    "ООО «Обувальня Исети»",
    "ООО «Пешеход Урала»",
    "ООО «Шапкин Причал»",
    "ООО «Кедроварь Маркет»",
    "ООО «Верх-Исетская Тропа»",
    "ООО «Самоцвет-Импорт 66»",
    "ООО «Шаговик»",
];
const PRIMORYE: &[&str] =
    &["ООО «Вельбот-Импорт»", "ООО «Бухта Ботинок»", "ООО «Приморский Каблук»", "ООО «Мыс Галантерейный»", "ООО «Туманган Маркет»"];
const SIBERIA: &[&str] =
    &["ООО «Обь-Каблук»", "ООО «Сибирский Шаг и Тепло»", "ООО «Левобережная Галантерея»", "ООО «Валенок Плюс Новосибирск»"];
const CAPITAL: &[&str] = &[
    "ООО «Яузский Башмачник»",
    "ООО «Семь Пар»",
    "ООО «Московская Шапошная»",
    "ООО «Склад Заречный-Импорт»",
    "ООО «Подошва и Ко»",
    "ООО «Галантерейный Двор на Пресне»",
];

const LORRIES: &[&str] = &["珲春驭岭国际公路运输有限公司", "ООО «Краскино-Тягач»", "ООО «Хасан Автокараван»", "延吉长辙物流有限公司"];
const TRAINS: &[&str] = &["东陲国际铁路货运代理有限公司", "ООО «Колея 1520 Логистика»", "ООО «Камышовая-Контейнер»"];
const SHIPS: &[&str] = &["珲春图们江海运代理有限公司", "ООО «Зарубино-Фидер»"];

const BANKS: &[&str] = &["图们江示范银行珲春支行", "北岭示范银行", "松花江示范银行国际部", "АО «Демо-Банк Восток»"];

/// The parties of one shipment.
#[derive(Debug, Clone, Copy)]
pub struct Parties {
    /// Who sends.
    pub consignor: &'static str,
    /// Who receives.
    pub consignee: &'static str,
    /// Who carries.
    pub carrier: &'static str,
    /// Who declares.
    pub broker: &'static str,
    /// Who pays out.
    pub bank: &'static str,
}

impl Parties {
    /// Draws the parties of a shipment on a lane, by a way.
    pub fn draw(lane: &TradeLane, route: &Route, dice: &mut Dice) -> Self {
        Self {
            consignor: favoured(senders(lane), dice),
            consignee: consignee(lane, dice),
            carrier: favoured(carriers(route), dice),
            broker: favoured(brokers(lane), dice),
            bank: favoured(BANKS, dice),
        }
    }
}

/// One of those who receive at the end of a lane.
pub fn consignee(lane: &TradeLane, dice: &mut Dice) -> &'static str {
    favoured(receivers(lane), dice)
}

/// By how much a carrier is slower than others.
pub fn slowness(carrier: &str) -> f64 {
    match carrier {
        "ООО «Хасан Автокараван»" => 1.10,
        "ООО «Камышовая-Контейнер»" => 1.07,
        "珲春驭岭国际公路运输有限公司" => 0.94,
        "东陲国际铁路货运代理有限公司" => 0.97,
        _ => 1.0,
    }
}

/// The first in a list have more business than the last.
fn favoured(names: &'static [&'static str], dice: &mut Dice) -> &'static str {
    let (one, other) = (dice.below(names.len()), dice.below(names.len()));
    names[one.min(other)]
}

fn senders(lane: &TradeLane) -> &'static [&'static str] {
    match lane.prefix {
        "SF" => SUIFENHE_SENDERS,
        "ML" => MANZHOULI_SENDERS,
        "HB" => HARBIN_SENDERS,
        _ => HUNCHUN_SENDERS,
    }
}

fn receivers(lane: &TradeLane) -> &'static [&'static str] {
    match lane.destination.code {
        "RUVVO" => PRIMORYE,
        "RUOVB" => SIBERIA,
        "RUMOW" => CAPITAL,
        _ => URAL,
    }
}

fn carriers(route: &Route) -> &'static [&'static str] {
    match route.by {
        "rail" => TRAINS,
        "sea" => SHIPS,
        _ => LORRIES,
    }
}

fn brokers(lane: &TradeLane) -> &'static [&'static str] {
    match lane.prefix {
        "SF" => &["绥芬河晨关报关行", "绥芬河双轨国际货代有限公司"],
        "ML" => &["满洲里国门桥报关行", "满洲里北驿国际货代有限公司"],
        "HB" => &["哈尔滨冰城通关服务有限公司", "哈尔滨松北报关行"],
        _ => &["珲春长岭通关服务有限公司", "珲春东望报关行", "延边图们江国际货代有限公司"],
    }
}
