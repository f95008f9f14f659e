"""The `safefair` command: one way into everything.

Commands that work on files (`people link`, `tables protect`, `tables audit`) and on the database server (`db`) start
without Django, settings or a database; the others set Django up when they run, not before.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Callable

from safefair.config import serve
from safefair.config.home import installation_home
from safefair.config.postgres import Server, ServerError
from safefair.config.postgres import command as db_command

# Each module adds its own commands with add_parser(commands); they must not import Django.
FILE_COMMANDS = ("safefair.people.linkage.command", "safefair.results.disclosure.command")


def main(argv: list[str] | None = None) -> int:
    """Run the command line; the exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    try:
        if arguments[:1] and arguments[0] in DJANGO_COMMANDS:
            _, run = DJANGO_COMMANDS[arguments[0]]
            return run(arguments[1:])
        options = parser().parse_args(arguments)
        return int(options.run(options) or 0)
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(prog="safefair", description=(__doc__ or "").split("\n")[0])
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    serve.add_parser(commands)
    db_command.add_parser(commands)
    for module in FILE_COMMANDS:
        importlib.import_module(module).add_parser(commands)
    for name, (help_text, _) in DJANGO_COMMANDS.items():
        commands.add_parser(name, help=help_text, add_help=False)
    return top


def manage(arguments: list[str]) -> int:
    """Run a command of Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safefair.config.settings")
    from django.core.management import execute_from_command_line  # slow import  # noqa: PLC0415

    execute_from_command_line(["safefair manage", *arguments])
    return 0


def migrate(arguments: list[str]) -> int:
    """Bring both databases to this version, as the tables' owner."""
    if not os.environ.get("DATABASE_URL"):
        Server(installation_home()).start()
    os.environ.setdefault("SAFEFAIR_DB_ROLE", "migrate")
    if any(not argument.startswith("-") or argument.startswith("--database") for argument in arguments):
        return manage(["migrate", *arguments])  # somebody knows what they want
    return manage(["migrate", *arguments]) or manage(["migrate", "keys", "--database", "keys", *arguments])


def load_demo(arguments: list[str]) -> int:
    """Load the invented records, as the tables' owner."""
    os.environ.setdefault("SAFEFAIR_DB_ROLE", "migrate")
    return manage(["load_demo", *arguments])


DJANGO_COMMANDS: dict[str, tuple[str, Callable[[list[str]], int]]] = {
    "migrate": ("bring both databases to this version", migrate),
    "worker": ("run the jobs", lambda arguments: manage(["run_jobs", *arguments])),
    "shell": ("open Python with the models at hand", lambda arguments: manage(["shell", *arguments])),
    "demo": ("load a year of invented records", load_demo),
    "manage": ("any command of Django, such as: safefair manage check", manage),
}


if __name__ == "__main__":
    sys.exit(main())
