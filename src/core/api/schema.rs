//! Field tables: which fields an object has, of which kind, and when Go writes them.

/// The fields of one Go struct, in Go's order; embedded structs are spread out.
#[derive(Debug)]
pub struct Schema {
    /// The type as Go prints it, with its package: `v1alpha1.WorkflowSpec`.
    pub go_name: &'static str,
    /// The fields, in the order they are written.
    pub fields: &'static [FieldDef],
}

/// One field of a struct.
#[derive(Clone, Copy, Debug)]
pub struct FieldDef {
    /// The name in JSON.
    pub name: &'static str,
    /// What the value is.
    pub kind: Kind,
    /// When it is written.
    pub form: Form,
}

/// What a JSON value is decoded into; texts are Go's names of types, as its error messages print them.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Text, or a named string type.
    Str(&'static str),
    /// True or false.
    Bool,
    /// A signed integer of so many bits.
    Int(u8, &'static str),
    /// An unsigned integer of so many bits.
    Uint(u8, &'static str),
    /// Any JSON number, kept as written.
    Number,
    /// Base64 text.
    Bytes,
    /// RFC 3339 time.
    Time,
    /// A Kubernetes quantity such as `100Mi`.
    Quantity,
    /// An integer or text.
    IntOrString,
    /// Text, number or boolean, kept as text.
    AnyString,
    /// Any JSON value, kept as it is.
    Any,
    /// An object with exactly one key.
    Plugin,
    /// One parallel group of steps.
    ParallelSteps,
    /// A struct.
    Object(fn() -> &'static Schema),
    /// A list.
    List(&'static Self),
    /// A list with a type name of its own.
    NamedList(&'static Self, &'static str),
    /// A map with string keys.
    Map(&'static Self),
    /// A map with a type name of its own.
    NamedMap(&'static Self, &'static str),
}

/// When Go writes a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A pointer: written when it is set, whatever it points to.
    Optional,
    /// `omitempty` on a value: written unless it is zero or empty.
    OmitEmpty,
    /// Always written.
    Always,
    /// A pointer without `omitempty`: null when it is not set.
    Nullable,
}

impl Form {
    /// Returns whether the field is written even when it is empty.
    pub const fn is_always(self) -> bool {
        matches!(self, Self::Always | Self::Nullable)
    }

    /// Returns the form of the same field without `omitempty`.
    pub const fn always(self) -> Self {
        match self {
            Self::Optional | Self::Nullable => Self::Nullable,
            Self::OmitEmpty | Self::Always => Self::Always,
        }
    }
}

impl Schema {
    /// Returns the field of that JSON name (case counts, as in Kubernetes' decoder).
    pub fn field(&self, name: &str) -> Option<&'static FieldDef> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Returns the type's name without its package, e.g. `WorkflowSpec`.
    pub fn short_name(&self) -> &'static str {
        self.go_name.rsplit('.').next().unwrap_or(self.go_name)
    }
}
