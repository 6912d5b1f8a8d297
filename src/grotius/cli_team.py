"""The team's commands: who may log in to the site, and with what."""
