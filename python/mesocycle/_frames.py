"""Tables as pandas frames, whatever pandas can do."""


def to_pandas(table):
    """Through the Arrow interface where pandas has it (from 3.0 on), through pyarrow where that is there, else by column."""
    import pandas

    if hasattr(pandas.DataFrame, "from_arrow"):
        return pandas.DataFrame.from_arrow(table)
    try:
        import pyarrow
    except ImportError:
        return pandas.DataFrame({name: table[name] for name in table.column_names})
    return pyarrow.table(table).to_pandas()
