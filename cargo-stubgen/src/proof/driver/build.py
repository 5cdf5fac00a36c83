"""Runs mypy on each expanded module, and on the unchanged stub with import statements that use it."""

import contextlib
import io
import os
import re

import mypy.build
import mypy.errors
import mypy.modulefinder
import mypy.options
from mypy import stubtest

from stubgen_proof import own_sources
from stubgen_proof.findings import Stopped, finding

ERROR = re.compile(r"^(?P<file>.*?):(?P<line>\d+)(?::\d+)?: (?P<kind>error|note): (?P<message>.*)$")
# Where a message refers to another line.
LINE = re.compile(r"\bline (\d+)\b")
# The directory with the project's own Python files.
OWN_SOURCES = "own-sources"
# The names of the files of the import statements, which are not on disk.
FORM = "_import_form_"


class Built:
    """The errors that mypy reported."""

    def __init__(self):
        self.findings = []
        self.rejected = []


def build(job):
    """Builds everything once, so that the standard library is read once."""
    sources, modules = [], {}
    for module in job["modules"]:
        sources.append(mypy.modulefinder.BuildSource(module["file"], module["name"], None))
        modules[os.path.normpath(module["file"])] = (module["name"], module["lines"])
    for module in job["as_written"]:
        sources.append(mypy.modulefinder.BuildSource(module["file"], module["name"], None))
        modules[os.path.normpath(module["file"])] = (module["real_name"], None)
    for index, form in enumerate(job["checked_forms"]):
        name = f"{FORM}{index}"
        sources.append(mypy.modulefinder.BuildSource(f"{name}.py", name, form + "\n"))
    result = run_mypy(sources, own_sources.lay(OWN_SOURCES, job["python_paths"]))
    # stubtest reads the modules that were built from here.
    stubtest._all_stubs = {name: file for name, file in result.files.items() if not name.startswith(FORM)}
    return read_errors(result.errors, modules)


def run_mypy(sources, path):
    """Runs mypy with the options of stubtest."""
    options = mypy.options.Options()
    options.incremental = False
    # mypy has this option since 1.20.
    if hasattr(options, "pos_only_special_methods"):
        options.pos_only_special_methods = False
    # The values that a stub spells out are in the statements, which mypy would discard.
    options.preserve_asts = True
    # Errors in the packages around the stub are not the stub's.
    options.follow_imports = "silent"
    # mypy looks here before it looks at the stubs of the standard library.
    options.mypy_path = [path]
    options.hide_error_codes = False
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return mypy.build.build(sources=sources, options=options)
    except mypy.errors.CompileError as error:
        raise Stopped("\n".join(error.messages)) from error
    except UnicodeEncodeError as error:
        raise Stopped(f"it cannot read `{error.object}`, because the name is not UTF-8") from error


def read_errors(errors, modules):
    """Errors in stubs are findings. An import statement with an error is rejected."""
    built, seen, rejected = Built(), set(), set()
    for error in errors:
        match = ERROR.match(error)
        if match is None or match["kind"] != "error":
            continue
        file, line, message = match["file"], int(match["line"]), match["message"]
        if os.path.basename(file).startswith(FORM):
            rejected.add(int(os.path.basename(file)[len(FORM) : -len(".py")]))
            continue
        if os.path.normpath(file) not in modules:
            found = finding(own_sources.module(file, OWN_SOURCES), "mypy", line=line, reason=message)
            built.findings.append({**found, "file": os.path.realpath(file)})
            continue
        name, lines = modules[os.path.normpath(file)]
        if lines is not None:
            line = in_stub(line, lines)
            message = LINE.sub(lambda found, lines=lines: f"line {in_stub(int(found[1]), lines)}", message)
        if (line, message) not in seen:
            # The unchanged stub and an expanded module may have the same error.
            seen.add((line, message))
            built.findings.append(finding(name, "mypy", line=line, reason=message))
    built.rejected = sorted(rejected)
    return built


def in_stub(line, lines):
    """The line of the stub from which a line of an expanded module comes."""
    return lines[line - 1] if 0 < line <= len(lines) else line
