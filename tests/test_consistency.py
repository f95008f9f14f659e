"""Tests that read the code: habits that no linter holds."""

import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "safefair"
LONGEST_FILE = 400
# A template that others name in a way this test cannot follow.
BY_CONVENTION = re.compile(
    r"^(allauth|account|mfa|django|socialaccount|usersessions|idp|headless|wagtailadmin)/|^\d{3}(_csrf)?\.html$"
)


def sources(pattern: str) -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob(pattern)) if "migrations" not in path.parts]


def test_no_file_is_longer_than_four_hundred_lines():
    files = [*sources("*.py"), *sorted((ROOT / "tests").rglob("*.py"))]

    long = {
        str(path.relative_to(ROOT)): lines
        for path in files
        if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }

    assert long == {}


def test_every_template_is_used():
    text = "\n".join(path.read_text() for path in [*sources("*.py"), *sources("*.html"), *sources("*.txt")])
    unused = []
    for path in sources("templates/**/*.*"):
        if path.is_dir():
            continue
        name = path.relative_to(
            next(parent for parent in path.parents if parent.name == "templates")
        ).as_posix()
        if name.startswith("cotton/"):
            tag = "c-" + name.removeprefix("cotton/").removesuffix(".html").removesuffix("/index").replace(
                "/", "."
            ).replace("_", "-")
            is_used = re.search(rf"<{re.escape(tag)}[\s/>]", text) or f'is="{tag.removeprefix("c-")}"' in text
        else:
            is_used = BY_CONVENTION.match(name) or name in text
        if not is_used:
            unused.append(str(path.relative_to(PACKAGE)))

    assert unused == []


def test_every_loaded_tag_library_is_used():
    idle = []
    for path in sources("*.html"):
        text = path.read_text()
        for libraries in re.findall(r"\{% load ([\w ]+?) %\}", text):
            if " from " in libraries:
                names = libraries.split(" from ")[0].split()
                idle += [f"{path.relative_to(ROOT)}: {name}" for name in names if text.count(name) < 2]

    assert idle == []


def test_every_exemption_carries_a_reason():
    bare = []
    for path in [*sources("*.py"), *sorted((ROOT / "tests").rglob("*.py"))]:
        above = ""
        for number, line in enumerate(path.read_text().splitlines(), 1):
            has_reason = line.count("#") > 1 or above.lstrip().startswith("#")
            if re.search(r"# noqa: [A-Z0-9, ]+$", line) and not has_reason:
                bare.append(f"{path.relative_to(ROOT)}:{number}")
            above = line if "# noqa" not in line else above

    assert bare == []


def test_every_dependency_carries_its_reason():
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    named = [
        *project["project"]["dependencies"],
        *(name for extra in project["project"]["optional-dependencies"].values() for name in extra),
        *project["dependency-groups"]["dev"],
    ]

    bare = [name for name in named if not re.search(rf'"{re.escape(name)}",\s+# \S', text)]

    assert bare == []


def test_requirements_name_no_index():
    for path in (ROOT / "requirements").iterdir():
        assert "://" not in path.read_text(), path.name


def test_context_of_a_transaction_never_outlives_it():
    """A setting that is not local would follow a pooled connection to the next reader."""
    lasting = re.compile(r"set_config\([^)]*,\s*false\s*\)|\bSET (SESSION )?app\.", re.IGNORECASE)

    found = [
        str(path.relative_to(ROOT)) for path in PACKAGE.rglob("*.py") if lasting.search(path.read_text())
    ]

    assert found == []


def test_no_file_names_a_machine():
    """Paths of a machine, and addresses inside a network, are nobody's business."""
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout
    machine = re.compile("/" + r"work/|/(root|home)/\w|\b10\.\d+\.\d+\.\d+\b")

    found = []
    for name in filter(None, tracked.split("\0")):
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".txt", ".html", ".yaml", ".yml", ""} and path.is_file():
            found += [f"{name}: {hit[0]}" for hit in [machine.search(path.read_text(errors="ignore"))] if hit]

    assert found == []
