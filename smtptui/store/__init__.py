"""The operator's files, keyring and history.

The rooms:

    paths                                where they stand
    config_file fields                   config.toml read and checked
    profile_edit config_edit             config.toml changed: merged with others' changes, the rest byte for byte
    atomic                               a file replaced whole or not at all
    vault                                a secret from wherever its profile says; behind it
    keyring_door secret_file sealed secret_command one_line
    safety terminal                      who else can write; asking on the terminal
    history history_file under_way       past sessions, in SQLite; messages whose end is not known yet

Nothing here talks to a server.
"""
