"""What the pages show: rows → figures and tables, one module for each notebook."""
