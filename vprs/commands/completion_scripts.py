"""How each shell asks for completions: the script that teaches it, and for PowerShell how question and answer look.

Takes the name of a shell, gives its script. The protocol is click's own; PowerShell has one that keeps the backslashes
of Windows paths and the words of people who put spaces into names.
"""

from __future__ import annotations

import os
from typing import ClassVar

import click
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class, get_completion_class

VARIABLE = "_VPRS_COMPLETE"
SHELLS = ("bash", "zsh", "fish", "powershell")
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s, %(prog_name)s.exe -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.StartOffset -lt $cursorPosition } |
        ForEach-Object { $_.Extent.Text })
    if ($wordToComplete -eq '') { $words += '' }
    $before = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $env:%(complete_var)s = 'powershell_complete'
        $env:%(complete_var)s_WORDS = $words -join "`n"
        $found = @(& $commandAst.GetCommandName() 2>$null)
    } finally {
        [Console]::OutputEncoding = $before
        Remove-Item Env:%(complete_var)s, Env:%(complete_var)s_WORDS -ErrorAction SilentlyContinue
    }
    foreach ($line in $found) {
        $type, $value, $tip = $line -split "`t", 3
        if ($type -eq 'plain') {
            $typed = $value
            if ($value -match "[\\s'``(){};,|&<>@#]") { $typed = "'" + $value.Replace("'", "''") + "'" }
            [System.Management.Automation.CompletionResult]::new($typed, $value, 'ParameterValue', $tip)
        } else {
            [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete) |
                Where-Object { $type -eq 'file' -or $_.ResultType -eq 'ProviderContainer' }
        }
    }
}
"""


class PowerShell(ShellComplete):
    """Words come one a line, as they stand in the command; answers are type, value and help, parted by tabs."""

    name: ClassVar[str] = "powershell"
    source_template: ClassVar[str] = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        words = [_unquoted(word) for word in os.environ.get(f"{self.complete_var}_WORDS", "").split("\n")]
        return words[1:-1], words[-1] if len(words) > 1 else ""

    def format_completion(self, item: CompletionItem[str]) -> str:
        shown = (item.type, item.value, " ".join((item.help or item.value).split()) or "-")
        return "\t".join(shown)


def _unquoted(word: str) -> str:
    """As PowerShell would hand it on: quotes around it gone, an opening one too whose end is still to come."""
    if word[:1] not in ("'", '"'):
        return word
    quote, inner = word[0], word[1:]
    return inner.removesuffix(quote).replace(quote * 2, quote)


def register() -> None:
    """Let click know PowerShell as it is asked here."""
    add_completion_class(PowerShell)


def script(group: click.Command, shell: str) -> str:
    """The script for a shell; it is not asked for its version, for it need not be on this machine."""
    register()
    found = get_completion_class(shell)
    assert found is not None
    return ShellComplete.source(found(group, {}, "vprs", VARIABLE))
