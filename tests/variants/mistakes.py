import sensor

device = sensor.open(1)
sensor.DEPTH  # 3.10-linux 3.10-win32
sensor.view(sensor.Table())  # 3.10-linux 3.10-win32
sensor.Device(1, 2)  # 3.10-linux 3.10-win32
sensor.bus.trace.start()  # 3.10-linux 3.10-win32
sensor.bus.Line.wait(0.5)  # 3.10-linux 3.10-win32
sensor.Reading.Failure(1)  # 3.13-linux 3.13-win32
sensor.Reading.Failure(1, "no")  # 3.10-linux 3.10-win32
sensor.handle(3)  # 3.10-linux 3.13-linux
sensor.registry.find("name")  # 3.10-linux 3.13-linux
sensor.Mode.AtOnce  # 3.10-linux 3.13-linux
device.label = "label"  # 3.10-win32 3.13-win32
len(device)  # 3.10-linux 3.13-linux
device.state()  # 3.10-win32 3.13-win32
sensor.read(device, sensor.Mode.Fast)  # 3.10-win32 3.13-win32
sensor.bus.Line().reset()  # 3.10-linux 3.13-linux
sensor.Table().keys()  # 3.10-linux 3.10-win32
sensor.LIMIT.upper()  # 3.10-linux 3.13-linux
print(device.unit() + 1)  # 3.10-win32 3.13-win32
device.unit().upper()  # 3.10-linux 3.13-linux
sensor.open(1)  #
