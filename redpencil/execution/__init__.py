"""Work on many pages at once: on this machine's cores, or on the machines of a Dask cluster."""
