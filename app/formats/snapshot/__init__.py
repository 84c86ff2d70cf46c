"""A frozen wave as one Parquet file, what it is, and the statements that sum it up."""
