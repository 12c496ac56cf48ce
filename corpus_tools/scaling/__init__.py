"""A corpus too large to hold → partitioned Parquet, on the cores of one machine or of many."""
