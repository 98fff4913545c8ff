"""The use cases of the local relay: what it is, what waits in it and why, what can be done to it, what it logs.

overview   the queue in short: counts, the oldest messages, each distinct reason with its diagnosis
status     the relay itself: whether it runs, where it listens, where it hands mail on
messages   one message: shown, held, released, requeued, deleted
service    the whole relay: flushed, restarted
logs       its log, each delivery explained
reasons    why messages wait, explained
planning   what would make it the relay of a profile
install    the plan made true, whole or not at all
record     what an installation changed, kept beside main.cf
recorder   the record of an installation, joined to those before it
undertaking  files and Postfix changed together, all or nothing, also where that is killed
loading    Postfix made to work by its files, or the former ones
removal    an installation taken back
ground     what a side that listens to a private network would stand on, read
login_service      the Dovecot that checks its logins, loaded or taken back
listening_proof    who shall log in there can, and nobody else gets mail through
proof      a message through the relay, followed to what became of it
seeking    that message looked for in the queue, where the log tells nothing
"""
