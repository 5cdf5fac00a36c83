//! `bytes::Bytes`.

use crate::TypeInfo;
use crate::mapping::map;

map! {
    bytes::Bytes => TypeInfo::builtin("bytes"),
        from TypeInfo::builtin("bytes") | TypeInfo::builtin("bytearray");
}
