"""The local relay, which is Postfix: the only room where its programs are run.

programs     Postfix's programs as subprocesses: argument lists, time limits, the C locale, never a shell
complaints   what they complain of, as our errors
instance     one Postfix: its folders, its version, its settings
instances    every Postfix of this machine, as postmulti knows them
passwords    what it logs in with, so that it is masked
running      whether its master process runs
services     where it listens, by its master.cf
queue_line   a line of `postqueue -j`, read
queue        what waits: streamed, or only counted
jail         what Debian copies into the folder that Postfix's processes shut themselves in
control      flush, restart; hold, release, requeue or delete one message
log_line     a line of its log, read
log_source   where its log is: a file, or the journal
tail         the end of a file, followed through rotation
machine      what stands on a machine before a plan is made for it
plan         what makes it the relay of a profile: parameters, tables, packages; pure
senders      tables that rewrite the senders a provider would refuse
recipients   a table that gives the mail of the machine's own users to the operator
rate         the pace that a provider allows
ground       what stands there before a plan is made for a side that listens to a private network
listening    the plan for that side: every file that makes it; pure
listening_address   where it may listen, and where never
listening_service   its service in master.cf: put in, read, taken out
dovecot_files       what tells a Dovecot who may log in; login_hash is how it keeps a password
dovecot      that Dovecot's programs: its settings, loaded, started, stopped
submit       a message handed in as the machine's programs do
"""
