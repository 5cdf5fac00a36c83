"""What goes wrong."""

class ForgeError(Exception):
    """The base of the others."""

    degrees: float | None

class ColdError(ForgeError): ...
class BrittleError(ForgeError): ...
