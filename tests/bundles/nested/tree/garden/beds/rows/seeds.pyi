class Seed:
    weight: float
