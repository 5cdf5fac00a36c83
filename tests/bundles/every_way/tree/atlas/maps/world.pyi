class Ocean: ...

class Continent:
    coasts: list[Ocean]
