//! The roles of people in an office. What each may do is the office's business.

use super::stage::words;

words! {
    /// A role; each may do what the one before it may, and more.
    Role {
        /// Records what happens.
        Staff = "staff",
        /// Besides, reads reports and sets targets.
        Manager = "manager",
        /// Besides, runs the office.
        Administrator = "administrator",
    }
}
