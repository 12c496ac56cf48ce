"""What the pages show: rows → figures and tables, a module a notebook."""
