"""Registry or table in, plotly Figure out; one chart a file."""
