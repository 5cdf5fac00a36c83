//! `chrono`'s dates and times.

use crate::mapping::map;
use crate::{PyStubType, TypeInfo};

fn datetime(name: &str) -> TypeInfo {
    TypeInfo::with_module(name, "datetime".into())
}

map! {
    chrono::Duration => datetime("timedelta");
    chrono::NaiveDate => datetime("date");
    chrono::NaiveTime => datetime("time");
    chrono::NaiveDateTime => datetime("datetime");
    // Any zone with a fixed offset is read.
    chrono::FixedOffset => datetime("timezone"), from datetime("tzinfo");
    // Whatever equals UTC is read.
    chrono::Utc => datetime("timezone"), from datetime("tzinfo");
}

impl<Tz: chrono::TimeZone> PyStubType for chrono::DateTime<Tz> {
    fn type_output() -> TypeInfo {
        datetime("datetime")
    }
}
