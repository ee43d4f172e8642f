"""成批登记: `row` is one contact as it stands, `model` all of them, `table` types them."""
