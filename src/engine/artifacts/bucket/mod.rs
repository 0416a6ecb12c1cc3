//! Objects under keys, as clouds keep them. Each cloud says how a request looks; what is done with requests is here:
//! folders are the objects under a key and a slash.

mod azure;
mod gcs;
mod oss;
mod s3;
mod sign;
mod xml;

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use futures::future::BoxFuture;
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, Url};

use super::secrets::Secrets;
use super::{ArtifactError, unpack, web};
use crate::core::api::ArtifactLocation;

/// What is wanted of a cloud.
#[derive(Debug, Clone, Copy)]
enum Call<'a> {
    Get(&'a str),
    Put {
        key: &'a str,
        size: u64,
        sha256: &'a str,
    },
    Delete(&'a str),
    /// The keys that begin with a text, after a mark that the last page has left.
    List {
        prefix: &'a str,
        after: &'a str,
    },
    CreateBucket,
}

/// A request that proves who makes it.
struct Signed {
    method: Method,
    url: Url,
    headers: HeaderMap,
}

/// Some keys, and the mark for the next ones; empty when these are the last.
#[derive(Debug, Default, PartialEq, Eq)]
struct Page {
    keys: Vec<String>,
    next: String,
}

/// What differs between clouds.
trait Cloud: Send + Sync {
    /// How the bucket is called in messages.
    fn name(&self) -> String;

    /// The request of a call.
    fn sign<'a>(&'a self, call: Call<'a>) -> BoxFuture<'a, Result<Signed, ArtifactError>>;

    /// Reads a page of keys.
    fn page(&self, body: &str) -> Result<Page, String>;

    /// Learns from a refusal how to ask; true when it makes sense to ask again.
    fn learn(&self, _status: StatusCode, _headers: &HeaderMap, _body: &str) -> bool {
        false
    }

    /// Whether a bucket that is missing is to be made.
    fn makes_bucket(&self) -> bool {
        false
    }
}

/// A bucket of some cloud.
pub(super) struct Bucket {
    cloud: Box<dyn Cloud>,
    client: Client,
    made: Mutex<bool>,
}

/// The bucket of a location; `None` for locations that are none.
pub(super) async fn open(
    location: &ArtifactLocation,
    name: &str,
    secrets: &Secrets<'_>,
) -> Result<Option<Bucket>, ArtifactError> {
    let missing = |field| ArtifactError::Incomplete { name: name.to_owned(), field };
    let mut builder = web::builder();
    let cloud: Box<dyn Cloud> = if let Some(s3) = &location.s3 {
        if let Some(pem) = secrets.text(s3.ca_secret.as_ref()).await? {
            builder = s3::trust(builder, &pem)?;
        }
        Box::new(s3::S3::new(s3, secrets).await?.map_err(missing)?)
    } else if let Some(gcs) = &location.gcs {
        Box::new(gcs::Gcs::new(gcs, secrets).await?.map_err(missing)?)
    } else if let Some(azure) = &location.azure {
        Box::new(azure::Azure::new(azure, secrets).await?.map_err(missing)?)
    } else if let Some(oss) = &location.oss {
        Box::new(oss::Oss::new(oss, secrets).await?.map_err(missing)?)
    } else {
        return Ok(None);
    };
    let client = builder.build().map_err(|error| ArtifactError::Bucket {
        bucket: cloud.name(),
        what: "client".to_owned(),
        why: web::words(error),
    })?;
    Ok(Some(Bucket { cloud, client, made: Mutex::new(false) }))
}

impl Bucket {
    fn failed(&self, what: &str) -> impl Fn(String) -> ArtifactError + use<> {
        let (bucket, what) = (self.cloud.name(), what.to_owned());
        move |why| ArtifactError::Bucket { bucket: bucket.clone(), what: what.clone(), why }
    }

    /// The request of a call, with a file as its body.
    fn make<'a>(
        &'a self,
        call: Call<'a>,
        body: Option<&'a Path>,
    ) -> BoxFuture<'a, Result<RequestBuilder, ArtifactError>> {
        Box::pin(async move {
            let Signed { method, url, headers } = self.cloud.sign(call).await?;
            let request = self.client.request(method, url).headers(headers);
            match body {
                Some(from) => web::with_file(request, from).await,
                None => Ok(request),
            }
        })
    }

    /// Makes a call; `Ok(None)` when there is no such object.
    async fn call(&self, call: Call<'_>, body: Option<&Path>) -> Result<Option<Response>, ArtifactError> {
        let what = what(call);
        let failed = self.failed(&what);
        for left in [true, false] {
            let response = web::send(|| self.make(call, body), &failed).await?;
            let status = response.status();
            if status.is_success() {
                return Ok(Some(response));
            }
            let headers = response.headers().clone();
            let body = web::start_of(response).await;
            if status == StatusCode::NOT_FOUND
                && !is_about_bucket(&body)
                && !matches!(call, Call::List { .. })
            {
                return Ok(None);
            }
            if left && self.cloud.learn(status, &headers, &body) {
                continue;
            }
            return Err(failed(xml::reason(status, &body)));
        }
        Err(failed("no answer".to_owned()))
    }

    /// Loads what a key holds to a path: an object, or the objects below it as a folder. False when there is neither.
    pub(super) async fn load(&self, key: &str, to: &Path) -> Result<bool, ArtifactError> {
        let key = checked(key)?;
        if !key.ends_with('/')
            && let Some(response) = self.call(Call::Get(key), None).await?
        {
            web::write_to(response, to, self.failed(&what(Call::Get(key)))).await?;
            return Ok(true);
        }
        let folder = format!("{}/", key.trim_end_matches('/'));
        let keys = self.list(&folder).await?;
        if keys.is_empty() {
            return Ok(false);
        }
        tokio::fs::create_dir_all(to).await.map_err(ArtifactError::io(to))?;
        for key in keys {
            let below = key.strip_prefix(&folder).unwrap_or(&key);
            let Some(place) = unpack::safe(to, Path::new(below))? else { continue };
            if key.ends_with('/') {
                tokio::fs::create_dir_all(&place).await.map_err(ArtifactError::io(&place))?;
                continue;
            }
            if let Some(above) = place.parent() {
                tokio::fs::create_dir_all(above).await.map_err(ArtifactError::io(above))?;
            }
            if let Some(response) = self.call(Call::Get(&key), None).await? {
                web::write_to(response, &place, self.failed(&what(Call::Get(&key)))).await?;
            }
        }
        Ok(true)
    }

    /// Keeps a file, or a folder as one object for each file in it.
    pub(super) async fn save(&self, key: &str, from: &Path) -> Result<(), ArtifactError> {
        let key = checked(key)?;
        self.make_bucket().await?;
        let meta = tokio::fs::symlink_metadata(from).await.map_err(ArtifactError::io(from))?;
        if !meta.is_dir() {
            return self.put(key, from).await;
        }
        let top = from.to_owned();
        let files = super::blocking(move || files_below(&top)).await?;
        for file in files {
            let below = file.strip_prefix(from).unwrap_or(&file).to_string_lossy().into_owned();
            self.put(&format!("{}/{below}", key.trim_end_matches('/')), &file).await?;
        }
        Ok(())
    }

    async fn put(&self, key: &str, from: &Path) -> Result<(), ArtifactError> {
        let file = from.to_owned();
        let (sha256, size) = super::blocking(move || sign::hash_file(&file)).await?;
        let call = Call::Put { key, size, sha256: &sha256 };
        match self.call(call, Some(from)).await? {
            Some(_) => Ok(()),
            None => Err(self.failed(&what(call))("404 Not Found".to_owned())),
        }
    }

    async fn make_bucket(&self) -> Result<(), ArtifactError> {
        let is_made = self.made.lock().map(|made| *made).unwrap_or(false);
        if is_made || !self.cloud.makes_bucket() {
            return Ok(());
        }
        match self.call(Call::CreateBucket, None).await {
            Ok(_) => {}
            // One that is there already is what is wanted; whether it is ours shows when it is used.
            Err(ArtifactError::Bucket { why, .. }) if why.starts_with("409") => {}
            Err(error) => return Err(error),
        }
        if let Ok(mut made) = self.made.lock() {
            *made = true;
        }
        Ok(())
    }

    /// The keys that begin with a text.
    pub(super) async fn list(&self, prefix: &str) -> Result<Vec<String>, ArtifactError> {
        let (mut keys, mut after) = (Vec::new(), String::new());
        loop {
            let call = Call::List { prefix, after: &after };
            let failed = self.failed(&what(call));
            let Some(response) = self.call(call, None).await? else { return Ok(keys) };
            let body = response.text().await.map_err(|error| failed(web::words(error)))?;
            let page = self.cloud.page(&body).map_err(&failed)?;
            keys.extend(page.keys);
            if page.next.is_empty() || page.next == after {
                return Ok(keys);
            }
            after = page.next;
        }
    }

    /// Deletes an object, and those below it as in a folder; nothing there is fine.
    pub(super) async fn delete(&self, key: &str) -> Result<(), ArtifactError> {
        let key = checked(key)?;
        self.call(Call::Delete(key), None).await?;
        for below in self.list(&format!("{}/", key.trim_end_matches('/'))).await? {
            self.call(Call::Delete(&below), None).await?;
        }
        Ok(())
    }
}

/// What a call is, for messages.
fn what(call: Call<'_>) -> String {
    match call {
        Call::Get(key) => format!("get {key:?}"),
        Call::Put { key, .. } => format!("put {key:?}"),
        Call::Delete(key) => format!("delete {key:?}"),
        Call::List { prefix, .. } => format!("list {prefix:?}"),
        Call::CreateBucket => "create the bucket".to_owned(),
    }
}

/// Whether an answer of 404 says that there is no bucket, which is another thing than no object.
fn is_about_bucket(body: &str) -> bool {
    ["NoSuchBucket", "ContainerNotFound", "bucket does not exist"].iter().any(|word| body.contains(word))
}

/// A key that means the same in a URL: `.` and `..` would be taken for steps.
fn checked(key: &str) -> Result<&str, ArtifactError> {
    let key = key.trim_start_matches('/');
    let is_step = |part: &str| part == "." || part == "..";
    if key.is_empty() || key.split('/').any(is_step) {
        return Err(ArtifactError::Key(key.to_owned()));
    }
    Ok(key)
}

/// The files of a folder and those inside. Links are left out: they may lead anywhere on this machine.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>, ArtifactError> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(ArtifactError::io(&folder))? {
            let entry = entry.map_err(ArtifactError::io(&folder))?;
            let kind = entry.file_type().map_err(ArtifactError::io(&folder))?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}
