"""What the subcommands of ``mingzhang`` do, one function ``do_…`` each; :mod:`desktop.cli` calls them."""
