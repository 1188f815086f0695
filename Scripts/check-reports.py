#!/usr/bin/env python3
"""Checks what `relwh validate -f sarif` and `-f junit` write against the published schemas.

    pip install jsonschema xmlschema
    Scripts/check-reports.py --sarif sarif-2.1.0.json --junit JUnit.xsd findings.sarif findings.xml

The schemas are those of https://json.schemastore.org/sarif-2.1.0.json and of
https://github.com/windyroad/JUnit-Schema; neither is fetched.
"""

import argparse
import json
import sys


def sarif_findings(path, schema):
    import jsonschema

    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    with open(schema, encoding="utf-8") as file:
        schema = json.load(file)
    validator = jsonschema.validators.validator_for(schema)
    checker = validator.FORMAT_CHECKER
    for error in validator(schema, format_checker=checker).iter_errors(document):
        yield f"{error.json_path}: {error.message[:300]}"
    # What the schema cannot say.
    for run in document["runs"]:
        rules = run["tool"]["driver"]["rules"]
        for result in run["results"]:
            if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
                yield f"ruleIndex {result['ruleIndex']} is not {result['ruleId']}"


def junit_findings(path, schema):
    import xmlschema

    for error in xmlschema.XMLSchema(schema).iter_errors(path):
        yield f"{error.path}: {error.reason}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--sarif", required=True, help="the schema of SARIF 2.1.0")
    parser.add_argument("--junit", required=True, help="the schema of JUnit XML")
    parser.add_argument("files", nargs="+", help="reports: *.sarif or *.xml")
    options = parser.parse_args()
    failed = False
    for path in options.files:
        is_xml = path.endswith(".xml")
        found = list(junit_findings(path, options.junit) if is_xml else sarif_findings(path, options.sarif))
        failed = failed or bool(found)
        print(f"{path}: {'not ' if found else ''}valid")
        for line in found[:20]:
            print(f"  {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
