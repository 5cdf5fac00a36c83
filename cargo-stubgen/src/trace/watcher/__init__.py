"""Watches the calls of an extension, for `cargo stubgen test --trace`.

It runs in the processes of the project's own tests, and must not change what they do. PYTEST_DONT_REWRITE
"""
