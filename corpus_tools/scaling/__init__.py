"""A corpus too large to hold → partitioned Parquet, on the cores of one machine or of many.

`run` does it: `partitions` of files go through `reading`, `counting`, `distinctive` and `topics` on an `engine`; `once`
records what is done, `parquet` writes and reads the tables.
"""
