"""The operator's files, keyring and history.

paths                       where they stand
config_file fields          config.toml read and checked
config_edit toml_edit       config.toml changed: what changed meanwhile is merged, the rest stays byte for byte
statements                  which lines of a TOML text say what
atomic                      a file replaced whole or not at all
vault                       a secret from wherever its profile says, behind it:
keyring_door secret_file sealed secret_command
safety terminal daemon      who else can write; lending the terminal; calls that may never return
history                     past sessions, in SQLite
"""
