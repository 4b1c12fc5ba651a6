"""Commands that speak the user's language: help made from the messages, line by line, without wrapping."""

from __future__ import annotations

import click

from ontology.words import LANGUAGES, say


def language_of(ctx: click.Context) -> str:
    """The language of a command line that is being parsed."""
    return str(getattr(ctx.find_object(object), "language", LANGUAGES[0]))


class SpeakingCommand(click.Command):
    """A command whose help is `cli.<name>.about`, `.more` and `.example`; the help of an option is a key of a message."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Usage, what it does, options, an example."""
        language = language_of(ctx)
        usage = " ".join([ctx.command_path, *self.collect_usage_pieces(ctx)])
        key = f"cli.{(self.name or '').replace('-', '_')}"
        parts = [
            say("cli.usage", language, usage=usage),
            *(_indented(say(f"{key}.{part}", language)) for part in ("about", "more")),
            say("cli.options", language) + "\n" + _columns(_options(self, ctx, language)),
            say("cli.example", language) + "\n" + _indented(say(f"{key}.example", language)),
        ]
        formatter.write("\n\n".join(part for part in parts if part.strip()) + "\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, described in the messages."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "cli.option.help"
        return option


class SpeakingGroup(click.Group):
    """A group whose help lists its commands without importing them."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Usage, what it is for, the commands, options."""
        language = language_of(ctx)
        rows = [(name, say(f"cli.{name}.about", language)) for name in self.list_commands(ctx)]
        parts = [
            say("cli.usage", language, usage=f"{ctx.command_path} COMMAND …"),
            _indented(say("cli.about", language)),
            say("cli.commands", language) + "\n" + _columns(rows),
            say("cli.options", language) + "\n" + _columns(_options(self, ctx, language)),
            _indented(say("cli.more", language)),
        ]
        formatter.write("\n\n".join(parts) + "\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, described in the messages."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "cli.option.help"
        return option


def _options(command: click.Command, ctx: click.Context, language: str) -> list[tuple[str, str]]:
    rows = []
    for param in command.get_params(ctx):
        if isinstance(param, click.Option) and not param.hidden:
            names = ", ".join([*param.opts, *param.secondary_opts])
            value = "" if param.is_flag else " " + param.make_metavar(ctx)
            rows.append((names + value, say(param.help or "cli.option.none", language)))
    return rows


def _columns(rows: list[tuple[str, str]]) -> str:
    """Two columns; a long left side stands on a line of its own."""
    width = min(max((len(left) for left, _ in rows), default=0), 34)
    lines = []
    for left, right in rows:
        first, *rest = right.split("\n")
        if len(left) > width:
            lines += [f"  {left}", f"  {'':{width}}  {first}"]
        else:
            lines.append(f"  {left:{width}}  {first}")
        lines += [f"  {'':{width}}  {line}" for line in rest]
    return "\n".join(lines)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.strip().split("\n"))
