"""Uses what each side has."""

import sys

import sensor

device = sensor.open(1)
total: float = device.measure() + sensor.SAME
line = sensor.bus.Line()

if sys.version_info >= (3, 13):
    depth: int = sensor.DEPTH + sensor.bus.SPEED
    newer = sensor.Device(1, port=2)
    kind: str = newer.kind()
    waited: float = sensor.bus.Line.wait(0.5)
    started: int = sensor.bus.trace.start()
    table: dict[str, int] = sensor.Table()
    table["one"] = 1
    code, reason = 1, "no"
    failure = sensor.Reading.Failure(code, reason)
    viewed: int = sensor.view(sensor.Table())
else:
    older = sensor.Device(1)
    kind = older.kind
    whole: int = sensor.bus.Line.wait(2)
    ticks: int = sensor.Clock()
    failure = sensor.Reading.Failure(1)

if sys.platform == "win32":
    limit: str = sensor.LIMIT
    raw: int = sensor.handle(3).raw
    label: str | None = device.label
    size: int = len(device)
    state: int = device.state
    mode = sensor.Mode.AtOnce
    reading = sensor.read(device, wait=1.0)
    found = sensor.bus.scan(line, deep=True)
    reset: int = line.reset()
    key = sensor.registry.find("name")
else:
    number: int = sensor.LIMIT + 1
    device.label = "label"
    name: str = device.label.upper()
    state = device.state()
    value = sensor.read(device, sensor.Mode.Fast)
    ids: list[int] = sensor.bus.scan(line)

if sys.platform == "win32":
    if sys.version_info >= (3, 13):
        unit: str = device.unit()
    else:
        octets: bytes = device.unit()
elif sys.version_info >= (3, 13):
    count: int = device.unit()
else:
    length: float = device.unit()
