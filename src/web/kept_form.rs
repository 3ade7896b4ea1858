//! A form whose sender is not signed in any more, or wants the page in another language, is kept and shown again, filled.

use actix_web::{HttpRequest, web};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::app::AppState;
use super::app_error::AppError;
use super::form::{self, Form};
use super::page::own_path;
use super::request_user::RequestUser;
use super::typed::as_code;
use crate::office::kept_forms;

/// The part of an address that names a form that is kept.
const KEPT: &str = "kept";

/// Says on a form who it was made for, so that nobody else gets it: of the form's own key, which nobody can guess.
pub fn mark(person: i64, key: &str) -> String {
    let hash = Sha256::digest(format!("{person}:{key}").as_bytes());
    data_encoding::HEXLOWER.encode(&hash[..16])
}

/// Whether what was typed is a person's.
pub fn is_of(typed: &Form, person: i64) -> bool {
    !typed.get("key").is_empty() && typed.get("by") == mark(person, typed.get("key"))
}

/// The page of the form that is sent to an address.
pub fn page_of(path: &str) -> String {
    let path = own_path(path).split('?').next().unwrap_or("/");
    path.strip_suffix("/events").map_or_else(|| path.to_owned(), |shipment| format!("{shipment}/record"))
}

/// Keeps what was typed; gives the address at which it is shown again.
pub async fn keep(office: &web::Data<AppState>, request_user: &RequestUser, typed: &Form, page: &str) -> Result<String, AppError> {
    let fields = form::query(typed.all().map(|(name, text)| (name.as_str(), text.as_str())));
    let id = office.run_as(request_user, move |office, context| kept_forms::keep(office, context, &fields)).await?;
    let path = page.split('?').next().unwrap_or("/");
    Ok(format!("{path}?{KEPT}={id}"))
}

/// The form that an address asks for again, if it is theirs who ask.
pub async fn kept(office: &web::Data<AppState>, request_user: &RequestUser, request: &HttpRequest) -> Result<Option<Form>, AppError> {
    let Some(id) = Form::of_query(request).filled(KEPT).and_then(|id| id.parse::<Uuid>().ok()) else { return Ok(None) };
    let fields = office.run_as(request_user, move |office, context| kept_forms::kept(office, context, id)).await?;
    Ok(fields.map(|fields| Form::of_text(&fields)))
}

/// What was typed in one language, as it is read in any: numbers without marks between thousands, with a point.
pub fn in_any_language(typed: &Form) -> Form {
    let cell = |name: &str| name.rsplit('-').next().unwrap_or("").to_owned();
    Form::new(typed.all().map(|(name, text)| (name.clone(), as_code(&cell(name), text))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_its_senders() {
        let form = |by: &str| Form::new(vec![("key".to_owned(), "k".to_owned()), ("by".to_owned(), by.to_owned())]);
        assert!(is_of(&form(&mark(7, "k")), 7));
        assert!(!is_of(&form(&mark(7, "k")), 8) && !is_of(&form(""), 7) && !is_of(&Form::default(), 7));
    }

    #[test]
    fn a_form_is_shown_on_its_page() {
        assert_eq!(page_of("/shipments/HC-1/events"), "/shipments/HC-1/record");
        assert_eq!(page_of("/shipments/HC-1/events?x=1"), "/shipments/HC-1/record");
        assert_eq!(page_of("/shipments/new"), "/shipments/new");
        assert_eq!(page_of("//evil"), "/");
    }

    #[test]
    fn a_number_stays_the_same_in_another_language() {
        let typed = Form::new(vec![("gross_kg".to_owned(), "1250,5".to_owned()), ("line-0-value".to_owned(), "2,5".to_owned())]);
        let read = in_any_language(&typed);
        assert_eq!((read.get("gross_kg"), read.get("line-0-value")), ("1250.5", "2.5"));
    }
}
