"""The command line, the project directory, and execution."""
