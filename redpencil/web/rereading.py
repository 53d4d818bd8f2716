"""Pages that are read again while their readers wait, one after the other."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from redpencil.project import Project
from redpencil.recognition import recognize_batch
from scans.errors import RedpencilError


@dataclass
class Run:
    """One page on its way through the engine; `problem` is "" unless it failed."""

    begun: float = field(default_factory=time.monotonic)
    ended: float | None = None
    problem: str = ""

    @property
    def seconds(self) -> float:
        """How long it has taken so far, or took."""
        return (self.ended or time.monotonic()) - self.begun


class Rereading:
    """Reads pages in threads that do not keep the server from stopping; what was killed stays as it was."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._runs: dict[str, Run] = {}
        self._turn = threading.Lock()
        self._usual: float | None = None

    def begin(self, page: str) -> None:
        """Read the page again, unless it is being read already."""
        run = self._runs.get(page)
        if run is None or run.ended:
            self._runs[page] = run = Run()
            threading.Thread(target=self._read, args=(page, run), daemon=True).start()

    def find(self, page: str) -> Run | None:
        """The newest run of that page."""
        return self._runs.get(page)

    @property
    def usual(self) -> float | None:
        """Seconds that the page before took; None before the first."""
        return self._usual

    def _read(self, page: str, run: Run) -> None:
        with self._turn:
            run.begun = time.monotonic()
            try:
                run.problem = self._recognize(page)
            except RedpencilError as error:
                run.problem = str(error)
            except Exception as error:  # a thread's death would leave the reader waiting
                run.problem = f"{page}: could not be read for a bug in redpencil ({error!r})."
            run.ended = time.monotonic()
            self._usual = run.ended - run.begun

    def _recognize(self, page: str) -> str:
        execution = self._project.settings.execution.overridden(1, None)
        with self._project.locked():
            tally = recognize_batch(self._project, [page], force=True, execution=execution, quiet=True)
        return self._project.failure(page).read_text("utf-8").strip() if tally.failed else ""
