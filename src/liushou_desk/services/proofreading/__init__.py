"""审稿: papers from anywhere read by the rules of `domain.proofing`, and against the register.

`reading` takes a file and asks `official_format` about its look, `register` says what the office
file says otherwise. Nothing is written. May import `importing`, `models`, `domain` and other
services.
"""
