"""Reads the files of a wheel that have types, and answers with them.

Arguments: the wheel, the largest number of bytes of a file, and of files. The answer is JSON: pairs of a name and a text in
Latin-1, in which each character is a byte.
"""

import json
import zipfile

SUFFIXES = (".pyi", ".py", "/py.typed")


def read(path, largest, most):
    found = []
    with zipfile.ZipFile(path) as wheel:
        members = [member for member in wheel.infolist() if member.filename.endswith(SUFFIXES)]
        if len(members) > int(most):
            answer("too-many", "")
        for member in members:
            if member.file_size > int(largest):
                answer("too-large", member.filename)
            found.append((member.filename, wheel.read(member).decode("latin-1")))
    return found


try:
    files = read(*arguments())
except Exception as error:
    answer("failed", described(error))
answer("files", json.dumps(files))
