"""What kind of typeface a PDF's font is, by its name; the bundled faces stand in for others."""

from liushou_desk.domain.layout import Face

_KINDS = (
    ("仿宋", ("fangsong", "仿宋", "fzfs", "stfangso")),
    ("楷体", ("kai", "楷", "fzkt")),
    ("小标宋", ("xiaobiaosong", "小标宋", "fzxbs")),
    ("黑体", ("hei", "黑", "notosans", "sourcehansans", "gothic", "fzht")),
    ("宋体", ("song", "simsun", "宋", "serif", "ming", "fzss")),
)
_BUNDLED = {"song": "宋体", "song-bold": "宋体", "hei": "黑体", "kai": "楷体"}
"""What the files in `resources/fonts` are by their names."""


def kind_of(font: str) -> str:
    """仿宋, 楷体, 小标宋, 黑体 or 宋体; empty where the name does not tell."""
    name = font.lower().replace(" ", "").replace("-", "").replace("_", "")
    return next((kind for kind, words in _KINDS if any(word in name for word in words)), "")


def is_of_kind(font: str, face: Face) -> bool:
    """Whether a font is the face, or the one that stands in for it."""
    kind = kind_of(font)
    return not kind or kind in face.word or kind == _BUNDLED.get(face.pdf)
