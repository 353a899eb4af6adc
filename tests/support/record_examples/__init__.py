"""One real-looking record per kind, in a file named after it: `EXAMPLE` has every field filled with something other than its default."""
