from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

@dataclass(frozen=True)
class Finding:
    fault: str
    severity: str
    file: str | None
    line: int | None
    evidence: str
    repair: str
    page: str
    def data(self) -> dict[str, Any]: ...

class Seen:
    facts: dict[str, Any] | None
    findings: list[Finding]
    def __init__(self, facts: dict[str, Any] | None = None) -> None: ...
    @property
    def mistakes(self) -> list[Finding]: ...
    def data(self) -> dict[str, Any]: ...
    def json(self) -> str: ...
    def _repr_html_(self) -> str: ...

def run(text: str, name: str = ...) -> Seen: ...
def watch(script: str | None = None) -> AbstractContextManager[Seen]: ...
