"""Calls the fixture `good/surface` as its user does, and shows that its classes stay what they are."""

import ctypes
import runpy
from collections.abc import Iterator

import pytest
import surface


def test_user_code_runs() -> None:
    runpy.run_module("user_code")


def is_sequence(value: object) -> bool:
    check = ctypes.pythonapi.PySequence_Check
    check.argtypes = [ctypes.py_object]
    return bool(check(value))


def test_a_mapping_is_not_a_sequence() -> None:
    store = surface.Store()
    store["a"] = 1
    assert not is_sequence(store)
    assert store["a"] == 1
    with pytest.raises(KeyError):
        store["b"]


def test_iterators_are_their_own() -> None:
    store = surface.Store()
    store["a"] = 1
    entries: Iterator[str] = iter(store)
    assert next(entries) == "a" and list(entries) == []
