//! Volumes and their mounts.

use super::container::{object_field_selector, resource_field_selector};
use super::{BOOL, INT, LOCAL_OBJECT, LONG, META, QUANTITY, STR, of, tables};
use crate::core::api::schema::Kind;

tables! {
    volume("v1.Volume") {
        "name" always (STR), "hostPath" ptr (of(host_path_volume_source)),
        "emptyDir" ptr (of(empty_dir_volume_source)),
        "gcePersistentDisk" ptr (of(gce_persistent_disk_volume_source)),
        "awsElasticBlockStore" ptr (of(aws_elastic_block_store_volume_source)),
        "gitRepo" ptr (of(git_repo_volume_source)), "secret" ptr (of(secret_volume_source)),
        "nfs" ptr (of(nfs_volume_source)), "iscsi" ptr (of(iscsi_volume_source)),
        "glusterfs" ptr (of(glusterfs_volume_source)),
        "persistentVolumeClaim" ptr (of(persistent_volume_claim_volume_source)), "rbd" ptr (of(rbd_volume_source)),
        "flexVolume" ptr (of(flex_volume_source)), "cinder" ptr (of(cinder_volume_source)),
        "cephfs" ptr (of(ceph_fs_volume_source)), "flocker" ptr (of(flocker_volume_source)),
        "downwardAPI" ptr (of(downward_api_volume_source)), "fc" ptr (of(fc_volume_source)),
        "azureFile" ptr (of(azure_file_volume_source)), "configMap" ptr (of(config_map_volume_source)),
        "vsphereVolume" ptr (of(vsphere_virtual_disk_volume_source)), "quobyte" ptr (of(quobyte_volume_source)),
        "azureDisk" ptr (of(azure_disk_volume_source)),
        "photonPersistentDisk" ptr (of(photon_persistent_disk_volume_source)),
        "projected" ptr (of(projected_volume_source)), "portworxVolume" ptr (of(portworx_volume_source)),
        "scaleIO" ptr (of(scale_io_volume_source)), "storageos" ptr (of(storage_os_volume_source)),
        "csi" ptr (of(csi_volume_source)), "ephemeral" ptr (of(ephemeral_volume_source)),
        "image" ptr (of(image_volume_source)),
    }
    host_path_volume_source("v1.HostPathVolumeSource") {
        "path" always (STR), "type" ptr (Kind::Str("v1.HostPathType")),
    }
    empty_dir_volume_source("v1.EmptyDirVolumeSource") {
        "medium" may (Kind::Str("v1.StorageMedium")), "sizeLimit" ptr (QUANTITY),
    }
    gce_persistent_disk_volume_source("v1.GCEPersistentDiskVolumeSource") {
        "pdName" always (STR), "fsType" may (STR), "partition" may (INT), "readOnly" may (BOOL),
    }
    aws_elastic_block_store_volume_source("v1.AWSElasticBlockStoreVolumeSource") {
        "volumeID" always (STR), "fsType" may (STR), "partition" may (INT), "readOnly" may (BOOL),
    }
    git_repo_volume_source("v1.GitRepoVolumeSource") {
        "repository" always (STR), "revision" may (STR), "directory" may (STR),
    }
    secret_volume_source("v1.SecretVolumeSource") {
        "secretName" may (STR), "items" may (Kind::List(&of(key_to_path))), "defaultMode" ptr (INT),
        "optional" ptr (BOOL),
    }
    nfs_volume_source("v1.NFSVolumeSource") {
        "server" always (STR), "path" always (STR), "readOnly" may (BOOL),
    }
    iscsi_volume_source("v1.ISCSIVolumeSource") {
        "targetPortal" always (STR), "iqn" always (STR), "lun" always (INT), "iscsiInterface" may (STR),
        "fsType" may (STR), "readOnly" may (BOOL), "portals" may (Kind::List(&STR)), "chapAuthDiscovery" may (BOOL),
        "chapAuthSession" may (BOOL), "secretRef" ptr (LOCAL_OBJECT), "initiatorName" ptr (STR),
    }
    glusterfs_volume_source("v1.GlusterfsVolumeSource") {
        "endpoints" always (STR), "path" always (STR), "readOnly" may (BOOL),
    }
    persistent_volume_claim_volume_source("v1.PersistentVolumeClaimVolumeSource") {
        "claimName" always (STR), "readOnly" may (BOOL),
    }
    rbd_volume_source("v1.RBDVolumeSource") {
        "monitors" always (Kind::List(&STR)), "image" always (STR), "fsType" may (STR), "pool" may (STR),
        "user" may (STR), "keyring" may (STR), "secretRef" ptr (LOCAL_OBJECT), "readOnly" may (BOOL),
    }
    flex_volume_source("v1.FlexVolumeSource") {
        "driver" always (STR), "fsType" may (STR), "secretRef" ptr (LOCAL_OBJECT), "readOnly" may (BOOL),
        "options" may (Kind::Map(&STR)),
    }
    cinder_volume_source("v1.CinderVolumeSource") {
        "volumeID" always (STR), "fsType" may (STR), "readOnly" may (BOOL), "secretRef" ptr (LOCAL_OBJECT),
    }
    ceph_fs_volume_source("v1.CephFSVolumeSource") {
        "monitors" always (Kind::List(&STR)), "path" may (STR), "user" may (STR), "secretFile" may (STR),
        "secretRef" ptr (LOCAL_OBJECT), "readOnly" may (BOOL),
    }
    flocker_volume_source("v1.FlockerVolumeSource") {
        "datasetName" may (STR), "datasetUUID" may (STR),
    }
    downward_api_volume_source("v1.DownwardAPIVolumeSource") {
        "items" may (Kind::List(&of(downward_api_volume_file))), "defaultMode" ptr (INT),
    }
    fc_volume_source("v1.FCVolumeSource") {
        "targetWWNs" may (Kind::List(&STR)), "lun" ptr (INT), "fsType" may (STR), "readOnly" may (BOOL),
        "wwids" may (Kind::List(&STR)),
    }
    azure_file_volume_source("v1.AzureFileVolumeSource") {
        "secretName" always (STR), "shareName" always (STR), "readOnly" may (BOOL),
    }
    config_map_volume_source("v1.ConfigMapVolumeSource") {
        "name" may (STR), "items" may (Kind::List(&of(key_to_path))), "defaultMode" ptr (INT),
        "optional" ptr (BOOL),
    }
    vsphere_virtual_disk_volume_source("v1.VsphereVirtualDiskVolumeSource") {
        "volumePath" always (STR), "fsType" may (STR), "storagePolicyName" may (STR), "storagePolicyID" may (STR),
    }
    quobyte_volume_source("v1.QuobyteVolumeSource") {
        "registry" always (STR), "volume" always (STR), "readOnly" may (BOOL), "user" may (STR), "group" may (STR),
        "tenant" may (STR),
    }
    azure_disk_volume_source("v1.AzureDiskVolumeSource") {
        "diskName" always (STR), "diskURI" always (STR),
        "cachingMode" ptr (Kind::Str("v1.AzureDataDiskCachingMode")), "fsType" ptr (STR), "readOnly" ptr (BOOL),
        "kind" ptr (Kind::Str("v1.AzureDataDiskKind")),
    }
    photon_persistent_disk_volume_source("v1.PhotonPersistentDiskVolumeSource") {
        "pdID" always (STR), "fsType" may (STR),
    }
    projected_volume_source("v1.ProjectedVolumeSource") {
        "sources" always (Kind::List(&of(volume_projection))), "defaultMode" ptr (INT),
    }
    portworx_volume_source("v1.PortworxVolumeSource") {
        "volumeID" always (STR), "fsType" may (STR), "readOnly" may (BOOL),
    }
    scale_io_volume_source("v1.ScaleIOVolumeSource") {
        "gateway" always (STR), "system" always (STR), "secretRef" always (LOCAL_OBJECT), "sslEnabled" may (BOOL),
        "protectionDomain" may (STR), "storagePool" may (STR), "storageMode" may (STR), "volumeName" may (STR),
        "fsType" may (STR), "readOnly" may (BOOL),
    }
    storage_os_volume_source("v1.StorageOSVolumeSource") {
        "volumeName" may (STR), "volumeNamespace" may (STR), "fsType" may (STR), "readOnly" may (BOOL),
        "secretRef" ptr (LOCAL_OBJECT),
    }
    csi_volume_source("v1.CSIVolumeSource") {
        "driver" always (STR), "readOnly" ptr (BOOL), "fsType" ptr (STR), "volumeAttributes" may (Kind::Map(&STR)),
        "nodePublishSecretRef" ptr (LOCAL_OBJECT),
    }
    ephemeral_volume_source("v1.EphemeralVolumeSource") {
        "volumeClaimTemplate" ptr (of(persistent_volume_claim_template)),
    }
    image_volume_source("v1.ImageVolumeSource") {
        "reference" may (STR), "pullPolicy" may (Kind::Str("v1.PullPolicy")),
    }
    key_to_path("v1.KeyToPath") {
        "key" always (STR), "path" always (STR), "mode" ptr (INT),
    }
    downward_api_volume_file("v1.DownwardAPIVolumeFile") {
        "path" always (STR), "fieldRef" ptr (of(object_field_selector)),
        "resourceFieldRef" ptr (of(resource_field_selector)), "mode" ptr (INT),
    }
    volume_projection("v1.VolumeProjection") {
        "secret" ptr (of(secret_projection)), "downwardAPI" ptr (of(downward_api_projection)),
        "configMap" ptr (of(config_map_projection)),
        "serviceAccountToken" ptr (of(service_account_token_projection)),
        "clusterTrustBundle" ptr (of(cluster_trust_bundle_projection)),
        "podCertificate" ptr (of(pod_certificate_projection)),
    }
    persistent_volume_claim_template("v1.PersistentVolumeClaimTemplate") {
        "metadata" always (META), "spec" always (of(persistent_volume_claim_spec)),
    }
    secret_projection("v1.SecretProjection") {
        "name" may (STR), "items" may (Kind::List(&of(key_to_path))), "optional" ptr (BOOL),
    }
    downward_api_projection("v1.DownwardAPIProjection") {
        "items" may (Kind::List(&of(downward_api_volume_file))),
    }
    config_map_projection("v1.ConfigMapProjection") {
        "name" may (STR), "items" may (Kind::List(&of(key_to_path))), "optional" ptr (BOOL),
    }
    service_account_token_projection("v1.ServiceAccountTokenProjection") {
        "audience" may (STR), "expirationSeconds" ptr (LONG), "path" always (STR),
    }
    cluster_trust_bundle_projection("v1.ClusterTrustBundleProjection") {
        "name" ptr (STR), "signerName" ptr (STR), "labelSelector" ptr (of(label_selector)), "optional" ptr (BOOL),
        "path" always (STR),
    }
    pod_certificate_projection("v1.PodCertificateProjection") {
        "signerName" may (STR), "keyType" may (STR), "maxExpirationSeconds" ptr (INT),
        "credentialBundlePath" may (STR), "keyPath" may (STR), "certificateChainPath" may (STR),
        "userAnnotations" may (Kind::Map(&STR)),
    }
    persistent_volume_claim_spec("v1.PersistentVolumeClaimSpec") {
        "accessModes" may (Kind::List(&Kind::Str("v1.PersistentVolumeAccessMode"))),
        "selector" ptr (of(label_selector)), "resources" always (of(volume_resource_requirements)),
        "volumeName" may (STR), "storageClassName" ptr (STR),
        "volumeMode" ptr (Kind::Str("v1.PersistentVolumeMode")),
        "dataSource" ptr (of(typed_local_object_reference)), "dataSourceRef" ptr (of(typed_object_reference)),
        "volumeAttributesClassName" ptr (STR),
    }
    label_selector("v1.LabelSelector") {
        "matchLabels" may (Kind::Map(&STR)), "matchExpressions" may (Kind::List(&of(label_selector_requirement))),
    }
    volume_resource_requirements("v1.VolumeResourceRequirements") {
        "limits" may (Kind::NamedMap(&QUANTITY, "v1.ResourceList")),
        "requests" may (Kind::NamedMap(&QUANTITY, "v1.ResourceList")),
    }
    typed_local_object_reference("v1.TypedLocalObjectReference") {
        "apiGroup" always (STR), "kind" always (STR), "name" always (STR),
    }
    typed_object_reference("v1.TypedObjectReference") {
        "apiGroup" always (STR), "kind" always (STR), "name" always (STR), "namespace" ptr (STR),
    }
    label_selector_requirement("v1.LabelSelectorRequirement") {
        "key" always (STR), "operator" always (Kind::Str("v1.LabelSelectorOperator")),
        "values" may (Kind::List(&STR)),
    }
}
