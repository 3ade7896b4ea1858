//! The real server in this process on a port of its own, and someone who looks at its pages: follows redirects,
//! keeps cookies, sends the forms that a page has.

use std::net::TcpListener;
use std::sync::Arc;

use scraper::{ElementRef, Html, Selector};
use tumen::domain::role::Role;
use tumen::i18n::Language;
use tumen::jobs::{Kinds, Workers};
use tumen::office::users::{self, NewUser};
use tumen::store::Store;
use tumen::web::{self, Settings};
use ureq::Cookie;
use ureq::http::Uri;

use crate::support::{self, Database, TestClock};

/// A server with its database.
pub struct Office {
    pub address: String,
    pub setup_path: Option<String>,
    pub store: Arc<Store>,
    pub clock: TestClock,
    pub database: Database,
    _workers: Workers,
}

pub const PASSWORD: &str = "a sentence of many words";

impl Office {
    /// An office without users.
    pub fn new() -> Self {
        Self::with(Settings::default())
    }

    pub fn with(settings: Settings) -> Self {
        let (database, clock) = (Database::fresh(), TestClock::at("2026-07-20T04:00:00Z"));
        let store = database.store(&clock);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (tell, told) = std::sync::mpsc::channel();
        let served = Arc::new(support::office(&store).with_uploads(database.path("uploads")));
        let workers = Workers::start(Arc::clone(&served), Kinds::default()).unwrap();
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let served = web::serve(served, settings, listener).unwrap();
                tell.send((served.address, served.setup_path.clone())).unwrap();
                served.server.await.unwrap();
            });
        });
        let (address, setup_path) = told.recv().unwrap();
        Self { address: format!("http://{address}"), setup_path, store, clock, database, _workers: workers }
    }

    /// An office with one user a role, named by it.
    pub fn staffed() -> Self {
        let office = Self::new();
        for role in Role::ALL {
            let zone = chrono_tz::Tz::Asia__Shanghai;
            let (name, password) = (role.word().to_owned(), PASSWORD.to_owned());
            let new = NewUser { display_name: format!("{name} one"), name, role: *role, password, language: Language::En, time_zone: zone };
            office.add(&new);
        }
        office
    }

    /// Adds a user, as the command line does.
    pub fn add(&self, new: &NewUser) {
        let machine = support::machine("tests", self.store.now());
        users::add(&support::office(&self.store), &machine, new).unwrap();
    }

    pub fn visitor(&self) -> Visitor {
        Visitor::new(&self.address)
    }

    /// Someone who has signed in.
    pub fn signed_in(&self, role: Role) -> Visitor {
        let mut visitor = self.visitor();
        let page = visitor.post("/login", &[("name", role.word()), ("password", PASSWORD)]);
        assert_eq!(page.status, 200, "{}", page.text);
        visitor
    }
}

/// A browser without scripts.
pub struct Visitor {
    agent: ureq::Agent,
    address: String,
    pub headers: Vec<(String, String)>,
}

/// A page that was answered, after redirects.
#[derive(Debug, Clone)]
pub struct Page {
    pub status: u16,
    pub path: String,
    pub text: String,
    pub headers: Vec<(String, String)>,
}

impl Visitor {
    pub fn new(address: &str) -> Self {
        // A connection that waits for its next request may be closed by the server meanwhile: each has one of its own.
        let config = ureq::Agent::config_builder().max_redirects(0).http_status_as_error(false).max_idle_connections(0).build();
        Self { agent: config.into(), address: address.to_owned(), headers: Vec::new() }
    }

    /// The cookie that it sends to the server under a name.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let jar = self.agent.cookie_jar_lock();
        jar.iter().find(|cookie| cookie.name() == name).map(|cookie| cookie.value().to_owned())
    }

    /// Takes a cookie that another has, or had.
    pub fn take_cookie(&mut self, name: &str, value: &str) {
        let server: Uri = self.address.parse().unwrap();
        let cookie = Cookie::parse(format!("{name}={value}; Path=/"), &server).unwrap();
        self.agent.cookie_jar_lock().insert(cookie, &server).unwrap();
    }

    pub fn get(&mut self, path: &str) -> Page {
        let page = self.once("GET", path, &[]);
        self.follow(page, &[])
    }

    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.once("POST", path, fields);
        self.follow(page, fields)
    }

    /// As browsers do: 303 by a GET, 307 by the same request again.
    fn follow(&mut self, mut page: Page, fields: &[(&str, &str)]) -> Page {
        while let 303 | 307 = page.status {
            let to = page.header("location").unwrap().to_owned();
            let method = if page.status == 307 && !fields.is_empty() { "POST" } else { "GET" };
            page = self.once(method, &to, if method == "POST" { fields } else { &[] });
        }
        page
    }

    /// One request, without following where it leads.
    pub fn once(&mut self, method: &str, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.address));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let answer = match method {
            "GET" | "HEAD" => self.agent.run(request.body(()).unwrap()).unwrap(),
            _ => {
                let request = request.header("content-type", "application/x-www-form-urlencoded");
                self.agent.run(request.body(body).unwrap()).unwrap()
            }
        };
        self.answered(path, answer)
    }

    /// Sends a file by a form, as a browser does, and follows where it leads.
    pub fn upload(&mut self, path: &str, name: &str, content: &str) -> Page {
        let request = ureq::http::Request::post(format!("{}{path}", self.address));
        let request = request.header("content-type", "multipart/form-data; boundary=----edge");
        let head = format!("Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv");
        let body = format!("------edge\r\n{head}\r\n\r\n{content}\r\n------edge--\r\n");
        let answer = self.agent.run(request.body(body).unwrap()).unwrap();
        let page = self.answered(path, answer);
        self.follow(page, &[])
    }

    fn answered(&mut self, path: &str, mut answer: ureq::http::Response<ureq::Body>) -> Page {
        let headers: Vec<(String, String)> =
            answer.headers().iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap_or("").to_owned())).collect();
        let text = answer.body_mut().read_to_string().unwrap_or_default();
        Page { status: answer.status().as_u16(), path: path.to_owned(), text, headers }
    }
}

impl Page {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// What a form field of this name holds at first.
    pub fn hidden(&self, name: &str) -> String {
        let held = self.attributes(&format!("[name=\"{name}\"][value]"), "value");
        held.into_iter().next().unwrap_or_else(|| panic!("no {name} in {}", self.text))
    }

    /// What a form would send as it stands, by a CSS selector of the form: its fields without those of its buttons.
    pub fn filled(&self, form: &str) -> Vec<(String, String)> {
        let all = format!("{form} :is(input, select, textarea)[name]");
        let field = |element: ElementRef<'_>| {
            let name = element.attr("name")?.to_owned();
            let text = match element.value().name() {
                "select" => {
                    let options = Selector::parse("option").unwrap();
                    let chosen = element.select(&options).find(|option| option.attr("selected").is_some());
                    let chosen = chosen.or_else(|| element.select(&options).next())?;
                    chosen.attr("value").map_or_else(|| chosen.text().collect(), str::to_owned)
                }
                "textarea" => element.text().collect(),
                _ if matches!(element.attr("type"), Some("checkbox" | "radio")) && element.attr("checked").is_none() => return None,
                _ => element.attr("value").unwrap_or("").to_owned(),
            };
            Some((name, text))
        };
        self.select(&all, field).flatten().collect()
    }

    /// Whether there is an element that a CSS selector finds.
    pub fn has(&self, selector: &str) -> bool {
        self.select(selector, |_| ()).next().is_some()
    }

    /// An attribute of the elements that a CSS selector finds, of those that have it.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.select(selector, |element| element.attr(name).map(str::to_owned)).flatten().collect()
    }

    /// The texts of the elements that a CSS selector finds, each on one line.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.select(selector, |element| plain(element.text())).collect()
    }

    fn select<T>(&self, selector: &str, read: impl Fn(ElementRef<'_>) -> T) -> std::vec::IntoIter<T> {
        let selector = Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"));
        let found: Vec<T> = Html::parse_document(&self.text).select(&selector).map(read).collect();
        found.into_iter()
    }

    /// The text of the page without its tags, on one line.
    pub fn words(&self) -> String {
        plain(Html::parse_document(&self.text).root_element().text())
    }

    pub fn says(&self, text: &str) -> &Self {
        assert!(self.words().contains(text), "“{text}” is not in:\n{}", self.words());
        self
    }
}

/// Pieces of text on one line, a space where a tag stands.
fn plain<'t>(pieces: impl Iterator<Item = &'t str>) -> String {
    pieces.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}
