"""Benchmarks: our times beside a floor measured in the same run; ratios, not seconds, are kept.

    python3 dev.py bench             everything (some minutes; the made files are kept in a cache)
    python3 dev.py bench --small     3,000 children only
    python3 dev.py bench --window    the window only: start, search, memory
    python3 dev.py bench --files     the files only: full export, backup, check, list as PDF
    python3 dev.py bench --papers    一人一档 of 1,000 children only

Floors: for the import, reading the workbook with python-calamine and inserting its raw cells with
sqlite3 `executemany`; for the reader of foreign files, the same reading in this process; for the
figures, the statements of `floor.py`, written by hand; for the files, see `files.py`, for papers
`papers.py`. All times are CPU times (`cpu.py`).
"""

import argparse
import json
import shutil
import sqlite3
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from liushou_desk.domain.words import DefinitionKind
from liushou_desk.services.demo import make_demo
from liushou_desk.services.figures.book import open_book
from liushou_desk.services.imports.service import import_roster, read_workbook
from liushou_desk.services.keeping.office import create_office, open_office
from liushou_desk.services.summary.service import write_summary
from tests.benchmarks.cpu import timed
from tests.benchmarks.files import measure_backup, measure_check, measure_export, measure_pdf
from tests.benchmarks.floor import count_by_hand
from tests.benchmarks.papers import measure_child_files
from tests.benchmarks.reading import measure_reading
from tests.benchmarks.window import measure_window
from tests.benchmarks.workbook import big_workbook

TERM = "2026-2027-1"
CACHE = Path(tempfile.gettempdir()) / "liushou-desk-benchmarks"
SIZES = {"3,000 × 60,000": (3_000, 1.5), "40,000 × 400,000": (40_000, 0.75)}


def now() -> datetime:
    """The day of the benchmarks."""
    return datetime(2026, 11, 21, 10)  # noqa: DTZ001 - the office's own wall clock


def main() -> None:
    """Run what is asked for and print one JSON object."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--window", action="store_true")
    parser.add_argument("--files", action="store_true")
    parser.add_argument("--papers", action="store_true")
    options = parser.parse_args()
    small = options.small
    CACHE.mkdir(exist_ok=True)
    if options.files:
        print(json.dumps(measure_files(*SIZES["3,000 × 60,000"]), indent=1))
        return
    if options.papers:
        print(json.dumps(measure_papers(), indent=1))
        return
    if options.window:
        sizes = list(SIZES.values())[: 1 if small else 2]
        print(json.dumps([measure_window(office_of(*size)) for size in sizes], indent=1))
        return
    results: dict[str, Any] = {"import": measure_import(3_000 if small else 40_000)}
    rows = 3_000 if small else 40_000
    results["reading"] = measure_reading(big_workbook(CACHE / f"roster-{rows}.xlsx", rows))
    sizes = dict(list(SIZES.items())[: 1 if small else 2])
    results["figures"] = {name: measure_figures(*size) for name, size in sizes.items()}
    results["files"] = measure_files(*SIZES["3,000 × 60,000"])
    results["papers"] = measure_papers()
    if not small:
        results["growth"] = _growth(*results["figures"].values())
    print(json.dumps(results, ensure_ascii=False, indent=1))


def measure_import(rows: int) -> dict[str, Any]:
    """Import a workbook of 71 columns, against reading and inserting its raw cells."""
    path = big_workbook(CACHE / f"roster-{rows}.xlsx", rows)
    with tempfile.TemporaryDirectory() as folder:
        floor = timed(lambda: _raw_import(path, Path(folder) / "raw.db"))
        ours = timed(lambda: _import(path, Path(folder) / "office.db"))
        again = timed(lambda: _import(path, Path(folder) / "office.db"))
    return {
        "rows": rows,
        "floor_s": floor,
        "import_s": ours,
        "ratio": round(ours / floor, 2),
        "same_file_again_ratio": round(again / floor, 2),
    }


def _raw_import(path: Path, target: Path) -> None:
    with CalamineWorkbook.from_path(str(path)) as book:
        rows = book.get_sheet_by_index(0).to_python()
    connection = sqlite3.connect(target)
    columns = ", ".join(f"c{n}" for n in range(len(rows[0])))
    connection.execute(f"CREATE TABLE raw ({columns})")
    marks = ", ".join("?" * len(rows[0]))
    connection.executemany(f"INSERT INTO raw VALUES ({marks})", rows)
    connection.commit()
    connection.close()


def _import(path: Path, target: Path) -> None:
    office = open_office(target, now) if target.exists() else create_office(target, now, "学校")
    with office:
        import_roster(office, read_workbook(path), TERM)


def measure_figures(children: int, intensity: float) -> dict[str, Any]:
    """All figures under each 口径, and the written summary, against hand-written SQL."""
    path = office_of(children, intensity)
    with open_office(path, now) as office, tempfile.TemporaryDirectory() as folder:
        raw: Any = office.engine.raw_connection().driver_connection
        entries = raw.execute("SELECT count(*) FROM diary_entry").fetchone()[0]
        floor = timed(lambda: count_by_hand(raw, "2026-09-01", "2026-11-21"))
        by_kind = {kind: timed(lambda k=kind: _figures(office, k)) for kind in DefinitionKind}
        figures = timed(lambda: _figures(office))
        again = timed(lambda: _figures(office))
        summary = timed(lambda: write_summary(office, TERM, Path(folder)))
    return {
        "children": children,
        "entries": entries,
        "floor_s": floor,
        "figures_s": figures,
        "ratio": round(figures / floor, 2),
        "ratio_by_definition": {kind.value: round(s / floor, 2) for kind, s in by_kind.items()},
        "asked_again_ratio": round(again / floor, 2),
        "summary_s": summary,
        "summary_ratio": round(summary / floor, 2),
        "summary_to_figures": round(summary / figures, 2),
    }


def measure_files(children: int, intensity: float) -> dict[str, Any]:
    """The files written of one office, on a copy of it: they leave a line in its journal."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "office.db"
        shutil.copy(office_of(children, intensity), path)
        with open_office(path, now) as office:
            return {
                "export": measure_export(office, folder),
                "backup": measure_backup(office, folder),
                "check": measure_check(path),
                "list as PDF": measure_pdf(office),
            }


def measure_papers() -> dict[str, Any]:
    """Papers of a school of the size that the batch is promised for."""
    with open_office(office_of(1_000, 1), now) as office:
        return measure_child_files(office, TERM)


def office_of(children: int, intensity: float) -> Path:
    """A demo school of this size, kept for the next run."""
    path = CACHE / f"office-{children}-{intensity}.db"
    if not path.exists():
        make_demo(path, now, children=children, intensity=intensity).close()
    return path


def _figures(office: Any, kind: DefinitionKind | None = None) -> None:
    with office.reading() as session:
        open_book(office, session, TERM, kind=kind)


def _growth(small: dict[str, Any], large: dict[str, Any]) -> dict[str, float]:
    """How much longer the larger office takes; its children are 13.3 times as many."""
    return {
        name: round(large[f"{name}_s"] / small[f"{name}_s"], 1)
        for name in ("floor", "figures", "summary")
    }


if __name__ == "__main__":
    main()
