//! How one field of an API object is read, written and described.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::schema::{Form, Kind};

/// A type that can be a field of an API object.
pub(crate) trait Member: Sized {
    /// The kind in the field table.
    const KIND: Kind;
    /// When the field is written.
    const FORM: Form;

    /// Returns whether Go's `omitempty` leaves the value out.
    fn is_empty(&self) -> bool;

    /// Reads the value of the current key; null changes nothing.
    ///
    /// # Errors
    /// Fails when the value has another type.
    fn read<'de, A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<(), A::Error>;

    /// Writes the field; an empty list is written as null, as Go does with a nil slice.
    ///
    /// # Errors
    /// Fails when the serializer does.
    fn write<M: SerializeMap>(&self, key: &'static str, map: &mut M) -> Result<(), M::Error>
    where
        Self: Serialize,
    {
        map.serialize_entry(key, self)
    }
}

/// A type that may stand in an `Option`, list or map of an API object.
pub(crate) trait Plain: Member {}

/// Implements [`Member`] for a type with a default value that null leaves alone.
macro_rules! plain_member {
    ($ty:ty, $kind:expr, $empty:expr) => {
        impl $crate::core::api::member::Plain for $ty {}

        impl $crate::core::api::member::Member for $ty {
            const KIND: $crate::core::api::schema::Kind = $kind;
            const FORM: $crate::core::api::schema::Form = $crate::core::api::schema::Form::OmitEmpty;

            fn is_empty(&self) -> bool {
                $empty(self)
            }

            fn read<'de, A: serde::de::MapAccess<'de>>(&mut self, map: &mut A) -> Result<(), A::Error> {
                if let Some(value) = map.next_value::<Option<Self>>()? {
                    *self = value;
                }
                Ok(())
            }
        }
    };
}
pub(crate) use plain_member;

plain_member!(String, Kind::Str("string"), |text: &String| text.is_empty());
plain_member!(bool, Kind::Bool, |on: &bool| !on);
plain_member!(i32, Kind::Int(32, "int32"), |n: &i32| *n == 0);
plain_member!(i64, Kind::Int(64, "int64"), |n: &i64| *n == 0);
plain_member!(u64, Kind::Uint(64, "uint64"), |n: &u64| *n == 0);
plain_member!(Value, Kind::Any, Value::is_null);

impl<T: Plain> Plain for Box<T> {}

impl<T: Plain> Member for Box<T> {
    const KIND: Kind = T::KIND;
    const FORM: Form = T::FORM;

    fn is_empty(&self) -> bool {
        T::is_empty(self)
    }

    fn read<'de, A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<(), A::Error> {
        T::read(self, map)
    }
}

impl<T: Plain + Serialize + for<'a> Deserialize<'a>> Member for Option<T> {
    const KIND: Kind = T::KIND;
    const FORM: Form = Form::Optional;

    fn is_empty(&self) -> bool {
        self.is_none()
    }

    fn read<'de, A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<(), A::Error> {
        *self = map.next_value()?;
        Ok(())
    }
}

impl<T: Plain> Plain for Vec<T> where Self: Member {}

impl<T: Plain + Serialize + for<'a> Deserialize<'a>> Member for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);
    const FORM: Form = Form::OmitEmpty;

    fn is_empty(&self) -> bool {
        Self::is_empty(self)
    }

    fn read<'de, A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<(), A::Error> {
        *self = map.next_value::<Option<Self>>()?.unwrap_or_default();
        Ok(())
    }

    fn write<M: SerializeMap>(&self, key: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(key, &(!self.is_empty()).then_some(self))
    }
}

impl<T: Plain + Serialize + for<'a> Deserialize<'a>> Member for BTreeMap<String, T> {
    const KIND: Kind = Kind::Map(&T::KIND);
    const FORM: Form = Form::OmitEmpty;

    fn is_empty(&self) -> bool {
        Self::is_empty(self)
    }

    fn read<'de, A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<(), A::Error> {
        *self = map.next_value::<Option<Self>>()?.unwrap_or_default();
        Ok(())
    }
}

/// Times are written as Kubernetes does: UTC, whole seconds.
impl Member for Option<Timestamp> {
    const KIND: Kind = Kind::Time;
    const FORM: Form = Form::Optional;

    fn is_empty(&self) -> bool {
        self.is_none()
    }

    fn read<'de, A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<(), A::Error> {
        *self = map.next_value()?;
        Ok(())
    }

    fn write<M: SerializeMap>(&self, key: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(key, &self.map(format_time))
    }
}

/// Returns a time as Kubernetes writes it: `2024-01-02T03:04:05Z`.
pub fn format_time(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// An object key or word, borrowed from the input where it has no escapes.
pub(crate) struct Key<'a>(Cow<'a, str>);

impl Key<'_> {
    /// Returns the text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;

        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("a string")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }

            fn visit_borrowed_str<E: serde::de::Error>(self, text: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(text)))
            }

            fn visit_string<E: serde::de::Error>(self, text: String) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(text)))
            }
        }

        deserializer.deserialize_str(KeyVisitor)
    }
}
