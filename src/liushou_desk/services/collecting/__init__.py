"""班主任填报表: workbooks that go out to homeroom teachers and come back with what has changed.

`sheet` is what is asked, `sending` makes the workbooks, `returning` reads one and takes it in.
"""
