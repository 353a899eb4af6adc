"""Shelf: which days are worked. One file a year in `vietnam/`, found by its presence; each row with its source."""
