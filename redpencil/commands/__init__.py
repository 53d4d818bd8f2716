"""The commands, one a module: options and messages; the work itself is in the modules beside."""
