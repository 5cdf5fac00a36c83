"""Makes every call of the programs that it is given, and prints what came of each.

`.` is a call that runs, `!` is one whose argument has a type that the function does not take, and `?` is one
whose argument has a value that it does not take: neither answer of a type checker is wrong there.
"""

import sys


def outcome(call, scope):
    try:
        exec(call, scope)
    except OverflowError:
        return "?"
    except ValueError as error:
        # The length of a tuple is part of its type.
        return "!" if str(error).startswith("expected tuple of length") else "?"
    except Exception:
        return "!"
    return "."


for path in sys.argv[1:]:
    with open(path) as file:
        header, _, calls = file.read().partition("# Calls.\n")
    scope = {"__name__": path}
    exec(header, scope)
    outcomes = []
    for line in calls.splitlines():
        if line.startswith("f"):
            outcomes.append(outcome(line, scope))
        else:
            exec(line, scope)
    print("".join(outcomes))
