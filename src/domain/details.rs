//! The details of a shipment: what `registered` says of it, `amended` overlays and `split` lessens (rule 24).

use std::borrow::Cow;

use super::codes::{Amount, Cell, Currency, HsCode, Minutes, Mode, PlaceCode, Text};
use super::field::Field;
use super::goods::GoodsLines;
use super::lane::Lane;
use super::stage::ClockName;

/// Declares the details once: their types, and how each is read, written and overlaid.
macro_rules! details {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $field:ident),+ $(,)?) => {
        /// Details, each of which may be absent.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
        pub struct Details {
            $($(#[$doc])* pub $name: Option<$type>,)+
            /// Targets in the order of [`ClockName::ALL`].
            pub targets: [Option<Minutes>; 8],
        }

        impl Details {
            /// Reads one detail from its text; false if the text cannot be one.
            pub fn read(&mut self, field: Field, text: &str) -> bool {
                match field {
                    $(Field::$field => { self.$name = <$type>::read(text); self.$name.is_some() })+
                    other => match other.target_of() {
                        Some(clock) => {
                            self.targets[clock.index()] = Minutes::read(text);
                            self.targets[clock.index()].is_some()
                        }
                        None => false,
                    },
                }
            }

            /// The text of one detail, if it is there.
            pub fn cell(&self, field: Field) -> Option<Cow<'_, str>> {
                match field {
                    $(Field::$field => self.$name.as_ref().map(Cell::text),)+
                    other => other.target_of().and_then(|clock| self.targets[clock.index()].as_ref().map(Cell::text)),
                }
            }

            /// Lays another's details over these; what is absent there changes nothing.
            pub fn overlay(&mut self, other: &Self) {
                $(if other.$name.is_some() { self.$name.clone_from(&other.$name); })+
                for (mine, theirs) in self.targets.iter_mut().zip(other.targets) {
                    *mine = theirs.or(*mine);
                }
            }
        }
    };
}

details! {
    /// Supervision mode.
    mode: Mode = Mode,
    /// Where it starts.
    origin: PlaceCode = Origin,
    /// Where it goes.
    destination: PlaceCode = Destination,
    /// Where it crosses the border.
    crossing: PlaceCode = Crossing,
    /// The goods in words.
    goods: Text = Goods,
    /// China's code of the main goods.
    hs_code: HsCode = HsCode,
    /// The EAEU's code of the main goods.
    tnved_code: HsCode = TnvedCode,
    /// The goods line by line.
    goods_lines: GoodsLines = GoodsLines,
    /// Number of packages.
    packages: u32 = Packages,
    /// Gross weight in kilograms.
    gross_kg: Amount = GrossKg,
    /// Declared value, in `currency`.
    value: Amount = Value,
    /// ISO 4217.
    currency: Currency = Currency,
    /// Who sends.
    consignor: Text = Consignor,
    /// Who receives.
    consignee: Text = Consignee,
    /// Who carries.
    carrier: Text = Carrier,
    /// Who declares for others.
    broker: Text = Broker,
    /// Through whom it is paid.
    bank: Text = Bank,
    /// Road, rail, sea, air, mail, or another word.
    transport_mode: Text = TransportMode,
    /// Number of the customs declaration.
    declaration_number: Text = DeclarationNumber,
    /// Number of the master waybill.
    master_waybill: Text = MasterWaybill,
}

impl Details {
    /// From where to where; none while one of both is unknown.
    pub fn lane(&self) -> Option<Lane> {
        Some(Lane { origin: self.origin.clone()?, destination: self.destination.clone()? })
    }

    /// The target of a clock.
    pub fn target(&self, clock: ClockName) -> Option<Minutes> {
        self.targets[clock.index()]
    }

    /// Takes off what leaves with a split; false if that is more than there is. What is unknown stays so.
    pub fn lessen(&mut self, leaving: &Amounts) -> bool {
        let mut enough = true;
        if let (Some(have), Some(leave)) = (&mut self.packages, leaving.packages) {
            match have.checked_sub(leave) {
                Some(rest) => *have = rest,
                None => enough = false,
            }
        }
        for (have, leave) in [(&mut self.gross_kg, &leaving.gross_kg), (&mut self.value, &leaving.value)] {
            if let (Some(amount), Some(leave)) = (have.as_ref(), leave) {
                match amount.less(leave) {
                    Some(rest) => *have = Some(rest),
                    None => enough = false,
                }
            }
        }
        enough
    }
}

/// What leaves a shipment with a split (rule 25).
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Amounts {
    /// Packages that leave.
    pub packages: Option<u32>,
    /// Kilograms that leave.
    pub gross_kg: Option<Amount>,
    /// Value that leaves, in the shipment's currency.
    pub value: Option<Amount>,
}
