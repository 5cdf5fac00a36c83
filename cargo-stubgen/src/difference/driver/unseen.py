"""Changes that type checkers do not notice: docstrings, and types that are spelled otherwise."""


def compare(spot, worlds, changes):
    """Compares the text of something on both sides."""
    texts = [source(side, name, changes) for side, name in zip((worlds.old, worlds.new), spot.names)]
    if None in texts:
        return
    (old, old_name), (new, new_name) = texts
    if old.docstrings(old_name) != new.docstrings(new_name):
        changes.add("documentation-changed", spot)
    elif not changes.is_changed(spot.path) and old.spelling(old_name) != new.spelling(new_name):
        before, after = old.spelling(old_name), new.spelling(new_name)
        if before and after:
            changes.add("spelling-changed", spot)


def source(side, fullname, changes):
    """The statements of the module that something is in, and its name there."""
    module = fullname and side.module_of(fullname)
    return (changes.source(side, module), fullname[len(module) + 1 :]) if module else None
