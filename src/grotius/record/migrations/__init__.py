"""The steps by which a record of an older version becomes one of this version."""

HEAD = "0005"
KNOWN = ("0001", "0002", "0003", "0004", "0005")
