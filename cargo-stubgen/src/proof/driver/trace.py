"""Compares the calls of a run with the stub, by mypy's own types."""

import json
import shutil
import sys
import tempfile

import mypy.modulefinder
import mypy.nodes as nodes
import mypy.types as types
from mypy.type_visitor import TypeTranslator

from stubgen_proof import build, own_sources
from stubgen_proof.declared import Fit, Stub, awaited, finished, loose, signatures
from stubgen_proof.findings import finding
from stubgen_proof.recorded import Recorded
from stubgen_proof.values import ANY, Values, modules_of

IMPORTS = "_stubgen_imports"
FUNCTIONS = (nodes.FuncDef, nodes.Decorator, nodes.OverloadedFuncDef)
DECLINED = "builtins:NotImplementedType"
# Comparisons decline what they do not know, and Python then answers itself.
TOTAL = ("__eq__", "__ne__")


def result(_, job):
    """The findings, the hints, and the items that were called and that were not watched."""
    recorded = Recorded().read_directory(job["records"])
    comparison = Comparison(job, recorded)
    for call in recorded.calls:
        comparison.add(call)
    return {
        "findings": comparison.findings(),
        "hints": comparison.hints(),
        "called": sorted({call["item"] for call in recorded.calls}),
        "watched": sorted(recorded.watched | comparison.unused_functions()),
        # Another process may have watched an item, in a submodule that it used.
        "unwatched": sorted((item, why) for item, why in recorded.unwatched.items() if item not in recorded.watched),
        "failures": recorded.failures,
        "failed_by_findings_only": 0 < recorded.failed == len(recorded.failed_by_findings),
    }


def serve(job):
    """Compares the calls of each line of standard input, and writes what contradicts the stub.

    A line has two lists of records: those before a test, and those of the test.
    """
    # What mypy prints is not an answer.
    answers, sys.stdout = sys.stdout, sys.stderr
    recorded, comparison, modules = Recorded(), None, None
    for line in sys.stdin:
        earlier, lines = json.loads(line)
        recorded.add(earlier)
        calls = recorded.add(lines)
        if comparison is None or modules != modules_of(recorded.classes):
            modules = modules_of(recorded.classes)
            comparison = Comparison(job, recorded)
        comparison.forget()
        for call in calls:
            comparison.add(call)
        answers.write(json.dumps(comparison.findings()) + "\n")
        answers.flush()


class Comparison:
    """The comparison of a stub with the calls of a run."""

    def __init__(self, job, recorded):
        imports = [f"import {module}" for module in modules_of(recorded.classes)]
        sources = [mypy.modulefinder.BuildSource(module["file"], module["name"], None) for module in job["modules"]]
        sources.append(mypy.modulefinder.BuildSource(f"{IMPORTS}.py", IMPORTS, "\n".join([*imports, "import typing\n"])))
        # Several processes may compare the calls of a suite.
        links = tempfile.mkdtemp(dir=".")
        files = build.run_mypy(sources, own_sources.lay(f"{links}/own-sources", job["python_paths"])).files
        shutil.rmtree(links)
        self._stub = Stub(files, [module["name"] for module in job["modules"]])
        self._values = Values(files, recorded, self._stub.find_class)
        self._fit = Fit(self._values)
        self._recorded = recorded
        self._found = {}
        self._hints = {}
        self._seen = {}

    def forget(self):
        """Forgets what was found."""
        self._found = {}

    def add(self, call):
        """Compares one call."""
        node = self._stub.node(call["item"])
        if isinstance(node, nodes.TypeInfo) or node is None:
            return
        call = {**call, "positional": frozen(call["positional"]), "keywords": frozen(call["keywords"])}
        call["after"] = frozen(call["after"])
        if call["how"] in ("get", "set", "delete"):
            self._accessed(call, node)
        elif isinstance(node, FUNCTIONS):
            self._called(call, signatures(node))

    def unused_functions(self):
        """The items that would have been watched in submodules which no process used."""
        items = self._recorded.unused - self._recorded.watched
        return {item for item in items if isinstance(self._stub.node(item), FUNCTIONS)}

    def findings(self):
        return [self._rendered(key, calls) for key, calls in self._found.items()]

    def hints(self):
        return [self._rendered(key, calls) for key, calls in self._hints.items()] + list(self._unseen())

    def _rendered(self, key, found):
        path, code, fields = key
        kinds = sorted({kind for _, kind in found if kind is not None})
        values = dict(fields)
        if kinds:
            values["value"] = " | ".join(kinds[:3]) + (" | ..." if len(kinds) > 3 else "")
        call = found[0][0]
        return {**finding(path, code, **values), "call": {key: call.get(key) for key in ("file", "line", "shown")}}

    def _note(self, where, call, code, value=None, **fields):
        where.setdefault((call["item"], code, tuple(fields.items())), []).append((call, value))

    # Functions and methods

    def _called(self, call, all_signatures):
        if not all_signatures:
            return
        outcomes = [self._matched(call, signature) for signature in all_signatures]
        name = call["item"].rpartition(".")[2]
        declines = call["after"] == DECLINED and name.startswith("__") and name.endswith("__")
        if call["outcome"] == "raise" or declines:
            if not any(isinstance(outcome, list) and not outcome for outcome in outcomes):
                return
            is_declined = declines and name not in TOTAL
            if call.get("parameter") is not None or is_declined:
                self._note(self._hints, call, "refused-argument", self._refused(call), parameter=call.get("parameter") or "other")
            return
        if call["outcome"] == "await":
            self._awaited(call, all_signatures)
            return
        accepting = [signature for signature, outcome in zip(all_signatures, outcomes) if outcome == []]
        if not accepting:
            self._rejected(call, outcomes)
        self._returned(call, accepting or all_signatures)

    def _matched(self, call, signature):
        """The arguments that do not fit: an empty list if all do, or why the call has no parameters for them."""
        positional, receiver = call["positional"], None
        if call["outcome"] == "await":
            return []
        if signature.binds:
            if not positional:
                return "it has no receiver"
            receiver, positional = self._receiver(positional[0]), positional[1:]
        parameters = signature.bind(positional, call["keywords"], receiver)
        if isinstance(parameters, str):
            return parameters
        values = [*positional, *(value for _, value in call["keywords"])]
        unfit = []
        for value, (name, declared) in zip(values, parameters):
            self._see(call["item"], name, value)
            if not self._fit.fits(value, declared):
                unfit.append((name, declared, value))
        return unfit

    def _receiver(self, description):
        """The type of an instance, also for a method of its class."""
        if isinstance(description, tuple) and description[0] == "class":
            description = description[1]
        return self._values.type_of(description)

    def _rejected(self, call, outcomes):
        """The call is accepted at run time only. The signature that comes nearest says why."""
        unfit = [outcome for outcome in outcomes if isinstance(outcome, list)]
        if not unfit:
            self._note(self._found, call, "undeclared-call", reason=outcomes[0])
            return
        for name, declared, value in min(unfit, key=len):
            self._note(
                self._found, call, "wrong-argument", self._values.text(value), parameter=name, declared=text(declared)
            )

    def _returned(self, call, accepting):
        if call["item"].endswith(".__await__"):
            # Type checkers require a generator there, and Python any iterator.
            return
        self._see(call["item"], "return", call["after"])
        results = [signature.result(self._receiver_of(call, signature)) for signature in accepting]
        if not any(self._fit.fits(call["after"], declared) for declared in results):
            self._note(
                self._found, call, "wrong-result", self._values.text(call["after"]), declared=" or ".join(map(text, results))
            )

    def _receiver_of(self, call, signature):
        return self._receiver(call["positional"][0]) if signature.binds and call["positional"] else None

    def _awaited(self, call, all_signatures):
        gives = finished if call["item"].endswith(".__await__") else awaited
        results = [gives(signature.result(None)) for signature in all_signatures]
        # A result that is not awaited in the stub is a finding already.
        results = [declared for declared in results if declared is not None]
        if results and not any(self._fit.fits(call["after"], declared) for declared in results):
            self._note(
                self._found, call, "wrong-await", self._values.text(call["after"]), declared=" or ".join(map(text, results))
            )

    def _refused(self, call):
        """The type of the argument that was refused."""
        by_name = dict(call["keywords"])
        if call.get("parameter") in by_name:
            return self._values.text(by_name[call["parameter"]])
        return ", ".join(self._values.text(value) for value in call["positional"][1 if call["how"] == "method" else 0 :])

    # Attributes

    def _accessed(self, call, node):
        accessors = Accessors(node)
        if call["outcome"] != "call" or not accessors.is_known:
            return
        receiver = self._receiver(call["positional"][0])
        if call["how"] == "get":
            self._see(call["item"], "return", call["after"])
            declared = accessors.read(receiver)
            if declared is not None and not self._fit.fits(call["after"], declared):
                self._note(self._found, call, "wrong-result", self._values.text(call["after"]), declared=text(declared))
        elif call["how"] == "set":
            value, declared = call["positional"][1], accessors.written(receiver)
            self._see(call["item"], "value", value)
            if declared is None:
                self._note(self._found, call, "undeclared-access", accessor="setter", action="set")
            elif not self._fit.fits(value, declared):
                self._note(
                    self._found, call, "wrong-argument", self._values.text(value), parameter="value", declared=text(declared)
                )
        elif not accessors.can_be_deleted:
            self._note(self._found, call, "undeclared-access", accessor="deleter", action="deleted")

    # What was never seen

    def _see(self, item, place, value):
        self._seen.setdefault((item, place), set()).add(value)

    def _unseen(self):
        """The members of declared unions that no value had."""
        for (item, place), values in self._seen.items():
            node = self._stub.node(item)
            declared = self._declared(node, place)
            proper = types.get_proper_type(declared) if declared is not None else None
            if not isinstance(proper, types.UnionType):
                continue
            missing = [it for it in proper.items if not any(self._fit.fits(value, it) for value in values)]
            if place != "return":
                # `None` is usually passed by leaving the argument out.
                missing = [it for it in missing if not isinstance(types.get_proper_type(it), types.NoneType)]
            if missing:
                names = " | ".join(text(it) for it in missing)
                where = "a result" if place == "return" else f"`{place}`"
                yield finding(item, "unseen-type", place=where, types=names)

    def _declared(self, node, place):
        if isinstance(node, nodes.Var) or (isinstance(node, (nodes.Decorator, nodes.OverloadedFuncDef)) and is_property(node)):
            return Accessors(node).read(ANY) if place == "return" else Accessors(node).written(ANY)
        found = signatures(node)
        if len(found) != 1:
            return None
        return found[0].result(None) if place == "return" else dict(found[0].parameters()).get(place)


class Accessors:
    """What the stub declares of an attribute."""

    def __init__(self, node):
        self._variable = node if isinstance(node, nodes.Var) else None
        self._read = self._write = None
        self.can_be_deleted = self._variable is not None
        items = node.items if isinstance(node, nodes.OverloadedFuncDef) else [node]
        for item in items:
            if not isinstance(item, nodes.Decorator):
                continue
            names = {it.name for it in item.decorators if isinstance(it, nodes.MemberExpr)}
            if "setter" in names:
                self._write = signatures(item)
            elif "deleter" in names:
                self.can_be_deleted = True
            elif self._read is None:
                self._read = signatures(item)
        self.is_known = self._variable is not None or bool(self._read)

    def read(self, receiver):
        if self._variable is not None:
            return loose(self._variable.type) if self._variable.type is not None else None
        return self._read[0].result(receiver) if self._read else None

    def written(self, receiver):
        """The type that can be set; `None` if none can."""
        if self._variable is not None:
            return None if self._variable.is_final else self.read(receiver) or ANY
        if self._write is None:
            return None
        parameters = self._write[0].bind([ANY], (), receiver) if self._write else "unknown"
        return ANY if isinstance(parameters, str) else parameters[0][1]


def is_property(node):
    """Whether a node is a property, with any accessors."""
    return node.func.is_property if isinstance(node, nodes.Decorator) else node.is_property


def frozen(value):
    """A description as it was before it was JSON."""
    return tuple(frozen(part) for part in value) if isinstance(value, list) else value


def text(declared):
    """A type as the stub spells it, nearly."""
    return str(declared.accept(Named())).replace("builtins.", "").replace("*", "").replace("?", "")


class Named(TypeTranslator):
    """Replaces each `TypedDict` by its class, which only its name is shown of."""

    def visit_typeddict_type(self, t):
        return t.fallback

    def visit_type_alias_type(self, t):
        return t
