"""The steps by which the accounts of an older version become those of this version."""

HEAD = "0001"
KNOWN = ("0001",)
