"""Imports an extension, and answers with every name that it has and where, as JSON.

Arguments: the library, the module's dotted name, and where the packages around it may be.
"""

import sys


def main():
    library, name, *paths = arguments()
    add_own_package(name, paths)
    stand_in(name)
    before = set(sys.modules)
    try:
        root = load(library, name)
    except BaseException as error:  # an extension may call sys.exit
        answer("import", described(error))
    survey = Survey(root, name, before)
    found = {"modules": survey.modules, "classes": survey.classes, "functions": survey.functions}
    answer("survey", as_json(found))


main()
