//! Versioned objects with watch, over SQLite.
//!
//! Objects are JSON in the shape an API server speaks. Every change has a number, which is the object's
//! resourceVersion; the log of changes feeds watchers that come back. A workflow's `status.nodes` are rows of their
//! own, so that a change of one node writes one row.

mod archive;
mod compact;
mod error;
mod history;
mod log;
mod object;
mod read;
mod schema;
mod text;
mod watch;
mod write;
mod writer;

#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::{Arc, mpsc};

use serde_json::Value;
use tokio::sync::broadcast;

pub use archive::Bounds;
pub use error::StoreError;
pub use object::{ARCHIVED, Key, NodeChanges, Stored, labels, take_nodes};
pub use read::{Filter, Found, Part, Query, Row, Walked};
pub use watch::{Body, Change, ChangeKind, Facets};
pub use write::Transaction;

use read::Readers;
use writer::{Job, Writer};

/// Computes an object's summary: the columns of its table and, under `fields`, what field selectors may ask for.
pub type Summarise = fn(resource: &str, object: &Value) -> Value;

/// How many changes a watcher may lag behind before it reads the log instead.
const BACKLOG: usize = 2048;

/// How many changes the log keeps when it is cut.
const KEPT_CHANGES: i64 = 30_000;

/// The store. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    jobs: mpsc::Sender<Job>,
    readers: Arc<Readers>,
    changes: broadcast::Sender<Arc<Change>>,
}

impl Store {
    /// Opens or makes the database of a file.
    ///
    /// # Errors
    /// When the file is newer, damaged, locked, or cannot be written.
    pub fn open(path: &Path, summarise: Summarise) -> Result<Self, StoreError> {
        let connection = schema::open_writer(path)?;
        let (changes, _) = broadcast::channel(BACKLOG);
        let (jobs, waiting) = mpsc::channel();
        let writer = Writer { connection, path: path.to_owned(), summarise, changes: changes.clone() };
        std::thread::Builder::new()
            .name("store".into())
            .spawn(move || writer.run(&waiting))
            .map_err(|_| StoreError::Closed)?;
        Ok(Self { jobs, readers: Arc::new(Readers::new(path.to_owned(), summarise)), changes })
    }

    /// Runs a function in a write transaction; its changes are kept when it returns `Ok`, and committed before this returns.
    ///
    /// # Errors
    /// The function's own, or the store's.
    pub async fn write<T, E, F>(&self, run: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&mut Transaction<'_>) -> Result<T, E> + Send + 'static,
    {
        let (job, answer) = writer::job(run);
        self.jobs.send(job).map_err(|_| StoreError::Closed)?;
        answer.await.map_err(|_| E::from(StoreError::Closed))?
    }

    /// The whole object, nodes included.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn get(&self, key: Key) -> Result<Option<Value>, StoreError> {
        self.blocking(move |readers| readers.object(&key)).await
    }

    /// The whole object as JSON, nodes included, and the number of its last change.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn text(&self, key: Key) -> Result<Option<(i64, String)>, StoreError> {
        self.blocking(move |readers| readers.text(&key)).await
    }

    /// The objects a filter accepts (`None`: all), up to `limit`; with the version they belong to and whether there are more.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn list(
        &self,
        query: Query,
        limit: Option<usize>,
        accept: Option<Filter>,
    ) -> Result<(Vec<Row>, i64, bool), StoreError> {
        self.blocking(move |readers| readers.list(&query, limit, accept)).await
    }

    /// Shows those objects as they are stored, one after the other, to something that keeps what it wants of them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn walk<T: Send + 'static>(
        &self,
        (query, limit, accept): (Query, Option<usize>, Option<Filter>),
        mut keep: T,
        each: impl Fn(&mut T, &Found<'_>) -> Result<(), StoreError> + Send + 'static,
    ) -> Result<(T, Walked), StoreError> {
        self.blocking(move |readers| {
            let with_nodes = query.part == Part::Whole && object::has_nodes(&query.resource);
            let walked = readers.walk(&query, limit, accept.as_ref(), |connection, found| {
                if with_nodes {
                    let nodes = text::nodes(connection, found.uid);
                    let nodes = nodes.map_err(|e| StoreError::sqlite(&readers.path, e))?;
                    each(&mut keep, &Found { nodes: &nodes, ..*found })
                } else {
                    each(&mut keep, found)
                }
            })?;
            Ok((keep, walked))
        })
        .await
    }

    /// The object without a workflow's nodes, for those who want to know less.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn head(&self, key: Key) -> Result<Option<Value>, StoreError> {
        self.blocking(move |readers| readers.head(&key)).await
    }

    /// What an object was before a change; `None` where the log does not say.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn before(&self, rv: i64) -> Result<Option<Value>, StoreError> {
        self.blocking(move |readers| readers.before(rv)).await
    }

    /// What an object that has changed since was right after a change, as JSON; `None` where the log does not say.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn after(&self, key: Key, rv: i64) -> Result<Option<String>, StoreError> {
        self.blocking(move |readers| readers.after(&key, rv)).await
    }

    /// How many objects a query covers.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn count(&self, query: Query) -> Result<i64, StoreError> {
        self.blocking(move |readers| readers.count(&query)).await
    }

    /// The next changes of a resource after a version, some at a time; `None` where they are no longer kept.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn changes_since(&self, resource: String, rv: i64) -> Result<Option<Vec<Change>>, StoreError> {
        self.blocking(move |readers| readers.changes_since(&resource, rv)).await
    }

    /// The number of the newest change.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn version(&self) -> Result<i64, StoreError> {
        self.blocking(Readers::version).await
    }

    /// The uid of the newest pod of a name, which names its folder, also after the pod is gone.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn pod_folder(&self, namespace: String, name: String) -> Result<Option<String>, StoreError> {
        self.blocking(move |readers| readers.pod_folder(&namespace, &name)).await
    }

    /// All changes from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<Change>> {
        self.changes.subscribe()
    }

    /// Cuts the change log to its newest part. Watchers that come back with an older version are told to list again.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn compact(&self) -> Result<(), StoreError> {
        self.write(|transaction| transaction.compact(KEPT_CHANGES)).await
    }

    async fn blocking<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Readers) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let readers = Arc::clone(&self.readers);
        tokio::task::spawn_blocking(move || read(&readers)).await.map_err(|_| StoreError::Closed)?
    }
}
