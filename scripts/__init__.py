"""Scripts for those who develop Grotius; nothing that runs needs them."""
