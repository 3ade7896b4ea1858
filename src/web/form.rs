//! What a form sent: names with their texts, in order, as they were typed.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};

use super::failure::Failure;

/// The largest form in bytes: ten thousand parcel codes with room.
const LARGEST: usize = 1_048_576;

/// A form that was sent, or the query of an address.
#[derive(Debug, Clone, Default)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// Of names and texts.
    pub fn of(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// Of the query of an address.
    pub fn of_query(request: &HttpRequest) -> Self {
        Self(web::Query::<Vec<(String, String)>>::from_query(request.query_string()).map(web::Query::into_inner).unwrap_or_default())
    }

    /// The text of a field; empty if it is not there.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, text)| text)
    }

    /// The text of a field without blanks around it, if there is any.
    pub fn filled(&self, name: &str) -> Option<&str> {
        Some(self.get(name).trim()).filter(|text| !text.is_empty())
    }

    /// Whether the field was sent at all.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    /// Sets a field.
    pub fn set(&mut self, name: &str, text: impl Into<String>) {
        let text = text.into();
        match self.0.iter_mut().find(|(field, _)| field == name) {
            Some((_, old)) => *old = text,
            None => self.0.push((name.to_owned(), text)),
        }
    }
}

impl FromRequest for Form {
    type Error = actix_web::Error;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let read = web::UrlEncoded::<Vec<(String, String)>>::new(request, payload).limit(LARGEST);
        Box::pin(async move {
            match read.await {
                Ok(fields) => Ok(Self(fields)),
                Err(actix_web::error::UrlencodedError::Overflow { .. }) => Err(Failure::TooLarge.into()),
                Err(_) => Err(Failure::Unreadable.into()),
            }
        })
    }
}
