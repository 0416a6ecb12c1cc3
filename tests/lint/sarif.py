"""Checks a SARIF log against the schema of the format. Usage: sarif.py LOG SCHEMA. Needs the package jsonschema."""

import json
import sys

import jsonschema

log, schema = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
validator = jsonschema.validators.validator_for(schema)(schema)
problems = list(validator.iter_errors(log))
for problem in problems:
    print(f"{problem.json_path}: {problem.message}")
results = log["runs"][0]["results"]
assert results, "nothing was found, so nothing was checked"
print(f"{len(results)} results, {len(problems)} problems")
sys.exit(1 if problems else 0)
