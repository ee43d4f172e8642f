"""资料核对: the worklist of what is missing, and what does not fit together."""
