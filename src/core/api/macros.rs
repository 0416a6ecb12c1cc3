//! The macro that defines an API object: struct, serde code and field table from one listing.

/// Defines structs that serialise as their Go counterparts do and keep unknown fields in `extra`.
///
/// Each field is `pub name: Type = "jsonName" [flags],`. The flag `always` writes the field even when it is
/// empty (no `omitempty` in Go); `kind K` names the kind for the field table where the Rust type does not tell.
macro_rules! object {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident($go:literal) {
            $( pub $field:ident: $ty:ty = $json:literal $([$($flag:tt)*])?, )*
        }
    )*) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $( #[doc = concat!("`", $json, "`")] pub $field: $ty, )*
            /// Fields this program does not know, written back as they came.
            pub extra: serde_json::Map<String, serde_json::Value>,
        }

        impl $crate::core::api::member::Plain for $name {}

        impl $crate::core::api::member::Member for $name {
            const KIND: $crate::core::api::schema::Kind = $crate::core::api::schema::Kind::Object(Self::schema);
            const FORM: $crate::core::api::schema::Form = $crate::core::api::schema::Form::Always;

            fn is_empty(&self) -> bool {
                false
            }

            fn read<'de, A: serde::de::MapAccess<'de>>(&mut self, map: &mut A) -> Result<(), A::Error> {
                *self = map.next_value()?;
                Ok(())
            }
        }

        impl $name {
            /// Returns the field table: names, kinds and when a field is left out.
            pub fn schema() -> &'static $crate::core::api::schema::Schema {
                static SCHEMA: $crate::core::api::schema::Schema = $crate::core::api::schema::Schema {
                    go_name: $go,
                    fields: &[ $( $crate::core::api::schema::FieldDef {
                        name: $json,
                        kind: $crate::core::api::macros::kind_of!($ty; $($($flag)*)?),
                        form: $crate::core::api::macros::form_of!($ty; $($($flag)*)?),
                    }, )* ],
                };
                &SCHEMA
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #[allow(unused_imports, reason = "an object without fields of its own needs no member")]
                use $crate::core::api::member::Member;
                use serde::ser::SerializeMap;
                let mut map = serializer.serialize_map(None)?;
                $(
                    let always = $crate::core::api::macros::form_of!($ty; $($($flag)*)?).is_always();
                    if always || !Member::is_empty(&self.$field) {
                        Member::write(&self.$field, $json, &mut map)?;
                    }
                )*
                for (key, value) in &self.extra {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct ObjectVisitor;

                impl<'de> serde::de::Visitor<'de> for ObjectVisitor {
                    type Value = $name;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
                        formatter.write_str(concat!("an object of type ", $go))
                    }

                    fn visit_unit<E: serde::de::Error>(self) -> Result<$name, E> {
                        Ok($name::default())
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$name, A::Error> {
                        let mut object = $name::default();
                        while let Some(key) = map.next_key::<$crate::core::api::member::Key<'de>>()? {
                            match key.as_str() {
                                $( $json => $crate::core::api::member::Member::read(&mut object.$field, &mut map)?, )*
                                other => {
                                    object.extra.insert(other.to_owned(), map.next_value()?);
                                }
                            }
                        }
                        Ok(object)
                    }
                }

                deserializer.deserialize_any(ObjectVisitor)
            }
        }
    )* };
}

/// The kind of a field for the field table.
macro_rules! kind_of {
    ($ty:ty; kind $kind:expr) => {
        $kind
    };
    ($ty:ty; always kind $kind:expr) => {
        $kind
    };
    ($ty:ty; $(always)?) => {
        <$ty as $crate::core::api::member::Member>::KIND
    };
}

/// When a field is written.
macro_rules! form_of {
    ($ty:ty; always $($rest:tt)*) => {
        <$ty as $crate::core::api::member::Member>::FORM.always()
    };
    ($ty:ty; $($rest:tt)*) => {
        <$ty as $crate::core::api::member::Member>::FORM
    };
}

/// Defines an enum over the words of a Go string type; other words are kept.
macro_rules! words {
    ($(
        $(#[$meta:meta])*
        pub enum $name:ident($go:literal) { $( $variant:ident = $word:literal, )* }
    )*) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            /// Not set.
            #[default]
            Unset,
            $( #[doc = concat!("`", $word, "`")] $variant, )*
            /// A word this program does not know.
            Other(String),
        }

        impl $name {
            /// Returns the word as Argo writes it; empty when not set.
            pub fn as_str(&self) -> &str {
                match self {
                    Self::Unset => "",
                    $( Self::$variant => $word, )*
                    Self::Other(word) => word,
                }
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                match word {
                    "" => Self::Unset,
                    $( $word => Self::$variant, )*
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = $crate::core::api::member::Key::deserialize(deserializer)?;
                Ok(Self::from(word.as_str()))
            }
        }

        $crate::core::api::member::plain_member!(
            $name, $crate::core::api::schema::Kind::Str($go), |value: &$name| *value == $name::Unset
        );
    )* };
}

pub(crate) use {form_of, kind_of, object, words};
