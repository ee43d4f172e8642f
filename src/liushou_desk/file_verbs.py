"""The verbs of the command line about whole files: backup, restore, check, and papers."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from liushou_desk.domain.terms import code_for
from liushou_desk.errors import InputProblem
from liushou_desk.services import restore
from liushou_desk.services.keeping import backup, check, office
from liushou_desk.services.keeping.old_fingerprints import HELD, UNTIL_OPENED
from liushou_desk.services.papers.batch import collect, write_batch
from liushou_desk.services.papers.drawing import check_formats
from liushou_desk.services.papers.forms.mentor_named import mentor_named
from liushou_desk.services.papers.kind import Wish
from liushou_desk.services.papers.registry import PAPERS, kind_of

LIST = "list"
"""The kind of paper that names the others."""
Answer = tuple[dict[str, Any], list[str]]
"""What a verb says: the JSON object, and lines for people."""


def back_up(options: argparse.Namespace) -> Answer:
    """Copy the office file into a folder and read the copy back."""
    with office.open_office(options.office, options.now) as opened:
        made = backup.make_backup(opened, options.to)
    payload = {
        "path": made.path,
        "sha256": made.sha256,
        "content_digest": made.content_digest,
        "counts": made.counts,
    }
    return payload, [f"已备份并核对：{made.path}"]


def restore_from(options: argparse.Namespace) -> Answer:
    """Say what a backup holds otherwise, and let it take the place of the office file."""
    seen = restore.preview(options.backup, options.office, options.now)
    payload: dict[str, Any] = {
        "backup": seen.backup,
        "restored": False,
        "holds_fingerprints": seen.holds_fingerprints,
        "differences": [asdict(one) for one in seen.differences or ()],
    }
    if options.dry_run:
        return payload, [*seen.sentences(), "只看差别，没有恢复。"]
    done = restore.restore(options.backup, options.office, options.now)
    payload |= {"restored": True, "office": done.path, "kept": done.kept}
    return payload, [*seen.sentences(), *done.sentences()]


def recover(options: argparse.Namespace) -> Answer:
    """Say what a file would be with and without the journal beside it, and go one way."""
    ways = restore.both_ways(options.office)
    if options.use is None:
        how = "选好后再运行：recover --use journal（退回）或 --use file（不用日志）。"
        return {"ways": ways, "chosen": None}, [*ways, how]
    done = restore.choose(options.office, options.now, with_journal=options.use == "journal")
    said = [
        f"已处理：{done.path}",
        f"原来的文件和日志保留为“{done.kept.name if done.kept else ''}”。",
    ]
    return {"ways": ways, "chosen": options.use, "kept": done.kept}, [*ways, *said]


def check_one(options: argparse.Namespace) -> Answer:
    """Say whether a file is whole."""
    report = check.check_file(options.file)
    payload = {
        "sound": report.is_sound,
        "revision": report.revision,
        "holds_fingerprints": report.holds_fingerprints,
        "problems": report.problems,
        "counts": report.counts,
        "content_digest": report.content_digest,
    }
    verdict = "完整，没有发现问题。" if report.is_sound else "发现问题，请先备份此文件再处理："
    said = [f"{report.path.name}：{verdict}", *report.problems]
    if report.holds_fingerprints:
        is_kept = restore.is_backup(options.file)
        said.append(f"这份备份是{HELD}。" if is_kept else f"这个文件{UNTIL_OPENED}。")
    return payload, said


def documents(options: argparse.Namespace) -> Answer:
    """Write the papers of a kind, or name the kinds."""
    if options.kind == LIST:
        return _kinds()
    kind, forms = kind_of(options.kind), options.format.split(",")
    check_formats(forms, kind.formats)
    if options.out is None:
        raise InputProblem("没有写明文件放在哪里，没有写出任何文件。", "请用 --out 写一个文件夹。")
    with office.open_office(options.office, options.now) as opened:
        wish = Wish(
            options.term or code_for(options.now().date()),
            options.school_class,
            options.child,
            with_numbers=options.with_numbers,
            audience=options.audience,
            reason=options.reason,
            mentor_id=mentor_named(opened, kind, options.mentor) if options.mentor else None,
            layout=options.layout or "",
        )
        batch = collect(opened, kind, wish)
        files = write_batch(opened, batch, options.out, forms)
    payload = {"kind": kind.key, "title": kind.title, **batch.noted, "files": files}
    return payload, [f"{kind.title}：{file}" for file in files]


def _kinds() -> Answer:
    told = [
        {
            "key": kind.key,
            "title": kind.title,
            "per": kind.per.value,
            "audience": kind.audience.value,
            "formats": kind.formats,
        }
        for kind in PAPERS
    ]
    lines = [
        f"{kind.key}\t{kind.title}\t{kind.per.label}一份\t{kind.audience.label}\t"
        f"{'、'.join(kind.formats)}"
        for kind in PAPERS
    ]
    return {"kinds": told}, lines


def add_backup(parser: argparse.ArgumentParser) -> None:
    """What `back_up` is told."""
    parser.add_argument("--to", type=Path, required=True, help="放备份的文件夹")


def add_restore(parser: argparse.ArgumentParser) -> None:
    """What `restore_from` is told."""
    parser.add_argument("backup", type=Path, help="备份文件")
    parser.add_argument("--dry-run", action="store_true", help="只看与现在的差别，不恢复")


def add_recover(parser: argparse.ArgumentParser) -> None:
    """What `recover` is told."""
    parser.add_argument(
        "--use", choices=("journal", "file"), help="journal退回没做完的改动，file不用日志"
    )
