"""The store behind Debian's Virtuoso, where it is installed: how long writing and each question take, and whether the answers are the same."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import create_connection

from kg.ask import ask
from kg.errors import GraphError
from kg.store import Graph, open_store
from tests.bench_graph import LONGEST, QUESTIONS, limited
from tests.endpoints import free_port
from tests.kg_synthetic import readings

DOCUMENTS = 6
SERVER, CLIENT = "virtuoso-t", "isql-vt"
START_SECONDS = 60
SETTINGS = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
NumberOfBuffers = 40000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerRoot = .
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 10000000
"""
RIGHTS = ('GRANT SPARQL_UPDATE TO "SPARQL";', "DB.DBA.RDF_DEFAULT_USER_PERMS_SET('nobody', 7);")


@contextmanager
def virtuoso() -> Iterator[str]:
    """The address of a Virtuoso of its own in a folder that goes away; raises TimeoutError where it does not start."""
    port, web = free_port(), free_port()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "virtuoso.ini").write_text(SETTINGS.format(port=port, web=web), encoding="utf-8")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        server = subprocess.Popen([SERVER, "-f", "-c", "virtuoso.ini"], cwd=folder, **quiet)  # type: ignore[call-overload]
        try:
            _wait(port)
            for right in RIGHTS:
                client = [CLIENT, f"127.0.0.1:{port}", "dba", "dba", f"EXEC={right}"]
                subprocess.run(client, check=True, timeout=START_SECONDS, **quiet)  # type: ignore[call-overload]
            yield f"http://127.0.0.1:{web}/sparql"
        finally:
            server.kill()
            server.wait()


def _wait(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with suppress(OSError):
            create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.2)
    raise TimeoutError(f"{SERVER} did not start in {START_SECONDS} s")


def behind_virtuoso() -> None:
    """A line on writing, then one a question; one line alone where Virtuoso is not installed."""
    if shutil.which(SERVER) is None or shutil.which(CLIENT) is None:
        print(f"Virtuoso                      not run: no {SERVER} and {CLIENT} here (Debian: virtuoso-opensource-7-bin)")
        return
    with virtuoso() as address:
        served, memory = open_store(address, create=True), open_store(":memory:")
        begun = time.perf_counter()
        served.add(readings(DOCUMENTS))
        print(f"into Virtuoso, a document     {(time.perf_counter() - begun) / DOCUMENTS:6.2f} s")
        memory.add(readings(DOCUMENTS))
        for name, *arguments in QUESTIONS:
            _one(served, memory, name, arguments)


def _one(served: Graph, memory: Graph, name: str, arguments: list[str]) -> None:
    found: list[object] = []
    try:
        seconds = limited(lambda: found.extend(ask(served, name, arguments)))
    except GraphError as error:
        print(f"Virtuoso {name:18}   not answered: {str(error)[:80]}")
        return
    if seconds >= LONGEST:
        print(f"Virtuoso {name:18}   stopped after {LONGEST} s")
        return
    ours = ask(memory, name, arguments)
    same = "the same answer" if found == ours else f"another answer: {len(found)} rows for {len(ours)}"
    print(f"Virtuoso {name:18} {seconds * 1000:8.0f} ms   {same}")


if __name__ == "__main__":
    behind_virtuoso()
