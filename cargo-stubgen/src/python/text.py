"""How a script describes what it found, in text that can always be encoded."""

LONGEST = 10000


def described(error):
    """An exception in one line, even if its own methods raise."""
    name = type(error).__name__
    try:
        text = str(error).strip()
    except BaseException as another:
        return "%s, whose text raises %s" % (name, type(another).__name__)
    if len(text) > LONGEST:
        text = text[:LONGEST] + "..."
    return "%s: %s" % (name, text) if text else name


def json_encoder():
    """Returns what makes JSON in UTF-8. It needs no import later, when an extension may have taken modules away.

    Half of a surrogate pair, which UTF-8 does not have, is spelled as Python spells it.
    """
    import json
    import re

    def as_json(value):
        text = json.dumps(value, ensure_ascii=False)
        return re.sub("[\ud800-\udfff]", lambda match: "\\\\u%04x" % ord(match.group()), text).encode()

    return as_json
