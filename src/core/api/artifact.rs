//! Artifacts and the places they are kept in.

use super::macros::object;
use super::schema::Kind;
use super::{ArtifactGc, ConfigMapKeySelector, SecretKeySelector};

object! {
    /// A named file or folder, its path in a container and its place in a repository.
    pub struct Artifact("v1alpha1.Artifact") {
        pub name: String = "name" [always],
        pub path: String = "path",
        pub mode: Option<i32> = "mode",
        pub from: String = "from",
        pub archive_logs: Option<bool> = "archiveLogs",
        pub s3: Option<Box<S3Artifact>> = "s3",
        pub git: Option<Box<GitArtifact>> = "git",
        pub http: Option<Box<HttpArtifact>> = "http",
        pub artifactory: Option<Box<ArtifactoryArtifact>> = "artifactory",
        pub hdfs: Option<Box<HdfsArtifact>> = "hdfs",
        pub raw: Option<RawArtifact> = "raw",
        pub oss: Option<Box<OssArtifact>> = "oss",
        pub gcs: Option<Box<GcsArtifact>> = "gcs",
        pub azure: Option<Box<AzureArtifact>> = "azure",
        pub plugin: Option<Box<PluginArtifact>> = "plugin",
        pub global_name: String = "globalName",
        pub archive: Option<ArchiveStrategy> = "archive",
        pub optional: bool = "optional",
        pub sub_path: String = "subPath",
        pub recurse_mode: bool = "recurseMode",
        pub from_expression: String = "fromExpression",
        pub artifact_gc: Option<ArtifactGc> = "artifactGC",
        pub deleted: bool = "deleted",
    }

    /// Where an artifact is kept: one of the storage kinds.
    pub struct ArtifactLocation("v1alpha1.ArtifactLocation") {
        pub archive_logs: Option<bool> = "archiveLogs",
        pub s3: Option<Box<S3Artifact>> = "s3",
        pub git: Option<Box<GitArtifact>> = "git",
        pub http: Option<Box<HttpArtifact>> = "http",
        pub artifactory: Option<Box<ArtifactoryArtifact>> = "artifactory",
        pub hdfs: Option<Box<HdfsArtifact>> = "hdfs",
        pub raw: Option<RawArtifact> = "raw",
        pub oss: Option<Box<OssArtifact>> = "oss",
        pub gcs: Option<Box<GcsArtifact>> = "gcs",
        pub azure: Option<Box<AzureArtifact>> = "azure",
        pub plugin: Option<Box<PluginArtifact>> = "plugin",
    }

    /// How an artifact is packed.
    pub struct ArchiveStrategy("v1alpha1.ArchiveStrategy") {
        pub tar: Option<TarStrategy> = "tar",
        pub none: Option<NoneStrategy> = "none",
        pub zip: Option<ZipStrategy> = "zip",
    }

    /// Packs into a tar file, compressed with gzip.
    pub struct TarStrategy("v1alpha1.TarStrategy") {
        pub compression_level: Option<i32> = "compressionLevel",
    }

    /// Packs into a zip file.
    pub struct ZipStrategy("v1alpha1.ZipStrategy") {
    }

    /// Stores files as they are.
    pub struct NoneStrategy("v1alpha1.NoneStrategy") {
    }

    /// An object in an S3 bucket.
    pub struct S3Artifact("v1alpha1.S3Artifact") {
        pub endpoint: String = "endpoint",
        pub bucket: String = "bucket",
        pub region: String = "region",
        pub insecure: Option<bool> = "insecure",
        pub access_key_secret: Option<SecretKeySelector> = "accessKeySecret",
        pub secret_key_secret: Option<SecretKeySelector> = "secretKeySecret",
        pub session_token_secret: Option<SecretKeySelector> = "sessionTokenSecret",
        pub role_arn: String = "roleARN",
        pub use_sdk_creds: bool = "useSDKCreds",
        pub create_bucket_if_not_present: Option<CreateS3BucketOptions> = "createBucketIfNotPresent",
        pub encryption_options: Option<Box<S3EncryptionOptions>> = "encryptionOptions",
        pub ca_secret: Option<SecretKeySelector> = "caSecret",
        pub addressing_style: String = "addressingStyle",
        pub key: String = "key",
    }

    /// How S3 encrypts an object.
    pub struct S3EncryptionOptions("v1alpha1.S3EncryptionOptions") {
        pub kms_key_id: String = "kmsKeyId",
        pub kms_encryption_context: String = "kmsEncryptionContext",
        pub enable_encryption: bool = "enableEncryption",
        pub server_side_customer_key_secret: Option<SecretKeySelector> = "serverSideCustomerKeySecret",
    }

    /// Lets a missing bucket be created.
    pub struct CreateS3BucketOptions("v1alpha1.CreateS3BucketOptions") {
        pub object_locking: bool = "objectLocking",
    }

    /// A git repository.
    pub struct GitArtifact("v1alpha1.GitArtifact") {
        pub repo: String = "repo" [always],
        pub revision: String = "revision",
        pub depth: Option<u64> = "depth",
        pub fetch: Vec<String> = "fetch",
        pub username_secret: Option<SecretKeySelector> = "usernameSecret",
        pub password_secret: Option<SecretKeySelector> = "passwordSecret",
        pub ssh_private_key_secret: Option<SecretKeySelector> = "sshPrivateKeySecret",
        pub insecure_ignore_host_key: bool = "insecureIgnoreHostKey",
        pub disable_submodules: bool = "disableSubmodules",
        pub single_branch: bool = "singleBranch",
        pub branch: String = "branch",
        pub insecure_skip_tls: bool = "insecureSkipTLS",
    }

    /// A file behind a URL.
    pub struct HttpArtifact("v1alpha1.HTTPArtifact") {
        pub url: String = "url" [always],
        pub headers: Vec<Header> = "headers",
        pub auth: Option<HttpAuth> = "auth",
        pub save_stream_via_file: bool = "saveStreamViaFile",
    }

    /// A header of an HTTP artifact.
    pub struct Header("v1alpha1.Header") {
        pub name: String = "name" [always],
        pub value: String = "value" [always],
    }

    /// How to log in to the server of an HTTP artifact.
    pub struct HttpAuth("v1alpha1.HTTPAuth") {
        pub client_cert: ClientCertAuth = "clientCert",
        pub oauth2: OAuth2Auth = "oauth2",
        pub basic_auth: BasicAuth = "basicAuth",
    }

    /// Name and password, from secrets.
    pub struct BasicAuth("v1alpha1.BasicAuth") {
        pub username_secret: Option<SecretKeySelector> = "usernameSecret",
        pub password_secret: Option<SecretKeySelector> = "passwordSecret",
    }

    /// A client certificate, from secrets.
    pub struct ClientCertAuth("v1alpha1.ClientCertAuth") {
        pub client_cert_secret: Option<SecretKeySelector> = "clientCertSecret",
        pub client_key_secret: Option<SecretKeySelector> = "clientKeySecret",
    }

    /// OAuth2 client credentials, from secrets.
    pub struct OAuth2Auth("v1alpha1.OAuth2Auth") {
        pub client_id_secret: Option<SecretKeySelector> = "clientIDSecret",
        pub client_secret_secret: Option<SecretKeySelector> = "clientSecretSecret",
        pub token_url_secret: Option<SecretKeySelector> = "tokenURLSecret",
        pub scopes: Vec<String> = "scopes",
        pub endpoint_params: Vec<OAuth2EndpointParam> = "endpointParams",
    }

    /// A further parameter of an OAuth2 token request.
    pub struct OAuth2EndpointParam("v1alpha1.OAuth2EndpointParam") {
        pub key: String = "key" [always],
        pub value: String = "value",
    }

    /// A file in Artifactory.
    pub struct ArtifactoryArtifact("v1alpha1.ArtifactoryArtifact") {
        pub url: String = "url" [always],
        pub username_secret: Option<SecretKeySelector> = "usernameSecret",
        pub password_secret: Option<SecretKeySelector> = "passwordSecret",
    }

    /// A file in HDFS.
    pub struct HdfsArtifact("v1alpha1.HDFSArtifact") {
        pub krb_c_cache_secret: Option<SecretKeySelector> = "krbCCacheSecret",
        pub krb_keytab_secret: Option<SecretKeySelector> = "krbKeytabSecret",
        pub krb_username: String = "krbUsername",
        pub krb_realm: String = "krbRealm",
        pub krb_config_config_map: Option<ConfigMapKeySelector> = "krbConfigConfigMap",
        pub krb_service_principal_name: String = "krbServicePrincipalName",
        pub addresses: Vec<String> = "addresses",
        pub hdfs_user: String = "hdfsUser",
        pub data_transfer_protection: String = "dataTransferProtection",
        pub path: String = "path" [always],
        pub force: bool = "force",
    }

    /// Text given in the manifest itself.
    pub struct RawArtifact("v1alpha1.RawArtifact") {
        pub data: String = "data" [always],
    }

    /// An object in Alibaba Cloud OSS.
    pub struct OssArtifact("v1alpha1.OSSArtifact") {
        pub endpoint: String = "endpoint",
        pub bucket: String = "bucket",
        pub access_key_secret: Option<SecretKeySelector> = "accessKeySecret",
        pub secret_key_secret: Option<SecretKeySelector> = "secretKeySecret",
        pub create_bucket_if_not_present: bool = "createBucketIfNotPresent",
        pub security_token: String = "securityToken",
        pub lifecycle_rule: Option<OssLifecycleRule> = "lifecycleRule",
        pub use_sdk_creds: bool = "useSDKCreds",
        pub key: String = "key" [always],
    }

    /// When OSS moves or deletes an object.
    pub struct OssLifecycleRule("v1alpha1.OSSLifecycleRule") {
        pub mark_infrequent_access_after_days: i32 = "markInfrequentAccessAfterDays",
        pub mark_deletion_after_days: i32 = "markDeletionAfterDays",
    }

    /// An object in Google Cloud Storage.
    pub struct GcsArtifact("v1alpha1.GCSArtifact") {
        pub bucket: String = "bucket",
        pub service_account_key_secret: Option<SecretKeySelector> = "serviceAccountKeySecret",
        pub key: String = "key" [always],
    }

    /// A blob in Azure storage.
    pub struct AzureArtifact("v1alpha1.AzureArtifact") {
        pub endpoint: String = "endpoint" [always],
        pub container: String = "container" [always],
        pub account_key_secret: Option<SecretKeySelector> = "accountKeySecret",
        pub use_sdk_creds: bool = "useSDKCreds",
        pub blob: String = "blob" [always],
    }

    /// An artifact kept by a plugin.
    pub struct PluginArtifact("v1alpha1.PluginArtifact") {
        pub name: String = "name" [kind Kind::Str("v1alpha1.ArtifactPluginName")],
        pub configuration: String = "configuration",
        pub connection_timeout_seconds: i32 = "connectionTimeoutSeconds",
        pub key: String = "key" [always],
    }
}
