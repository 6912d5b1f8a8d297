"""The team: who may use the site, with what, and what they did with it.

In come names, passwords and tokens from a terminal or a form; out goes who stands before the site and what they may do.
It keeps accounts in a store of their own, never in the record, and never keeps a password or a token: only hashes.
"""

from grotius.web.team.accounts import Account, Accounts
from grotius.web.team.people import Role
from grotius.web.team.store import accounts_beside

__all__ = ["Account", "Accounts", "Role", "accounts_beside"]
