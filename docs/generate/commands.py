"""Every command with its usage, help, options and what it belongs to, from the command line itself.

Takes the group of commands, gives Markdown. What click prints for `--help` and what stands here have one source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import cleandoc

import click

from docs.generate.markdown import block, code, plain, sentence, table
from vprs.commands.main import group

Named = tuple[str, click.Command, click.Context]


def walked(name: str = "vprs", command: click.Command = group, above: click.Context | None = None) -> Iterator[Named]:
    """Each command with its whole name, groups before what is in them."""
    settings = command.context_settings
    context = click.Context(command, info_name=name.rpartition(" ")[2], parent=above, **settings)
    yield name, command, context
    if isinstance(command, click.Group):
        for verb in command.list_commands(context):
            found = command.get_command(context, verb)
            assert found is not None, verb
            yield from walked(f"{name} {verb}", found, context)


def outline_told() -> str:
    """A line for each command: its name, linked, and what it does."""
    rows = [
        (f"[{code(name)}](commands.md#{name.replace(' ', '-')})", plain(command.get_short_help_str(200)))
        for name, command, _ in walked()
        if not isinstance(command, click.Group) or (command.invoke_without_command and name != "vprs")
    ]
    return table(("command", "what it does"), rows)


def commands_told() -> str:
    return "\n".join(_command(*named) for named in walked())


def _command(name: str, command: click.Command, context: click.Context) -> str:
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    parts = [f"({name.replace(' ', '-')})=\n## {name}\n", block(usage), *_help(command.help or "")]
    if options := table(("option", "what it does"), _options(command, context)):
        parts.append(options)
    if isinstance(command, click.Group):
        verbs = (f"{name} {verb}" for verb in command.list_commands(context))
        parts.append("Commands: " + ", ".join(f"[{code(verb)}](#{verb.replace(' ', '-')})" for verb in verbs) + ".\n")
    return "\n".join(parts)


def _help(text: str) -> Iterator[str]:
    """Paragraphs of a help text; what click leaves as it stands becomes a block, under its first line."""
    for paragraph in re.split(r"\n\s*\n", cleandoc(text)):
        if paragraph.startswith("\b"):
            first, *rest = paragraph.removeprefix("\b").strip("\n").splitlines()
            yield sentence(first) + "\n"
            yield block("\n".join(line.removeprefix("  ") for line in rest))
        else:
            yield sentence(paragraph) + "\n"


def _options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    for option in command.get_params(context):
        if isinstance(option, click.Option) and not option.hidden:
            record = option.get_help_record(context)
            assert record is not None, option.name
            yield code(record[0]), sentence(record[1])
