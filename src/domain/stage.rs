//! The five stages, the outcomes and the eight clocks: the words of design.md §2.

/// Declares an enum of fixed words: how each is written in files and stored, and all of them in order.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// All of them, in their order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word in files and JSON.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The one that a word names; words are exact.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::parse(&word).ok_or_else(|| serde::de::Error::custom(format_args!("{word} is not known")))
            }
        }
    };
}
pub(crate) use words;

words! {
    /// A stage of clearing, in the order in which a shipment passes them.
    Stage {
        /// Declared to customs.
        Declaration = "declaration",
        /// Sanitary and phytosanitary control of the goods (检疫).
        Quarantine = "quarantine",
        /// Customs inspection.
        Inspection = "inspection",
        /// On the road, the rails or the sea.
        Transport = "transport",
        /// The last mile.
        Delivery = "delivery",
    }
}

words! {
    /// How a shipment's history closes.
    Outcome {
        /// Handed over.
        Delivered = "delivered",
        /// Sent back.
        Returned = "returned",
        /// Not accepted by the consignee or by customs.
        Refused = "refused",
        /// Taken by an authority.
        Seized = "seized",
        /// Destroyed.
        Destroyed = "destroyed",
        /// Lost; *found* is the retraction of this.
        Lost = "lost",
        /// Called off.
        Cancelled = "cancelled",
    }
}

impl Outcome {
    /// Everything but a delivery stops the clocks instead of ending them.
    pub fn is_exception(self) -> bool {
        self != Self::Delivered
    }

    /// The exceptions, in the order in which reports name them.
    pub fn exceptions() -> &'static [Self] {
        &Self::ALL[1..]
    }
}

words! {
    /// What is measured: three spans and one clock a stage (timeline.md §4).
    ClockName {
        /// All five stages.
        DoorToDoor = "door_to_door",
        /// Declaration to inspection.
        Release = "release",
        /// Quarantine to transport: the 20 days that someone promised.
        Clearance = "clearance",
        /// The declaration stage.
        Declaration = "declaration",
        /// The quarantine stage.
        Quarantine = "quarantine",
        /// The inspection stage.
        Inspection = "inspection",
        /// The transport stage.
        Transport = "transport",
        /// The delivery stage.
        Delivery = "delivery",
    }
}

impl ClockName {
    /// The first and the last stage it covers.
    pub fn stages(self) -> (Stage, Stage) {
        match self {
            Self::DoorToDoor => (Stage::Declaration, Stage::Delivery),
            Self::Release => (Stage::Declaration, Stage::Inspection),
            Self::Clearance => (Stage::Quarantine, Stage::Transport),
            Self::Declaration => (Stage::Declaration, Stage::Declaration),
            Self::Quarantine => (Stage::Quarantine, Stage::Quarantine),
            Self::Inspection => (Stage::Inspection, Stage::Inspection),
            Self::Transport => (Stage::Transport, Stage::Transport),
            Self::Delivery => (Stage::Delivery, Stage::Delivery),
        }
    }

    /// The stage, if this is the clock of one.
    pub fn stage(self) -> Option<Stage> {
        let (first, last) = self.stages();
        (first == last).then_some(first)
    }

    /// Whether it covers the stage.
    pub fn covers(self, stage: Stage) -> bool {
        let (first, last) = self.stages();
        first <= stage && stage <= last
    }

    /// Where it stands among the eight.
    pub fn index(self) -> usize {
        self as usize
    }
}

impl From<Stage> for ClockName {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Declaration => Self::Declaration,
            Stage::Quarantine => Self::Quarantine,
            Stage::Inspection => Self::Inspection,
            Stage::Transport => Self::Transport,
            Stage::Delivery => Self::Delivery,
        }
    }
}
