//! `uuid::Uuid`.

use crate::TypeInfo;
use crate::mapping::map;

fn python_uuid() -> TypeInfo {
    TypeInfo::with_module("UUID", "uuid".into())
}

map! {
    uuid::Uuid => python_uuid();
    uuid::NonNilUuid => python_uuid();
}
