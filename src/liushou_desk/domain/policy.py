"""文件依据: how a paper names a document from above: 《…》（国发〔2016〕13号）."""


def named_policy(title: str, number: str | None) -> str:
    """The title in its marks, each put there once, and the 文号 in brackets."""
    inside = title.strip().removeprefix("《").removesuffix("》")
    told = (number or "").strip().strip("（）()")
    return f"《{inside}》" + (f"（{told}）" if told else "")
