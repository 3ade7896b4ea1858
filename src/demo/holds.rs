//! Why shipments stand still: the reasons of domain.md §2.3 and §7, where on the way each occurs, who acts,
//! who must act, how long it usually takes and whether it pauses the net clocks.

use super::chance::Dice;
use super::plan::Plan;

/// Where on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Along {
    /// While it is declared.
    Declaration,
    /// In quarantine.
    Quarantine,
    /// At the inspection.
    Inspection,
    /// At the gate, before the border.
    Gate,
    /// At the customs of the country it enters.
    Entry,
    /// On the long haul.
    Haul,
    /// On the last mile.
    Delivery,
}

/// Which shipments a cause can hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hits {
    /// All.
    Every,
    /// Those on rails.
    Rail,
    /// Those of traders.
    Trade,
    /// Those of people who ordered for themselves.
    Personal,
}

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acting {
    /// The customs of the place.
    Customs,
    /// Its quarantine authority.
    Quarantine,
    /// No authority.
    Nobody,
}

/// A cause of standing still.
#[derive(Debug, PartialEq, Eq)]
pub struct Cause {
    /// Its word.
    pub reason: &'static str,
    /// Where it occurs.
    pub along: Along,
    /// Which shipments it hits.
    pub hits: Hits,
    /// Who acts.
    pub acting: Acting,
    /// Who must act: one of these.
    pub responsible: &'static [&'static str],
    /// Whether it pauses the net clocks.
    pub pauses: bool,
    /// A usual length in hours.
    pub hours: u32,
    /// How often, among the causes of its place.
    pub weight: u32,
    /// In the words of the desk.
    pub note: &'static str,
}

macro_rules! causes {
    ($($along:ident: $reason:literal, $hits:ident, $acting:ident, [$($who:literal),+], $pauses:literal, $hours:literal h, $weight:literal x, $note:literal;)+) => {
        /// All causes.
        pub static CAUSES: &[Cause] = &[$(Cause {
            reason: $reason,
            along: Along::$along,
            hits: Hits::$hits,
            acting: Acting::$acting,
            responsible: &[$($who),+],
            pauses: $pauses,
            hours: $hours,
            weight: $weight,
            note: $note,
        }),+];
    };
}

causes! {
    Declaration: "document_request", Every, Customs, ["declarant", "consignor", "platform"], true, 26 h, 10 x, "海关要求补充合同及装箱单";
    Declaration: "classification_dispute", Every, Customs, ["declarant", "customs"], true, 48 h, 4 x, "鞋面材质归类存疑，送归类部门";
    Declaration: "value_doubt", Every, Customs, ["consignor"], true, 40 h, 3 x, "申报价格偏低，要求提供收款单";
    Declaration: "document_request", Personal, Customs, ["platform"], true, 16 h, 5 x, "三单比对不符：订单与运单收件人不一致";
    Declaration: "unpaid_duties", Trade, Customs, ["bank"], false, 24 h, 2 x, "保证金未到账";
    Quarantine: "wood_packaging", Every, Quarantine, ["consignor", "quarantine"], true, 34 h, 9 x, "木质包装无IPPC标识，需熏蒸处理";
    Quarantine: "document_request", Every, Quarantine, ["declarant"], true, 20 h, 5 x, "补充原料说明（天然毛皮）";
    Quarantine: "quarantine_treatment", Every, Quarantine, ["quarantine"], false, 30 h, 3 x, "检疫处理，等候场地";
    Inspection: "weight_discrepancy", Every, Customs, ["consignor", "carrier"], true, 18 h, 8 x, "实际重量与申报不符，重新过磅";
    Inspection: "ip_suspension", Every, Customs, ["customs", "consignor"], true, 72 h, 4 x, "疑似侵犯商标权，通知权利人确认";
    Inspection: "classification_dispute", Every, Customs, ["declarant"], true, 50 h, 4 x, "取样化验，等候结果";
    Inspection: "document_request", Every, Customs, ["declarant", "platform"], true, 22 h, 6 x, "要求提供采购发票";
    Inspection: "sanctions_screening", Trade, Customs, ["customs"], true, 36 h, 2 x, "两用物项筛查";
    Gate: "border_queue", Every, Nobody, ["force_majeure"], false, 20 h, 14 x, "口岸排队，车辆积压";
    Gate: "weather", Every, Nobody, ["force_majeure"], true, 18 h, 4 x, "大雪封路，口岸临时关闭";
    Gate: "wagon_shortage", Rail, Nobody, ["carrier"], false, 34 h, 12 x, "宽轨车皮不足，等候换装";
    Gate: "document_request", Every, Customs, ["carrier"], true, 12 h, 3 x, "核对舱单与运单";
    Entry: "document_request", Every, Customs, ["broker", "consignee"], true, 32 h, 9 x, "Запрошены документы: инвойс, упаковочный лист, перевод";
    Entry: "value_doubt", Every, Customs, ["consignee", "customs"], true, 52 h, 6 x, "Сомнение в заявленной стоимости (КТС)";
    Entry: "marking", Trade, Customs, ["consignee", "consignor"], true, 60 h, 12 x, "Коды маркировки «Честный ЗНАК» не нанесены на часть пар";
    Entry: "eac_document", Trade, Customs, ["consignee", "broker"], true, 48 h, 8 x, "Нет декларации о соответствии ТР ТС 017/2011";
    Entry: "unpaid_duties", Every, Customs, ["consignee", "bank"], false, 24 h, 5 x, "Платежи не поступили на счёт";
    Entry: "personal_limit", Personal, Customs, ["consignee"], true, 36 h, 7 x, "Превышен лимит или нет ИНН получателя";
    Entry: "weight_discrepancy", Every, Customs, ["carrier", "consignor"], true, 20 h, 4 x, "Расхождение веса брутто с CMR";
    Entry: "classification_dispute", Every, Customs, ["broker"], true, 60 h, 3 x, "Спор о коде ТН ВЭД";
    Entry: "sanctions_screening", Trade, Customs, ["bank", "customs"], true, 40 h, 3 x, "Проверка на товары двойного назначения";
    Entry: "wood_packaging", Every, Quarantine, ["consignor"], true, 40 h, 3 x, "Поддоны без знака ISPM 15";
    Entry: "ip_suspension", Every, Customs, ["customs"], true, 90 h, 2 x, "Приостановка выпуска: товарный знак в реестре ТРОИС";
    Haul: "weather", Every, Nobody, ["force_majeure"], true, 22 h, 6 x, "Трасса закрыта из-за метели";
    Haul: "wagon_shortage", Rail, Nobody, ["carrier"], false, 36 h, 10 x, "Нет платформ под контейнер";
    Haul: "document_request", Every, Nobody, ["carrier"], true, 14 h, 3 x, "Проверка документов на посту весового контроля";
    Delivery: "personal_limit", Personal, Customs, ["consignee"], true, 30 h, 8 x, "Получатель не подтвердил паспортные данные";
    Delivery: "unpaid_duties", Every, Nobody, ["consignee", "bank"], false, 24 h, 5 x, "Ожидаем оплату получателя";
    Delivery: "document_request", Trade, Nobody, ["consignee"], true, 18 h, 5 x, "Нет доверенности на получение";
}

impl Along {
    /// How many shipments in a thousand are held here.
    pub fn per_mille(self) -> u32 {
        match self {
            Self::Declaration => 60,
            Self::Quarantine => 60,
            Self::Inspection => 95,
            Self::Gate => 110,
            Self::Entry => 150,
            Self::Haul => 35,
            Self::Delivery => 50,
        }
    }
}

/// One of the causes that can hit a shipment there.
pub fn cause(along: Along, plan: &Plan, by: &str, dice: &mut Dice) -> Option<&'static Cause> {
    let can_hit = |cause: &&Cause| {
        cause.along == along
            && match cause.hits {
                Hits::Every => true,
                Hits::Rail => by == "rail",
                Hits::Trade => plan.is_trade(),
                Hits::Personal => !plan.is_trade(),
            }
    };
    dice.weigh(CAUSES.iter().filter(can_hit), |cause| cause.weight)
}

/// The cause of a reason there, such as the one that ends in a seizure.
pub fn of_reason(along: Along, reason: &str) -> Option<&'static Cause> {
    CAUSES.iter().find(|cause| cause.along == along && cause.reason == reason)
}
