"""Starts the package `stubgen_diff`. The first argument is the directory that it is in."""

sys.path.insert(0, arguments()[0])

from stubgen_diff import run

answer(*run.run(*arguments()[1:]))
