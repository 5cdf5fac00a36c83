"""Lets a test fail that makes a call which contradicts the stub. PYTEST_DONT_REWRITE"""

import pytest

from _stubgen_trace import start


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item):
    # What happened before the test is not its own.
    earlier = start.watched.log.take()
    outcome = yield
    lines = start.watched.log.take()
    if outcome.excinfo is not None or not lines:
        start.watched.log.put_back(earlier)
        return
    try:
        messages = start.watched.judge.ask([earlier, lines])
    except Exception as error:
        start.watched.log.fail("comparison", error)
        return
    if messages:
        start.watched.log.write("failed-test", test=item.nodeid)
        outcome.force_exception(pytest.fail.Exception("\n".join(messages), pytrace=False))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    # A worker of pytest-xdist reports to the process that counts.
    if not hasattr(session.config, "workerinput"):
        start.watched.log.write("failed-tests", count=session.testsfailed)


def pytest_unconfigure(config):
    start.watched.judge.close()
