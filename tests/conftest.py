"""What all tests share; each part says its rules in its own file."""

pytest_plugins = [
    "tests.harness.database",
    "tests.harness.strictness",
    "tests.harness.queries",
    "tests.harness.browser",
    "tests.harness.documents",
]
