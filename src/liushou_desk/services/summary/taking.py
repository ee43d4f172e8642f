"""Proposed paragraphs that the clerk takes into the paper, and those taken out again."""

from collections.abc import Iterable

from liushou_desk.errors import InputProblem
from liushou_desk.models.office_file import OfficeFile
from liushou_desk.services.summary import draft
from liushou_desk.services.summary.compose import outline
from liushou_desk.services.summary.material import material_of
from liushou_desk.services.summary.paper import Asked
from liushou_desk.services.summary.service import revise


def read_offers(office: OfficeFile, asked: Asked) -> dict[str, str]:
    """What the records would bear and the paper does not say, by key."""
    with office.reading() as session:
        material = material_of(office, session, asked)
        own = draft.own_paragraphs(session, asked)
    return {
        said.key: said.template
        for part in outline(material, own)
        for said in part.paragraphs
        if said.is_offered
    }


def take(office: OfficeFile, asked: Asked, keys: Iterable[str]) -> None:
    """Take proposals by key, or all of a section by its first word; one action.

    Raises `InputProblem` for what is not proposed.
    """
    offers = read_offers(office, asked)
    taken: dict[str, str | None] = {}
    for wanted in keys:
        found = {k: t for k, t in offers.items() if k == wanted or k.startswith(f"{wanted}.")}
        if not found:
            raise InputProblem(
                f"没有可采用的建议段落“{wanted}”，没有改动。",
                f"现在可采用的：{'、'.join(offers) or '无'}。",
            )
        taken |= found
    revise(office, asked, taken)
