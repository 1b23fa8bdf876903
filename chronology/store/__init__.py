"""YAML on disk: reading with every problem, writing with every comment."""
