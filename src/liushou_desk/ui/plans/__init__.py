"""个别方案 on the screen: the list with its reviews, the forms that open, review and close."""
