//! The archive: workflows that had ended when they were deleted. They get another place among the objects; their nodes,
//! which are known by the workflow's uid, stay where they are.

use rusqlite::params;
use serde_json::Value;

use super::object::ARCHIVED;
use super::{Key, StoreError, Stored, Transaction};

/// From this size on a workflow is weighed against the others at once.
const LARGE: i64 = 1 << 20;

/// How many smaller ones may come before that.
const AT_ONCE: i64 = 64;

/// How much the archive holds: the newest of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// How many workflows.
    pub count: usize,
    /// How many bytes of JSON.
    pub bytes: i64,
    /// Those that were archived before, in seconds of Unix time, go.
    pub since: Option<i64>,
}

impl Transaction<'_> {
    /// Deletes a workflow and keeps it in the archive as `head`; `now` is in seconds of Unix time.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn archive(
        &mut self,
        old: &Stored,
        head: Value,
        now: i64,
        bounds: &Bounds,
    ) -> Result<(), StoreError> {
        self.take_out(old)?;
        let key = Key::new(ARCHIVED, &*old.key.namespace, &*old.uid);
        self.insert(&key, head)?;
        let sqlite = |e| StoreError::sqlite(self.path, e);
        let size = "SELECT length(CAST(body AS BLOB)) + coalesce(
                (SELECT sum(length(CAST(body AS BLOB))) FROM nodes WHERE uid = ?1), 0)
             FROM objects WHERE resource = ?2 AND namespace = ?3 AND name = ?1";
        let size: i64 = self
            .connection
            .query_row(size, params![old.uid, ARCHIVED, old.key.namespace], |row| row.get(0))
            .map_err(sqlite)?;
        let mut insert = self
            .connection
            .prepare_cached("INSERT INTO archive (namespace, uid, size, at) VALUES (?1, ?2, ?3, ?4)")
            .map_err(sqlite)?;
        let seq = insert.insert(params![old.key.namespace, old.uid, size, now]).map_err(sqlite)?;
        if size >= LARGE || seq % AT_ONCE == 0 || bounds.since.is_some() {
            self.prune_archive(bounds)?;
        }
        Ok(())
    }

    /// Removes what is too old or too much, oldest first.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn prune_archive(&mut self, bounds: &Bounds) -> Result<(), StoreError> {
        let sqlite = |e| StoreError::sqlite(self.path, e);
        let mut due = Vec::new();
        {
            let select = "SELECT namespace, uid, size, at FROM archive ORDER BY seq DESC";
            let mut statement = self.connection.prepare_cached(select).map_err(sqlite)?;
            let mut rows = statement.query([]).map_err(sqlite)?;
            let (mut count, mut bytes) = (0, 0);
            while let Some(row) = rows.next().map_err(sqlite)? {
                let (size, at): (i64, i64) = (row.get(2).map_err(sqlite)?, row.get(3).map_err(sqlite)?);
                count += 1;
                bytes += size;
                if count > bounds.count
                    || bytes > bounds.bytes
                    || bounds.since.is_some_and(|since| at < since)
                {
                    let namespace: String = row.get(0).map_err(sqlite)?;
                    let uid: String = row.get(1).map_err(sqlite)?;
                    due.push(Key::new(ARCHIVED, namespace, uid));
                }
            }
        }
        for key in due {
            match self.get(&key)? {
                Some(stored) => self.unarchive(&stored)?,
                None => self.forget_archived(&key.name)?,
            }
        }
        Ok(())
    }

    /// Removes a workflow from the archive.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn unarchive(&mut self, archived: &Stored) -> Result<(), StoreError> {
        self.delete(archived)?;
        self.forget_archived(&archived.uid)
    }

    fn forget_archived(&self, uid: &str) -> Result<(), StoreError> {
        let sqlite = |e| StoreError::sqlite(self.path, e);
        let mut statement =
            self.connection.prepare_cached("DELETE FROM archive WHERE uid = ?1").map_err(sqlite)?;
        statement.execute([uid]).map(|_| ()).map_err(sqlite)
    }
}
