"""Reads an .xlsx: every worksheet as a grid."""

from pathlib import Path

from liushou_desk.importing.grid import Grid, fill_merged
from liushou_desk.importing.guard import opened
from liushou_desk.importing.package import Package, SheetPart
from liushou_desk.importing.shared_texts import read_codes, read_texts
from liushou_desk.importing.sheet_part import SheetPartReader
from liushou_desk.importing.sheet_scan import MOST_CELLS, Grow, TooLarge, no_growth


def read_new(path: Path, grow: Grow = no_growth) -> list[Grid]:
    """Its worksheets in their order, empty ones too. Raises `ImportTrouble`."""
    with opened(path) as archive:
        package = Package(archive)
        texts, codes = _texts(package), _codes(package)
        grids: list[Grid] = []
        cells = 0
        for sheet in package.sheets():
            reader = SheetPartReader(texts, codes, grow, is_1904=package.is_1904)
            with package.open(sheet.part) as part:
                reader.read(part)
            cells += reader.scan.rows * reader.scan.columns
            if cells > 2 * MOST_CELLS:
                raise TooLarge
            grids.append(_grid(sheet, reader, is_1904=package.is_1904))
    return grids


def _texts(package: Package) -> list[str]:
    name = package.part_of("sharedStrings")
    if name is None:
        return []
    with package.open(name) as part:
        return read_texts(part)


def _codes(package: Package) -> list[str]:
    name = package.part_of("styles")
    return read_codes(package.small(name, "styleSheet")) if name else []


def _grid(sheet: SheetPart, reader: SheetPartReader, *, is_1904: bool) -> Grid:
    scan, spans = reader.scan, tuple(reader.spans)
    return Grid(
        sheet.name,
        reader.rows,
        scan.formulas,
        fill_merged(reader.rows, spans),
        spans,
        scan.errors,
        scan.hidden_rows,
        scan.hidden_columns,
        sheet.is_hidden,
        is_1904,
        scan.doubts,
    )
