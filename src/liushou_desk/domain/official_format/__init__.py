"""Whether a paper looks as its layout profile wants it (版式检查): measured looks and their rules.

`word_look` and `pdf_look` say what was measured, `report` holds it against a profile, rule by rule.
"""
