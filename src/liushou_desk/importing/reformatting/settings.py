"""The one setting that a layout needs: footers of even pages apart from those of odd ones."""

from liushou_desk.importing.markup import Element
from liushou_desk.importing.papers.wordml import every, local
from liushou_desk.importing.reformatting.sheets import parsed

_EARLIER = """
 writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries
 displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData
 embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins
 alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop
 hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState formsDesign
 attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge
 revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection
 autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation
 consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength
 clickAndTypeStyle defaultTableStyle
"""
_EARLIER_NAMES = frozenset(_EARLIER.split())
"""What the schema wants before it."""


def tell_pages_apart(settings: Element) -> None:
    """Let odd and even pages have footers of their own."""
    for old in every(settings, "evenAndOddHeaders"):
        settings.remove(old)
    earlier = [one for one in settings if local(one) in _EARLIER_NAMES]
    at = settings.index(earlier[-1]) + 1 if earlier else 0
    settings.insert(at, parsed("<w:evenAndOddHeaders/>"))
