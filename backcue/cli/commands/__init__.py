"""The commands, one file each, named after what is typed; none is imported until then."""
