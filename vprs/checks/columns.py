"""The records of a kind by the values that they hold, so that what is asked of a value is asked once for all of them.

Takes fields and a question about a record that only those fields decide; gives sets of positions in the kind's records
as the bits of integers. Registers repeat themselves: this speeds up and never changes an answer.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Union

from vprs.checks.context import Context, once
from vprs.checks.horizon import value_at
from vprs.dates import Span
from vprs.model import Record, Value

Bits = int  # bit n stands for the n-th record of the kind
Holders = Union[Bits, "array[int]"]  # of a value that few hold, their positions: a long register has many of those
Path = tuple[str, ...]

ID = ("id",)
MANY = 1_000  # as many holders of a value are kept as bits
_ALIKE = frozenset((str, bool, int, Decimal, Span, type(None)))  # equal values of one of these types mean the same


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """yes: the records of which it is true; no: of which it is not; of the others it is not known."""

    yes: Bits
    no: Bits


def told(kind: str, paths: tuple[Path, ...], context: Context, ask: Callable[[Record], bool | None]) -> Told:
    """What `ask` says of every record of a kind, where nothing but the values at `paths` decides it."""
    answers: dict[bool | None, list[Holders]] = {True: [], False: [], None: []}
    for record, holders in by_values(kind, paths, context):
        answers[ask(record)].append(holders)
    size = len(context.records.get(kind, ()))
    return Told(yes=together(answers[True], size), no=together(answers[False], size))


def by_values(kind: str, paths: tuple[Path, ...], context: Context) -> tuple[tuple[Record, Holders], ...]:
    """One record for each different set of values at `paths`, and all that hold it."""

    def find() -> tuple[tuple[Record, Holders], ...]:
        places: dict[object, array[int]] = {}
        records = context.records.get(kind, ())
        for number, record in enumerate(records):
            places.setdefault(tuple(_alike(record, path, number) for path in paths), array("I")).append(number)
        size = len(records)
        return tuple(
            (records[numbers[0]], bits_of(numbers, size) if len(numbers) >= MANY else numbers)
            for numbers in places.values()
        )

    return once(context.shared, ("by values", kind, paths), find)


def _alike(record: Record, path: Path, number: int) -> object:
    """What is equal for two records only where they hold the same; each record stands alone where that is not sure."""
    value: Value | None = record.id if path == ID else value_at(record.fields, path)
    sort = type(value)
    if sort in _ALIKE or (isinstance(value, tuple) and all(type(each) is str for each in value)):
        return sort, value
    return number


def together(held: Iterable[Holders], size: int) -> Bits:
    """All of these, of `size` records."""
    whole, few = 0, list["array[int]"]()
    for holders in held:
        if isinstance(holders, int):
            whole |= holders
        else:
            few.append(holders)
    return whole | bits_of((number for numbers in few for number in numbers), size) if few else whole


def bits_of(numbers: Iterable[int], size: int) -> Bits:
    """These positions of `size`; made of bytes, for setting bits of a long integer one by one copies it each time."""
    held = bytearray(size // 8 + 1)
    for number in numbers:
        held[number // 8] |= 1 << number % 8
    return int.from_bytes(held, "little")


def positions(bits: Bits) -> Iterator[int]:
    """The positions that are in, in order."""
    for place, byte in enumerate(bits.to_bytes(bits.bit_length() // 8 + 1, "little")):
        left = byte
        while left:
            lowest = left & -left
            yield place * 8 + lowest.bit_length() - 1
            left ^= lowest
