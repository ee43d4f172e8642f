"""月度登记表: `model` holds the cells, `table` fills them, `dialog` chooses, saves and keeps."""
