//! What a form or the query of an address says: names with their texts, in order, as they were typed; and how a query
//! is written.

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, rt, web};
use percent_encoding::percent_decode;

use super::app_error::AppError;

/// The largest form in bytes: ten thousand parcel codes with room.
pub const LARGEST: usize = 1_048_576;
/// The most fields of a form: two hundred lines of goods with room.
const MOST_FIELDS: usize = 2_000;
/// How long a form may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// A form that was sent, or the query of an address.
#[derive(Debug, Clone, Default)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// Of names and texts.
    pub fn new(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// Of a query as text.
    pub fn of_text(query: &str) -> Self {
        Self(fields(query.as_bytes()).unwrap_or_default())
    }

    /// Of the query of an address; one that cannot be read says nothing.
    pub fn of_query(request: &HttpRequest) -> Self {
        Self(fields(request.query_string().as_bytes()).unwrap_or_default())
    }

    /// The same where a part that cannot be read must not stand for nothing.
    pub fn of_whole_query(request: &HttpRequest) -> Result<Self, AppError> {
        Ok(Self(fields(request.query_string().as_bytes())?))
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

    /// All fields in their order.
    pub fn all(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter()
    }

    /// Takes fields out, by their names.
    pub fn remove(&mut self, is_out: impl Fn(&str) -> bool) {
        self.0.retain(|(name, _)| !is_out(name));
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

/// The fields of `application/x-www-form-urlencoded`; what is not UTF-8, or has too many, is refused.
fn fields(bytes: &[u8]) -> Result<Vec<(String, String)>, AppError> {
    if bytes.iter().filter(|byte| **byte == b'&').count() >= MOST_FIELDS {
        return Err(AppError::TooLarge);
    }
    // The parser puts a mark where it cannot read. What stands between fields is ASCII: all can be read if each can.
    if !percent_decode(bytes).decode_utf8().is_ok_and(|text| !text.contains('\0')) {
        return Err(AppError::Unreadable);
    }
    Ok(form_urlencoded::parse(bytes).into_owned().collect())
}

/// The query of names and texts, as a browser writes that of a form.
pub fn query<'a, 'b>(fields: impl IntoIterator<Item = (&'a str, &'b str)>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

impl FromRequest for Form {
    type Error = actix_web::Error;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_form = request.content_type().eq_ignore_ascii_case("application/x-www-form-urlencoded");
        let is_empty = request.headers().get(header::CONTENT_LENGTH).is_some_and(|length| length == "0");
        let read = web::Bytes::from_request(request, payload);
        Box::pin(async move {
            if !is_form && !is_empty {
                return Err(AppError::Unreadable.into());
            }
            let bytes = rt::time::timeout(PATIENCE, read).await.map_err(|_| AppError::Unreadable)?;
            let bytes = bytes.map_err(|error| match error.as_response_error().status_code() {
                actix_web::http::StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
                _ => AppError::Unreadable,
            })?;
            Ok(fields(&bytes).map(Self)?)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_it_was_typed() {
        let read = fields("a=1+2&b=%E7%8F%B2&c&a=%2B&=x".as_bytes()).unwrap_or_default();
        let expected = [("a", "1 2"), ("b", "\u{73f2}"), ("c", ""), ("a", "+"), ("", "x")];
        assert_eq!(read, expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
        for unreadable in [&b"note=%ff%fe"[..], b"note=\xff", b"note=%E7%8F&also=%B2", b"%ff=a", b"note=a%00"] {
            assert!(matches!(fields(unreadable), Err(AppError::Unreadable)), "{unreadable:?}");
        }
        assert!(matches!(fields(&b"a&".repeat(MOST_FIELDS)), Err(AppError::TooLarge)));
    }

    #[test]
    fn a_query_is_written_as_it_is_read() {
        let typed = [("q", "\u{73f2}\u{6625} 1+1"), ("q", ""), ("lane", "CNHCG:RUYEK"), ("note", "a&b=c%d")];
        assert_eq!(query(typed), "q=%E7%8F%B2%E6%98%A5+1%2B1&q=&lane=CNHCG%3ARUYEK&note=a%26b%3Dc%25d");
        let read = fields(query(typed).as_bytes()).unwrap_or_default();
        assert_eq!(read, typed.map(|(name, text)| (name.to_owned(), text.to_owned())));
    }
}
