//! The one thread that writes. Requests that wait together are committed together, and each is answered after the
//! commit: with WAL and `synchronous=NORMAL`, what was acknowledged survives the death of the process.

use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use rusqlite::Connection;
use tokio::sync::{broadcast, oneshot};

use super::{Change, KEPT_CHANGES, StoreError, Summarise, Transaction};

/// How many waiting requests one commit takes at most.
const BATCH: usize = 256;

/// The log is cut when it is longer than it has to be by this many changes; at twice that even if somebody waits.
const SURPLUS: usize = 10_000;

/// A request: runs in the transaction and returns what answers it once the commit has ended.
/// Where there is no transaction it is told why.
pub(super) type Job = Box<dyn FnOnce(Result<&mut Transaction<'_>, StoreError>) -> Answered + Send>;

/// What a job leaves: whether its changes are kept, and how its caller is told.
pub(super) struct Answered {
    pub(super) keep: bool,
    pub(super) tell: Box<dyn FnOnce(Result<(), StoreError>) + Send>,
}

/// Wraps a function as a job whose result goes to the returned receiver.
pub(super) fn job<T, E, F>(run: F) -> (Job, oneshot::Receiver<Result<T, E>>)
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
    F: FnOnce(&mut Transaction<'_>) -> Result<T, E> + Send + 'static,
{
    let (sender, receiver) = oneshot::channel();
    let job = Box::new(move |transaction: Result<&mut Transaction<'_>, StoreError>| {
        let result = transaction.map_err(E::from).and_then(run);
        Answered {
            keep: result.is_ok(),
            tell: Box::new(move |committed| {
                // A caller that has gone away needs no answer.
                let _ = sender.send(committed.map_err(E::from).and(result));
            }),
        }
    });
    (job, receiver)
}

/// What the writer thread owns.
pub(super) struct Writer {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    pub(super) summarise: Summarise,
    pub(super) changes: broadcast::Sender<Arc<Change>>,
}

impl Writer {
    /// Serves requests until every sender is gone.
    pub(super) fn run(self, jobs: &mpsc::Receiver<Job>) {
        // An engine that lives shortly would never cut the log, so what came before counts.
        let mut surplus = self.surplus().unwrap_or_default();
        while let Ok(first) = jobs.recv() {
            let mut batch = vec![first];
            while batch.len() < BATCH
                && let Ok(next) = jobs.try_recv()
            {
                batch.push(next);
            }
            let busy = batch.len() > 1;
            surplus += self.commit(batch);
            if surplus > 2 * SURPLUS || surplus > SURPLUS && !busy {
                surplus = 0;
                // Nobody waits for the answer; a failure is logged, and met again by the next write.
                let (cut, _) = job::<(), StoreError, _>(|transaction| transaction.compact(KEPT_CHANGES));
                self.commit(vec![cut]);
            }
        }
    }

    /// How many more changes the log has than it must.
    fn surplus(&self) -> Result<usize, rusqlite::Error> {
        let count = "SELECT coalesce(max(rv) - min(rv) + 1, 0) FROM changes";
        let kept: i64 = self.connection.query_row(count, [], |row| row.get(0))?;
        Ok(usize::try_from(kept - KEPT_CHANGES).unwrap_or_default())
    }

    /// Runs a batch of jobs in one transaction; returns the number of changes made.
    fn commit(&self, batch: Vec<Job>) -> usize {
        let mut answers = Vec::with_capacity(batch.len());
        let mut announced = Vec::new();
        if let Err(error) = execute(&self.connection, &self.path, "BEGIN IMMEDIATE") {
            tracing::error!(%error, "no transaction");
            for job in batch {
                (job(Err(error.again())).tell)(Ok(()));
            }
            return 0;
        }
        let mut waiting = batch.into_iter();
        for job in waiting.by_ref() {
            let (answered, changes) = self.run_one(job);
            announced.extend(changes);
            answers.push(answered);
            if self.connection.is_autocommit() {
                // SQLite has rolled back everything, as it does when the disk is full: the rest must not run outside.
                self.give_up(answers, waiting);
                return 0;
            }
        }
        let made = announced.len();
        match execute(&self.connection, &self.path, "COMMIT") {
            Ok(()) => {
                for change in announced {
                    // Nobody may be watching.
                    let _ = self.changes.send(Arc::new(change));
                }
                answers.into_iter().for_each(|a| (a.tell)(Ok(())));
            }
            Err(error) => {
                tracing::error!(%error, "nothing was written");
                // Some failures have rolled back already.
                let _ = execute(&self.connection, &self.path, "ROLLBACK");
                for answered in answers {
                    (answered.tell)(Err(error.again()));
                }
            }
        }
        made
    }

    /// Tells everybody that nothing was written.
    fn give_up(&self, answers: Vec<Answered>, waiting: impl Iterator<Item = Job>) {
        let undone = || StoreError::Undone { path: self.path.clone() };
        for answered in answers {
            (answered.tell)(Err(undone()));
        }
        for job in waiting {
            (job(Err(undone())).tell)(Ok(()));
        }
    }

    /// Runs one job in a savepoint of its own, so that its failure undoes nothing of its neighbours.
    fn run_one(&self, job: Job) -> (Answered, Vec<Change>) {
        let mut transaction = Transaction {
            connection: &self.connection,
            path: &self.path,
            summarise: self.summarise,
            changes: Vec::new(),
        };
        let begun = execute(&self.connection, &self.path, "SAVEPOINT job");
        let answered = job(begun.map(|()| &mut transaction));
        let end: &[&str] = if answered.keep { &["RELEASE job"] } else { &["ROLLBACK TO job", "RELEASE job"] };
        if let Err(error) = end.iter().try_for_each(|sql| execute(&self.connection, &self.path, sql)) {
            tracing::error!(%error, "the savepoint did not end");
        }
        let changes = if answered.keep { transaction.changes } else { Vec::new() };
        (answered, changes)
    }
}

fn execute(connection: &Connection, path: &Path, sql: &str) -> Result<(), StoreError> {
    let run = || connection.prepare_cached(sql)?.raw_execute();
    run().map(|_| ()).map_err(|e| StoreError::sqlite(path, e))
}
