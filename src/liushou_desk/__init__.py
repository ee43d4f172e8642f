"""LiuShou Desk (留守工作台): one rural school's register of its left-behind children.

Rooms, from the top down; each may enter only those below it:

    app, cli     put the parts together and decide nothing
    services     what the office does: open a session, apply the rules, commit, say what changed
    models       the office file: tables, engine, schema upgrade, journal
    importing    other people's workbooks -> rows and problems by cell
    export       a document's tree -> Word and PDF
    domain       the office's words and rules, pure Python
"""

__version__ = "0.1.0"
