import click


@click.command("table")
def command() -> None:
    pass
