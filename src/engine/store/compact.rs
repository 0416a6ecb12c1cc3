//! Cutting the change log.

use rusqlite::params;

use super::{StoreError, Transaction};

impl Transaction<'_> {
    /// Keeps the newest `kept` changes and notes which is the newest that is gone.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn compact(&self, kept: i64) -> Result<(), StoreError> {
        let sqlite = |e| StoreError::sqlite(self.path, e);
        let newest: Option<i64> =
            self.connection.query_row("SELECT max(rv) FROM changes", [], |row| row.get(0)).map_err(sqlite)?;
        let Some(cut) = newest.map(|newest| newest - kept).filter(|cut| *cut > 0) else { return Ok(()) };
        self.connection.execute("DELETE FROM changes WHERE rv <= ?1", [cut]).map_err(sqlite)?;
        self.connection
            .execute("INSERT OR REPLACE INTO settings VALUES ('compacted', ?1)", params![cut.to_string()])
            .map_err(sqlite)?;
        Ok(())
    }
}
