"""The `safefair` command: one way into everything.

Commands that work on files (`people link`, `tables protect`, `tables audit`) and on the database server (`db`) start
without Django, settings or a database; the others set Django up when they run, not before.
"""

import argparse
import importlib
import os
import sys

from safefair.config.postgres import ServerError
from safefair.config.postgres import command as db_command

# Each module adds its own commands with add_parser(commands); they must not import Django.
FILE_COMMANDS = ("safefair.people.linkage.command", "safefair.results.disclosure.command")


def main(argv: list[str] | None = None) -> int:
    """Run the command line; the exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments[:1] == ["manage"]:
        return manage(arguments[1:])
    options = parser().parse_args(arguments)
    try:
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
    db_command.add_parser(commands)
    for module in FILE_COMMANDS:
        add_file_commands(module, commands)
    for name, words, help_text in DJANGO_COMMANDS:
        command = commands.add_parser(name, help=help_text, add_help=not words)
        command.set_defaults(run=lambda _options, words=words: manage(words))
    commands.add_parser(
        "manage", help="any command of Django, such as: safefair manage check", add_help=False
    )
    return top


DJANGO_COMMANDS = (
    ("migrate", ["migrate"], "bring both databases to this version"),
    ("worker", ["procrastinate", "worker"], "run the jobs"),
    ("shell", ["shell"], "open Python with the models at hand"),
    ("demo", ["load_demo"], "load a year of invented records"),
)


def add_file_commands(module: str, commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of one app."""
    try:
        importlib.import_module(module).add_parser(commands)
    except ModuleNotFoundError as error:
        if not module.startswith(error.name or "-"):
            raise


def manage(arguments: list[str]) -> int:
    """Run a command of Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safefair.config.settings")
    from django.core.management import execute_from_command_line  # slow import, and not for file commands

    execute_from_command_line(["safefair manage", *arguments])
    return 0


if __name__ == "__main__":
    sys.exit(main())
