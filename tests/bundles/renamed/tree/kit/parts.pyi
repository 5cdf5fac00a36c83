class Hammer:
    """The part of a tool."""

class Nail: ...
