from kit import parts as p

class Hammer:
    """A tool."""

    head: p.Hammer
