//! The place of an artifact as Argo prints it: the debug form of the Go type.

use crate::core::api::{Artifact, S3Artifact, SecretKeySelector};

/// Returns the debug form of the first location found, in the order s3, git, http, raw, oss, gcs, azure.
pub(super) fn debug_location(artifact: &Artifact) -> Option<String> {
    if let Some(s3) = &artifact.s3 {
        return Some(debug_s3(s3));
    }
    if let Some(git) = &artifact.git {
        let fields = [
            ("Repo", git.repo.clone()),
            ("Revision", git.revision.clone()),
            ("Depth", pointer(git.depth)),
            ("Fetch", format!("[{}]", git.fetch.join(" "))),
            ("UsernameSecret", secret(git.username_secret.as_ref())),
            ("PasswordSecret", secret(git.password_secret.as_ref())),
            ("SSHPrivateKeySecret", secret(git.ssh_private_key_secret.as_ref())),
            ("InsecureIgnoreHostKey", git.insecure_ignore_host_key.to_string()),
            ("DisableSubmodules", git.disable_submodules.to_string()),
            ("SingleBranch", git.single_branch.to_string()),
            ("Branch", git.branch.clone()),
            ("InsecureSkipTLS", git.insecure_skip_tls.to_string()),
        ];
        return Some(object("&GitArtifact", &fields));
    }
    if let Some(http) = &artifact.http {
        let headers: Vec<_> = http
            .headers
            .iter()
            .map(|header| object("Header", &[("Name", header.name.clone()), ("Value", header.value.clone())]))
            .collect();
        let headers =
            format!("[]Header{{{}}}", headers.iter().map(|header| format!("{header},")).collect::<String>());
        let auth = if http.auth.is_some() { "&HTTPAuth{}" } else { "nil" };
        let fields = [("URL", http.url.clone()), ("Headers", headers), ("Auth", auth.to_owned())];
        return Some(object("&HTTPArtifact", &fields));
    }
    if let Some(raw) = &artifact.raw {
        return Some(object("&RawArtifact", &[("Data", raw.data.clone())]));
    }
    if let Some(oss) = &artifact.oss {
        let bucket =
            object("OSSBucket", &[("Endpoint", oss.endpoint.clone()), ("Bucket", oss.bucket.clone())]);
        return Some(object("&OSSArtifact", &[("OSSBucket", bucket), ("Key", oss.key.clone())]));
    }
    if let Some(gcs) = &artifact.gcs {
        let account = secret(gcs.service_account_key_secret.as_ref());
        let fields = [("Bucket", gcs.bucket.clone()), ("ServiceAccountKeySecret", account)];
        let bucket = object("GCSBucket", &fields);
        return Some(object("&GCSArtifact", &[("GCSBucket", bucket), ("Key", gcs.key.clone())]));
    }
    let azure = artifact.azure.as_ref()?;
    let fields = [("Endpoint", azure.endpoint.clone()), ("Container", azure.container.clone())];
    let container = object("AzureBlobContainer", &fields);
    Some(object("&AzureArtifact", &[("AzureBlobContainer", container), ("Blob", azure.blob.clone())]))
}

fn debug_s3(s3: &S3Artifact) -> String {
    let create = s3.create_bucket_if_not_present.as_ref().map(|options| {
        object("&CreateS3BucketOptions", &[("ObjectLocking", options.object_locking.to_string())])
    });
    let encryption = s3.encryption_options.as_ref().map(|options| {
        let key = secret(options.server_side_customer_key_secret.as_ref());
        let fields = [
            ("KmsKeyId", options.kms_key_id.clone()),
            ("KmsEncryptionContext", options.kms_encryption_context.clone()),
            ("EnableEncryption", options.enable_encryption.to_string()),
            ("ServerSideCustomerKeySecret", key),
        ];
        object("&S3EncryptionOptions", &fields)
    });
    let nil = || "nil".to_owned();
    let bucket = [
        ("Endpoint", s3.endpoint.clone()),
        ("Bucket", s3.bucket.clone()),
        ("Region", s3.region.clone()),
        ("Insecure", pointer(s3.insecure)),
        ("AccessKeySecret", secret(s3.access_key_secret.as_ref())),
        ("SecretKeySecret", secret(s3.secret_key_secret.as_ref())),
        ("RoleARN", s3.role_arn.clone()),
        ("UseSDKCreds", s3.use_sdk_creds.to_string()),
        ("CreateBucketIfNotPresent", create.unwrap_or_else(nil)),
        ("EncryptionOptions", encryption.unwrap_or_else(nil)),
        ("CASecret", secret(s3.ca_secret.as_ref())),
        ("SessionTokenSecret", secret(s3.session_token_secret.as_ref())),
        ("AddressingStyle", s3.addressing_style.clone()),
    ];
    object("&S3Artifact", &[("S3Bucket", object("S3Bucket", &bucket)), ("Key", s3.key.clone())])
}

fn object(name: &str, fields: &[(&str, String)]) -> String {
    let fields: String = fields.iter().map(|(name, value)| format!("{name}:{value},")).collect();
    format!("{name}{{{fields}}}")
}

fn secret(selector: Option<&SecretKeySelector>) -> String {
    let Some(selector) = selector else { return "nil".to_owned() };
    let reference = object("LocalObjectReference", &[("Name", selector.name.clone())]);
    let fields = [
        ("LocalObjectReference", reference),
        ("Key", selector.key.clone()),
        ("Optional", pointer(selector.optional)),
    ];
    object("&v1.SecretKeySelector", &fields)
}

fn pointer(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "nil".to_owned(), |value| format!("*{}", value.to_string()))
}
