"""The steps by which a record of an older version becomes one of this version."""

HEAD = "0003"
KNOWN = ("0001", "0002", "0003")
