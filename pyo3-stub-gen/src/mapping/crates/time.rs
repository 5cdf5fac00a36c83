//! The `time` crate's dates and times.

use crate::TypeInfo;
use crate::mapping::map;

fn datetime(name: &str) -> TypeInfo {
    TypeInfo::with_module(name, "datetime".into())
}

map! {
    time::Duration => datetime("timedelta");
    time::Date => datetime("date");
    time::Time => datetime("time");
    time::PrimitiveDateTime => datetime("datetime");
    time::OffsetDateTime => datetime("datetime");
    time::UtcDateTime => datetime("datetime");
    // Any zone with a fixed offset is read.
    time::UtcOffset => datetime("timezone"), from datetime("tzinfo");
}
