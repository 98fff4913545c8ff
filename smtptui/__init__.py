"""smtptui: choose an SMTP provider, see whether it works from here, and why not.

The map of the house. Each room imports only from rooms below it (checked in the tests):

    __main__      no command: the app; with one: the command line
    tui | cli     the two front ends: screens and widgets; commands and their output
    core          the use cases that both front ends call: probe, send, profiles, export, limits, relay, demo
    net           the only client sockets: resolver, race, session, TLS, failure (exception to cause); and what a server
                  of ours needs: a port, a certificate
    store         the operator's files, keyring and history
    relay         the local relay: Postfix, its programs, its queue, its log, and the Dovecot that checks its logins
    sandbox       the embedded SMTP server and its scenarios
    formats       the files that other programs read: one module a format, rendered and read back
    diagnosis     a failure's cause in words: causes.toml and rules/<stage>.toml
    providers     the catalogue: data/<name>.toml and the operator's own
    model         the values that cross rooms: Profile + Provider -> Settings -> events -> report
    smtp          the RFCs as pure functions and values: no socket, no clock
    toml_text     config.toml as somebody's text: one key changed, the rest byte for byte
    secret text errors daemon

How a value travels: a `Profile` (what the operator saved) and a `Provider` (presets) become `Settings` (resolved and
checked); `core.probe` yields events from them; the command line prints the events, the app draws them, and
`diagnosis` explains the failed one. Nothing goes back up.

To add a provider, write `providers/data/<name>.toml`; a diagnosis, one entry in `diagnosis/rules/<stage>.toml`;
an export format, one file in `formats`; the program that reads it, one in `core/real_readers`; a screen, one file in
`tui/screens`; a command, one file in `cli/commands`; a scenario, one file in `sandbox/scenarios`.
"""

__version__ = "0.1.0"
