"""Imports an extension, and answers with all its names and their modules as JSON.

Arguments: the library, the module's dotted name, how it is imported (`alone`, `with_packages`, or `wrapped` in
the package that maturin makes), and where the packages
around it may be.
"""

import sys


def main():
    library, name, how, *paths = arguments()
    as_json = json_encoder()
    add_own_package(name, paths)
    before = set(sys.modules)
    try:
        root = load_with_packages(library, name) if how == "with_packages" else load_alone(library, name)
        load_submodules(root)
    except BaseException as error:  # an extension may call sys.exit
        answer("import", described(error))
    survey = Survey(root, name, before, is_wrapped=how == "wrapped", covered=covered(registry(root)))
    found = {"modules": survey.modules, "classes": survey.classes, "functions": survey.functions}
    answer("survey", as_json(found))


main()
