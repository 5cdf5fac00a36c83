"""The proof by mypy: stubtest on every module, what stubtest leaves out, and mypy's view of import statements."""

from stubgen_proof import build, classes, constants, deep, slots, staging
from stubgen_proof.submodules import Submodules


def prove(root, request):
    """Everything found, as the request asks for it."""
    slots.GROUPS.extend(request["special_methods"])
    result = build.build(request)
    present, findings = attribute_modules(root, request)
    with Submodules(root, present):
        for module in request["modules"]:
            name = module["name"]
            if name == request["module"] or name in present:
                findings += deep.stubtest_module(name, module["has_file"])
    runtime = {request["module"]: root, **present}
    known = classes.known(runtime)
    findings += classes.findings(known)
    for name, module in runtime.items():
        findings += classes.functions(name, module)
    said = {finding["path"] for finding in findings if finding["message"].startswith("variable differs")}
    findings += [finding for finding in constants.findings(runtime, known) if finding["path"] not in said]
    return {"findings": result.findings + findings, "objections": result.objections}


def attribute_modules(root, request):
    """The module objects that the stub describes, and a finding for each that is none."""
    present, findings = {}, []
    for module in request["modules"]:
        name = module["name"]
        if name == request["module"]:
            continue
        try:
            value = staging.attribute(root, name[len(request["module"]) + 1 :])
        except AttributeError:
            # The survey says so.
            continue
        if isinstance(value, type(root)):
            present[name] = value
        else:
            message = f"is a module in the stub, and {type(value).__name__} at run time"
            findings.append({"path": name, "message": message})
    return present, findings
