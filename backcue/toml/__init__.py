"""TOML read into types, with every error at its place."""
