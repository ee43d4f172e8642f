"""工作总结: the term's figures and records as one document.

`records` reads what the term holds, `values` shows figures, `situation`, `work` and `outlook` say
it in sentences (with the `phrases` they share), `tables` prints the statistics, `draft` keeps the
clerk's own paragraphs, `issue` freezes it, and `service` is what others call.
"""
