"""The command line, the project directory, and execution."""

from importlib.metadata import version

__version__ = version("redpencil")
