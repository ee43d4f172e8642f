"""随访规则: `dialog` lists the school's rules, `rule_form` is one of them being written."""
