"""资料核对: what is still missing in each child's file, and what in it cannot all be true.

`files` reads the register once; `completeness` and `contradictions` look at it. A required field
without an answer is the figure `incomplete` (资料不全); the rest of what is asked for is wanted.
"""
