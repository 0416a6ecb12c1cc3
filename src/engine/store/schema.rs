//! The tables and their versions.

use std::path::Path;

use rusqlite::Connection;

use super::StoreError;

/// The newest schema this program knows.
const VERSION: i64 = 4;

/// Steps from one version to the next: the first makes version 1 of an empty file.
const MIGRATIONS: &[&str] = &[
    // The body is the last column, so that lists which do not ask for it never touch its pages. A change keeps what
    // was before it: with the present state that gives every state in between. Versions begin well above the ones
    // that mean something to clients (0: any) or are used as examples.
    "CREATE TABLE objects (
        id INTEGER PRIMARY KEY,
        resource TEXT NOT NULL,
        namespace TEXT NOT NULL,
        name TEXT NOT NULL,
        uid TEXT NOT NULL,
        rv INTEGER NOT NULL,
        created_rv INTEGER NOT NULL,
        metadata TEXT NOT NULL,
        summary TEXT NOT NULL,
        body TEXT NOT NULL
     );
     CREATE UNIQUE INDEX objects_by_name ON objects (resource, namespace, name);
     CREATE TABLE nodes (uid TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (uid, id)) WITHOUT ROWID;
     CREATE TABLE owners (owner TEXT NOT NULL, resource TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL,
        PRIMARY KEY (owner, resource, namespace, name)) WITHOUT ROWID;
     CREATE TABLE pod_folders (namespace TEXT NOT NULL, name TEXT NOT NULL, uid TEXT NOT NULL, workflow TEXT NOT NULL,
        PRIMARY KEY (namespace, name)) WITHOUT ROWID;
     CREATE TABLE changes (
        rv INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        resource TEXT NOT NULL,
        namespace TEXT NOT NULL,
        name TEXT NOT NULL,
        labels TEXT NOT NULL,
        before TEXT,
        old_metadata TEXT,
        old_body TEXT
     );
     INSERT INTO sqlite_sequence VALUES ('changes', 1000);
     CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;",
    // Tables of many objects are written from it alone.
    "CREATE INDEX objects_by_cells ON objects (resource, namespace, name, summary);",
    // What is in the archive, oldest first, for its bounds.
    "CREATE TABLE archive (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        namespace TEXT NOT NULL,
        uid TEXT NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        at INTEGER NOT NULL
     );",
    // Lists of metadata as well.
    "DROP INDEX objects_by_cells;
     CREATE INDEX objects_by_rows ON objects (resource, namespace, name, summary, metadata);",
];

/// Opens a connection for writing and brings the file to the newest version.
pub(super) fn open_writer(path: &Path) -> Result<Connection, StoreError> {
    let sqlite = |e| StoreError::sqlite(path, e);
    let mut connection = Connection::open(path).map_err(sqlite)?;
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000;
             PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY;",
        )
        .map_err(sqlite)?;
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(sqlite)?;
    if found > VERSION {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: VERSION });
    }
    let transaction = connection.transaction().map_err(sqlite)?;
    for step in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or_default()) {
        transaction.execute_batch(step).map_err(sqlite)?;
    }
    transaction.pragma_update(None, "user_version", VERSION).map_err(sqlite)?;
    transaction.commit().map_err(sqlite)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Opens a connection for reading.
pub(super) fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    let sqlite = |e| StoreError::sqlite(path, e);
    let connection = Connection::open(path).map_err(sqlite)?;
    connection
        .execute_batch("PRAGMA query_only = ON; PRAGMA busy_timeout = 2000; PRAGMA cache_size = -4096; PRAGMA mmap_size = 2147418112;")
        .map_err(sqlite)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}
