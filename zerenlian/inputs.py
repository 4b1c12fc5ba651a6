"""Files on the command line become sources and readings; what could not be read is said, a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files as package_files
from typing import TYPE_CHECKING

from extract.readers import ReaderError, read_source, read_sources
from extract.readers.secrecy import secrecy_mark
from ontology.records import Source
from zerenlian.failures import CommandError
from zerenlian.output import tell
from zerenlian.settings import Settings
from zerenlian.skipped import Passed, tell_passed, unread

if TYPE_CHECKING:
    from ontology.records import Reading
    from ontology.registry import Registry

SAMPLE = ":sample:"  # stands for the sample gazette wherever a file can be named


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the files held, and the exit code that the unreadable ones leave behind."""

    sources: list[Source]
    failures: list[ReaderError]
    is_strict: bool = False
    empty: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, paths: Sequence[str], settings: Settings, is_strict: bool) -> Inputs:
        """Reads all files; raises the ReaderError of the first failure where none could be read, or any with `is_strict`."""
        sources: list[Source] = []
        failures: list[ReaderError] = []
        for found in read_sources(placed(paths)):
            (failures if isinstance(found, ReaderError) else sources).append(found)  # type: ignore[arg-type]
        if failures and (is_strict or not sources):
            tell_passed(unread(failures[1:], settings), settings)
            raise failures[0]
        tell_passed(unread(failures, settings), settings)
        for source in sources:
            mark = secrecy_mark(source.text)
            if mark is not None:
                tell(settings.say("reader.secret", name=source.name, mark=mark))
        return cls(sources, failures, is_strict)

    @property
    def code(self) -> int:
        """0, or 1 where something needs a look."""
        return 1 if self.failures or self.empty else 0

    def noting_empty(self, readings: Iterable[Reading], settings: Settings) -> Iterator[Reading]:
        """The readings as they come, and at their end a word on the files without a document; strict, the first of them is an error."""
        for reading in readings:
            if not reading.documents:
                self.empty.append(reading.source.name)
                if self.is_strict:
                    raise CommandError("no_document", name=reading.source.name)
            yield reading
        lines = [Passed(settings.say("error.no_document", name=name), settings.say("cli.passed.no_document")) for name in self.empty]
        tell_passed(lines, settings)


def placed(paths: Iterable[str]) -> list[str]:
    """The paths, the sample's name replaced by its place."""
    return [sample_path() if path == SAMPLE else path for path in paths]


def sample_path() -> str:
    """Where the sample gazette lies."""
    return str(package_files("zerenlian.sample") / "zhumadian-gazette-2018-04.txt")


def one_source(path: str) -> Source:
    """The source of one file."""
    return read_source(placed([path])[0])


def registry_of(path: str | None) -> Registry | None:
    """The units of a CSV file, or of a list that the package carries (`zhumadian`); None: those of each document's own place."""
    if path is None:
        return None
    from ontology.registry import load_registry

    try:
        return load_registry([path])
    except FileNotFoundError:
        raise CommandError("missing_file_only", path=path) from None
    except UnicodeDecodeError as error:
        raise CommandError("registry_encoding", path=path, place=str(error.start + 1)) from None


def readings(sources: Iterable[Source], units: str | None) -> Iterator[Reading]:
    """What each source says."""
    from extract.pipeline import read

    registry = registry_of(units)
    for source in sources:
        yield read(source, registry=registry)
