"""Compares the keys of a `TypedDict` and the fields of a `NamedTuple`."""


def compare(spot, old, new, changes):
    """Compares two classes as far as they have keys or fields."""
    if (old.typeddict_type is None) != (new.typeddict_type is None):
        before, after = ("a `TypedDict`" if it.typeddict_type is not None else "not a `TypedDict`" for it in (old, new))
        changes.add("class-kind-changed", spot, old=before, new=after)
    elif old.typeddict_type is not None:
        keys(spot, old.typeddict_type, new.typeddict_type, changes)
    if old.is_named_tuple != new.is_named_tuple:
        before, after = ("a named tuple" if it.is_named_tuple else "not a named tuple" for it in (old, new))
        changes.add("class-kind-changed", spot, old=before, new=after)
    elif old.is_named_tuple and old.tuple_type is not None and new.tuple_type is not None:
        names = [field_names(info) for info in (old, new)]
        if names[0] != names[1]:
            changes.add("fields-changed", spot, old=", ".join(names[0]) or "none", new=", ".join(names[1]) or "none")


def field_names(info):
    return [str(name) for name in info.metadata.get("namedtuple", {}).get("fields", [])]


def keys(spot, old, new, changes):
    """Compares the keys of two `TypedDict`s."""
    for key, before in old.items.items():
        if key not in new.items:
            changes.add("key-removed", spot, key=key)
            continue
        whole = changes.fits.type(before, new.items[key])
        is_required = [key in it.required_keys for it in (old, new)]
        is_read_only = [key in it.readonly_keys for it in (old, new)]
        if is_required[0] != is_required[1]:
            changes.add("key-required" if is_required[1] else "key-not-required", spot, key=key)
        if is_read_only[1] and not is_read_only[0]:
            changes.add("key-read-only", spot, key=key)
        if not whole.is_same:
            # It is both read and given.
            is_wider = whole.takes and not whole.gives
            code = "key-widened" if is_wider else "key-narrowed" if whole.gives and not whole.takes else "key-changed"
            if whole.gives and whole.takes:
                code = "key-untyped"
            changes.add(code, spot, key=key, **changes.texts.pair(whole.old, whole.new))
    for key in new.items:
        if key not in old.items:
            changes.add("key-added-required" if key in new.required_keys else "key-added", spot, key=key)
