//! The web: what a browser sees of the house.

pub mod track;
