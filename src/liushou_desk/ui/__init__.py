"""窗口: the Qt window over the services.

May import `services`, `domain` and `errors`; decides nothing about figures or rules. The rooms:

    window      what is painted first, before any database library is loaded
    shell       the window with what stands in it; nothing but `application` knows it
    desk        what all tabs share: tasks, the term chosen, the way from one tab to another
    tab         what every tab is and can: list, add, amend, remove, print, export
    table/      one generic table: columns as data, frozen rows, search, sort
    forms/      one generic form, driven by the catalogue, checked beside the field
    dialog      the life of every dialog of one record: build, fill, connect, show; drafts kept
    list_dialog the frame of every dialog around a list, its keys and its undo
    tasks       the one worker thread that owns the office file
    messages    the only door for boxes, questions and file dialogs
    look        fonts, spaces, colours
    today/ roster/ pairing/ diary/ calendar/ statistics/     a folder per tab
"""
