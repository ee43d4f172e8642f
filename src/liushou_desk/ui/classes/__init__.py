"""班级: `dialog` lists the classes, `forms` amend one, `merge_form` lets one go into another."""
