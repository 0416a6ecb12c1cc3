//! The columns of tables: their names and, word for word as clients know them, Kubernetes' descriptions.

use super::kinds::Kind;

/// One column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    pub(super) format: &'static str,
    /// 0 is always shown, 1 when asked for more.
    pub(super) priority: u8,
    pub(super) description: &'static str,
    pub(super) cell: Cell,
}

/// Where a cell's value comes from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cell {
    /// The object's name.
    Name,
    /// Time since the object was made.
    Age,
    /// A cell of the summary.
    Summary(usize),
    /// Time since the time in a cell of the summary; `true`: nothing where there is none.
    Since(usize, bool),
    /// When the object was made.
    Created,
    /// The same for all.
    Constant(&'static str),
}

const fn column(name: &'static str, cell: Cell, description: &'static str) -> Column {
    Column { name, kind: "string", format: "", priority: 0, description, cell }
}

const fn wide(name: &'static str, cell: Cell, description: &'static str) -> Column {
    Column { priority: 1, ..column(name, cell, description) }
}

const NAME: Column = Column {
    format: "name",
    ..column(
        "Name",
        Cell::Name,
        "Name must be unique within a namespace. Is required when creating resources, although some resources may allow a \
         client to request the generation of an appropriate name automatically. Name is primarily intended for creation \
         idempotence and configuration definition. Cannot be updated. More info: \
         https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names",
    )
};

const AGE: Column = column(
    "Age",
    Cell::Age,
    "CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be \
     set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 \
     form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: \
     https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata",
);

/// The columns of a kind.
pub(super) fn of(kind: &Kind) -> &'static [Column] {
    match kind.plural {
        "workflows" => WORKFLOWS,
        "pods" => PODS,
        "configmaps" => CONFIG_MAPS,
        "secrets" => SECRETS,
        "events" => EVENTS,
        "namespaces" => NAMESPACES,
        "nodes" => NODES,
        "customresourcedefinitions" => DEFINITIONS,
        "persistentvolumeclaims" => CLAIMS,
        _ if kind.is_custom() => CUSTOM,
        _ => PLAIN,
    }
}

/// Whether the columns of a kind tell more than its summary.
pub(super) fn need_metadata(kind: &Kind) -> bool {
    of(kind).iter().any(|column| matches!(column.cell, Cell::Age | Cell::Created))
}

const PLAIN: &[Column] = &[NAME, AGE];
const CUSTOM: &[Column] = &[NAME, Column { kind: "date", ..AGE }];

const WORKFLOWS: &[Column] = &[
    NAME,
    column("Status", Cell::Summary(0), "Status of the workflow"),
    Column {
        kind: "date",
        format: "date-time",
        ..column("Age", Cell::Since(2, true), "When the workflow was started")
    },
    column(
        "Message",
        Cell::Summary(1),
        "Human readable message indicating details about why the workflow is in this condition.",
    ),
];

const PODS: &[Column] = &[
    NAME,
    column("Ready", Cell::Summary(0), "The aggregate readiness state of this pod for accepting traffic."),
    column("Status", Cell::Summary(1), "The aggregate status of the containers in this pod."),
    column(
        "Restarts",
        Cell::Summary(2),
        "The number of times the containers in this pod have been restarted and when the last container in this pod has \
         restarted.",
    ),
    AGE,
    wide(
        "IP",
        Cell::Summary(3),
        "podIP address allocated to the pod. Routable at least within the cluster. Empty if not yet allocated.",
    ),
    wide(
        "Node",
        Cell::Summary(4),
        "NodeName indicates in which node this pod is scheduled. If empty, this pod is a candidate for scheduling by the \
         scheduler defined in schedulerName. Once this field is set, the kubelet for this node becomes responsible for the \
         lifecycle of this pod. This field should not be used to express a desire for the pod to be scheduled on a \
         specific node. https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodename",
    ),
    wide(
        "Nominated Node",
        Cell::Constant("<none>"),
        "nominatedNodeName is set only when this pod preempts other pods on the node, but it cannot be scheduled right away \
         as preemption victims receive their graceful termination periods. This field does not guarantee that the pod will \
         be scheduled on this node. Scheduler may decide to place the pod elsewhere if other nodes become available \
         sooner. Scheduler may also decide to give the resources on this node to a higher priority pod that is created \
         after preemption. As a result, this field may be different than PodSpec.nodeName when the pod is scheduled.",
    ),
    wide(
        "Readiness Gates",
        Cell::Constant("<none>"),
        "If specified, all readiness gates will be evaluated for pod readiness. A pod is ready when all its containers are \
         ready AND all conditions specified in the readiness gates have status equal to \"True\" More info: \
         https://git.k8s.io/enhancements/keps/sig-network/580-pod-readiness-gates",
    ),
];

const CONFIG_MAPS: &[Column] = &[
    NAME,
    column(
        "Data",
        Cell::Summary(0),
        "Data contains the configuration data. Each key must consist of alphanumeric characters, '-', '_' or '.'. Values \
         with non-UTF-8 byte sequences must use the BinaryData field. The keys stored in Data must not overlap with the \
         keys in the BinaryData field, this is enforced during validation process.",
    ),
    AGE,
];

const SECRETS: &[Column] = &[
    NAME,
    column(
        "Type",
        Cell::Summary(0),
        "Used to facilitate programmatic handling of secret data. More info: https://kubernetes.io/docs/concepts/configuration/secret/#secret-types",
    ),
    column(
        "Data",
        Cell::Summary(1),
        "Data contains the secret data. Each key must consist of alphanumeric characters, '-', '_' or '.'. The serialized \
         form of the secret data is a base64 encoded string, representing the arbitrary (possibly non-string) data value \
         here. Described in https://tools.ietf.org/html/rfc4648#section-4",
    ),
    AGE,
];

const EVENTS: &[Column] = &[
    column(
        "Last Seen",
        Cell::Since(0, false),
        "The time at which the most recent occurrence of this event was recorded.",
    ),
    column(
        "Type",
        Cell::Summary(1),
        "Type of this event (Normal, Warning), new types could be added in the future",
    ),
    column(
        "Reason",
        Cell::Summary(2),
        "This should be a short, machine understandable string that gives the reason for the transition into the object's \
         current status.",
    ),
    column("Object", Cell::Summary(3), "The object that this event is about."),
    wide(
        "Subobject",
        Cell::Summary(5),
        "If referring to a piece of an object instead of an entire object, this string should contain a valid JSON/Go field \
         access statement, such as desiredState.manifest.containers[2]. For example, if the object reference is to a \
         container within a pod, this would take on a value like: \"spec.containers{name}\" (where \"name\" refers to the \
         name of the container that triggered the event) or if no container name is specified \"spec.containers[2]\" \
         (container with index 2 in this pod). This syntax is chosen only to have some well-defined way of referencing a \
         part of an object.",
    ),
    wide(
        "Source",
        Cell::Summary(6),
        "The component reporting this event. Should be a short machine understandable string.",
    ),
    column("Message", Cell::Summary(4), "A human-readable description of the status of this operation."),
    wide(
        "First Seen",
        Cell::Since(7, false),
        "The time at which the event was first recorded. (Time of server receipt is in TypeMeta.)",
    ),
    wide("Count", Cell::Summary(8), "The number of times this event has occurred."),
    Column { priority: 1, ..NAME },
];

const NAMESPACES: &[Column] = &[NAME, column("Status", Cell::Summary(0), "The status of the namespace"), AGE];

const NODES: &[Column] = &[
    NAME,
    column("Status", Cell::Summary(0), "The status of the node"),
    column("Roles", Cell::Constant("<none>"), "The roles of the node"),
    AGE,
    column("Version", Cell::Summary(1), "Kubelet Version reported by the node."),
    wide("Internal-IP", Cell::Summary(2), "Where the node is reached by others of its kind"),
    wide("External-IP", Cell::Constant("<none>"), "Where the node is reached from outside"),
    wide("OS-Image", Cell::Summary(3), "What system the node runs"),
    wide("Kernel-Version", Cell::Summary(4), "The kernel's release"),
    wide("Container-Runtime", Cell::Summary(5), "What runs the containers"),
];

const DEFINITIONS: &[Column] =
    &[NAME, Column { kind: "date", ..column("Created At", Cell::Created, "When the definition was made") }];

const CLAIMS: &[Column] = &[
    NAME,
    column("Status", Cell::Summary(0), "phase represents the current phase of PersistentVolumeClaim."),
    column(
        "Volume",
        Cell::Summary(1),
        "volumeName is the binding reference to the PersistentVolume backing this claim.",
    ),
    column(
        "Capacity",
        Cell::Summary(2),
        "capacity represents the actual resources of the underlying volume.",
    ),
    column(
        "Access Modes",
        Cell::Summary(3),
        "accessModes contains the actual access modes the volume backing the PVC has. More info: \
         https://kubernetes.io/docs/concepts/storage/persistent-volumes#access-modes-1",
    ),
    column("StorageClass", Cell::Summary(4), "StorageClass of the pvc"),
    column("VolumeAttributesClass", Cell::Constant("<unset>"), "VolumeAttributesClass of the pvc"),
    AGE,
    wide(
        "VolumeMode",
        Cell::Summary(5),
        "volumeMode defines what type of volume is required by the claim. Value of Filesystem is implied when not included \
         in claim spec.",
    ),
];
