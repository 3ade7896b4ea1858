//! Who may do what: one table. Every use case asks here by its [`Context`](super::Context), and the authentication of the pages
//! before them; what a role may not do it does not see, and is refused when it tries. The command line is for whoever
//! runs the machine, and may do all.

use crate::domain::role::Role;

/// Something that can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// Look at shipments.
    Look,
    /// Register shipments.
    Register,
    /// Record what happened, parcels and documents included.
    Record,
    /// Retract, enter right, and amend details.
    Correct,
    /// Read reports.
    Report,
    /// Take data away.
    Export,
    /// Set the targets of lanes, and amend those of a shipment.
    SetTargets,
    /// Add and change users.
    ManageUsers,
    /// Add and change places.
    ManagePlaces,
    /// Add and change hold reasons.
    ManageReasons,
    /// Mend, merge and translate the names of parties and goods.
    ManageDirectory,
    /// Import histories.
    Import,
}

impl Right {
    /// All of them, each with the least role that has it; every higher role has it too.
    pub const TABLE: &[(Self, Role)] = &[
        (Self::Look, Role::Staff),
        (Self::Register, Role::Staff),
        (Self::Record, Role::Staff),
        (Self::Correct, Role::Staff),
        (Self::Report, Role::Manager),
        (Self::Export, Role::Manager),
        (Self::SetTargets, Role::Manager),
        (Self::ManageUsers, Role::Administrator),
        (Self::ManagePlaces, Role::Administrator),
        (Self::ManageReasons, Role::Administrator),
        (Self::ManageDirectory, Role::Administrator),
        (Self::Import, Role::Administrator),
    ];
}

/// Whether a role may do it.
pub fn may(role: Role, right: Right) -> bool {
    Right::TABLE.iter().any(|(listed, least)| *listed == right && role >= *least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_has_what_the_office_gave_it() {
        let has = |role| Right::TABLE.iter().filter(|(right, _)| may(role, *right)).map(|(right, _)| *right).collect::<Vec<_>>();
        let staff = vec![Right::Look, Right::Register, Right::Record, Right::Correct];
        assert_eq!(has(Role::Staff), staff);
        assert_eq!(has(Role::Manager), [staff, vec![Right::Report, Right::Export, Right::SetTargets]].concat());
        assert_eq!(has(Role::Administrator).len(), Right::TABLE.len());
    }
}
