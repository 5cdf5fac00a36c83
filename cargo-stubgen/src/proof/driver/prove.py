"""The proof by mypy: stubtest on every module, comparisons that stubtest lacks, and import statements that mypy accepts."""

from stubgen_proof import build, classes, constants, deep, staging
from stubgen_proof.findings import finding, is_about
from stubgen_proof.submodules import Submodules


def result(root, job):
    """All findings."""
    built = build.build(job)
    present, findings = attribute_modules(root, job)
    runtime = {job["module"]: root, **present}
    known = classes.known(runtime)
    with Submodules(root, present):
        for module in job["modules"]:
            name = module["name"]
            if name == job["module"] or name in present:
                findings += deep.stubtest_module(name, module["has_file"], known)
    findings += classes.findings(known, job["special_methods"])
    for name, module in runtime.items():
        findings += classes.functions(name, module)
    typed = {found["path"] for found in findings if is_about(found, "wrong-type")}
    findings += [found for found in constants.findings(runtime, known) if found["path"] not in typed]
    return {"findings": built.findings + findings, "rejected": built.rejected}


def attribute_modules(root, job):
    """The module objects that the stub describes, and a finding for each object that is not a module."""
    present, findings = {}, []
    for module in job["modules"]:
        name = module["name"]
        if name == job["module"]:
            continue
        below = name[len(job["module"]) + 1 :]
        try:
            value = staging.attribute(root, below)
        except AttributeError:
            # The survey reports it.
            continue
        except BaseException:
            # It reports an initialiser that raises too. What reads the attribute of the parent does not run it again.
            parent, _, own = below.rpartition(".")
            setattr(staging.attribute(root, parent), own, type(root)(name))
            continue
        if isinstance(value, type(root)):
            present[name] = value
        else:
            findings.append(finding(name, "not-a-module", kind=type(value).__name__))
    return present, findings
