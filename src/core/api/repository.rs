//! Artifact repositories, as configured and as recorded in a status.

use super::macros::object;
use super::schema::Kind;
use super::{
    ConfigMapKeySelector, CreateS3BucketOptions, OssLifecycleRule, S3EncryptionOptions, SecretKeySelector,
};

object! {
    /// Where artifacts are kept unless they say otherwise.
    pub struct ArtifactRepository("v1alpha1.ArtifactRepository") {
        pub archive_logs: Option<bool> = "archiveLogs",
        pub s3: Option<Box<S3ArtifactRepository>> = "s3",
        pub artifactory: Option<Box<ArtifactoryArtifactRepository>> = "artifactory",
        pub hdfs: Option<Box<HdfsArtifactRepository>> = "hdfs",
        pub oss: Option<Box<OssArtifactRepository>> = "oss",
        pub gcs: Option<Box<GcsArtifactRepository>> = "gcs",
        pub azure: Option<Box<AzureArtifactRepository>> = "azure",
        pub plugin: Option<Box<PluginArtifactRepository>> = "plugin",
    }

    /// A repository in an S3 bucket.
    pub struct S3ArtifactRepository("v1alpha1.S3ArtifactRepository") {
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
        pub key_format: String = "keyFormat",
        pub key_prefix: String = "keyPrefix",
    }

    /// A repository in Artifactory.
    pub struct ArtifactoryArtifactRepository("v1alpha1.ArtifactoryArtifactRepository") {
        pub username_secret: Option<SecretKeySelector> = "usernameSecret",
        pub password_secret: Option<SecretKeySelector> = "passwordSecret",
        pub repo_url: String = "repoURL",
        pub key_format: String = "keyFormat",
    }

    /// A repository in HDFS.
    pub struct HdfsArtifactRepository("v1alpha1.HDFSArtifactRepository") {
        pub krb_c_cache_secret: Option<SecretKeySelector> = "krbCCacheSecret",
        pub krb_keytab_secret: Option<SecretKeySelector> = "krbKeytabSecret",
        pub krb_username: String = "krbUsername",
        pub krb_realm: String = "krbRealm",
        pub krb_config_config_map: Option<ConfigMapKeySelector> = "krbConfigConfigMap",
        pub krb_service_principal_name: String = "krbServicePrincipalName",
        pub addresses: Vec<String> = "addresses",
        pub hdfs_user: String = "hdfsUser",
        pub data_transfer_protection: String = "dataTransferProtection",
        pub path_format: String = "pathFormat",
        pub force: bool = "force",
    }

    /// A repository in Alibaba Cloud OSS.
    pub struct OssArtifactRepository("v1alpha1.OSSArtifactRepository") {
        pub endpoint: String = "endpoint",
        pub bucket: String = "bucket",
        pub access_key_secret: Option<SecretKeySelector> = "accessKeySecret",
        pub secret_key_secret: Option<SecretKeySelector> = "secretKeySecret",
        pub create_bucket_if_not_present: bool = "createBucketIfNotPresent",
        pub security_token: String = "securityToken",
        pub lifecycle_rule: Option<OssLifecycleRule> = "lifecycleRule",
        pub use_sdk_creds: bool = "useSDKCreds",
        pub key_format: String = "keyFormat",
    }

    /// A repository in Google Cloud Storage.
    pub struct GcsArtifactRepository("v1alpha1.GCSArtifactRepository") {
        pub bucket: String = "bucket",
        pub service_account_key_secret: Option<SecretKeySelector> = "serviceAccountKeySecret",
        pub key_format: String = "keyFormat",
    }

    /// A repository in Azure storage.
    pub struct AzureArtifactRepository("v1alpha1.AzureArtifactRepository") {
        pub endpoint: String = "endpoint" [always],
        pub container: String = "container" [always],
        pub account_key_secret: Option<SecretKeySelector> = "accountKeySecret",
        pub use_sdk_creds: bool = "useSDKCreds",
        pub blob_name_format: String = "blobNameFormat",
    }

    /// A repository kept by a plugin.
    pub struct PluginArtifactRepository("v1alpha1.PluginArtifactRepository") {
        pub name: String = "name" [always kind Kind::Str("v1alpha1.ArtifactPluginName")],
        pub key_format: String = "keyFormat",
        pub configuration: String = "configuration" [always],
    }

    /// The repository that a workflow uses.
    pub struct ArtifactRepositoryRefStatus("v1alpha1.ArtifactRepositoryRefStatus") {
        pub config_map: String = "configMap",
        pub key: String = "key",
        pub namespace: String = "namespace",
        pub default: bool = "default",
        pub artifact_repository: Option<ArtifactRepository> = "artifactRepository",
    }
}
