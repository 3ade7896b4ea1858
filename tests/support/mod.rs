//! What the tests share: a fresh database on the engine under test, the built binary, histories as cells.
//! `TEST_POSTGRES=postgres://…` runs the same tests on PostgreSQL, each in a schema of its own.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod every_kind;
pub mod sources;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use serde_json::Value;
use tempfile::TempDir;
use tumen::domain::time::Moment;
use tumen::i18n::Language;
use tumen::office::{Context, Office};
use tumen::store::{Address, Store};

/// The cells of one event, by column.
pub type Cells = BTreeMap<String, String>;

/// A database of its own, gone when dropped.
pub struct Database {
    pub url: String,
    pub folder: TempDir,
    schema: Option<(String, String)>,
}

impl Database {
    pub fn fresh() -> Self {
        let folder = TempDir::new().unwrap();
        match std::env::var("TEST_POSTGRES") {
            Ok(server) => {
                let schema = format!("t{}", uuid::Uuid::new_v4().simple());
                PgConnection::establish(&server).unwrap().batch_execute(&format!("CREATE SCHEMA {schema}")).unwrap();
                let url = format!("{server}?options=-csearch_path%3D{schema}");
                Self { url, folder, schema: Some((server, schema)) }
            }
            Err(_) => Self { url: folder.path().join("tumen.db").display().to_string(), folder, schema: None },
        }
    }

    pub fn is_sqlite(&self) -> bool {
        self.schema.is_none()
    }

    pub fn address(&self) -> Address {
        Address::parse(&self.url)
    }

    pub fn store(&self, clock: &TestClock) -> Arc<Store> {
        Arc::new(Store::open(&self.address(), clock.reader()).unwrap())
    }

    /// Runs SQL behind the ledger's back.
    pub fn tamper(&self, sql: &str) {
        self.try_sql(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    pub fn try_sql(&self, sql: &str) -> QueryResult<()> {
        if self.is_sqlite() {
            let mut connection = SqliteConnection::establish(&self.url).unwrap();
            connection.batch_execute("PRAGMA busy_timeout = 10000").unwrap();
            connection.batch_execute(sql)
        } else {
            PgConnection::establish(&self.url).unwrap().batch_execute(sql)
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Runs the built program on this database.
    pub fn run(&self, arguments: &[&str]) -> Output {
        tumen(&self.url, arguments)
    }

    pub fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{arguments:?}: {error}\n{}\n{}", text(&output.stdout), text(&output.stderr)))
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some((server, schema)) = &self.schema
            && let Ok(mut connection) = PgConnection::establish(server)
        {
            drop(connection.batch_execute(&format!("DROP SCHEMA {schema} CASCADE")));
        }
    }
}

/// The office over a store.
pub fn office(store: &Arc<Store>) -> Office {
    Office::over(Arc::clone(store))
}

/// In what the command line asks, under a name.
pub fn machine(name: &str, now: Moment) -> Context {
    Context::command_line(name, now, Language::En)
}

/// Runs the built program.
pub fn tumen(database: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tumen"))
        .args(arguments)
        .env("DATABASE_URL", database)
        .env("LC_ALL", "en_US.UTF-8")
        .env("USER", "tester")
        .env_remove("TIME_ZONE")
        .current_dir(std::env::temp_dir())
        .output()
        .unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A clock that the test turns; every look moves it on by a millisecond.
#[derive(Clone)]
pub struct TestClock(Arc<AtomicI64>);

impl TestClock {
    pub fn at(text: &str) -> Self {
        Self(Arc::new(AtomicI64::new(moment(text).micros())))
    }

    pub fn set(&self, micros: i64) {
        self.0.store(micros, Ordering::SeqCst);
    }

    pub fn reader(&self) -> Arc<dyn Fn() -> Moment + Send + Sync> {
        let clock = self.0.clone();
        Arc::new(move || Moment::from_micros(clock.fetch_add(1_000, Ordering::SeqCst)).unwrap())
    }
}

pub fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap_or_else(|| panic!("{text}"))
}

/// Cells from `column=value` pairs.
pub fn cells(pairs: &[(&str, &str)]) -> Cells {
    pairs.iter().map(|(column, value)| ((*column).to_owned(), (*value).to_owned())).collect()
}

/// A file with exactly the columns that are used, written without the project's own writer.
pub fn csv(rows: &[Cells]) -> String {
    let mut columns: Vec<&str> = vec!["shipment", "event", "occurred_at"];
    for column in rows.iter().flat_map(|row| row.keys()) {
        if !columns.contains(&column.as_str()) {
            columns.push(column);
        }
    }
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut file = columns.join(",") + "\r\n";
    for row in rows {
        let line: Vec<String> = columns.iter().map(|column| quoted(row.get(*column).map_or("", String::as_str))).collect();
        file += &(line.join(",") + "\r\n");
    }
    file
}

/// Reads a file back with the csv crate alone: rows by column name, without the mark at its beginning.
pub fn read_csv(path: &Path) -> Vec<Cells> {
    let bytes = std::fs::read(path).unwrap();
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    reader.deserialize().map(Result::unwrap).collect()
}
