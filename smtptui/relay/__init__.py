"""The local relay, which is Postfix: the only room where its programs are run.

programs     Postfix's programs as subprocesses: argument lists, time limits, the C locale, never a shell
instance     one Postfix: its folders, its version, its settings
instances    every Postfix of this machine, as postmulti knows them
running      whether its master process runs
queue_line   a line of `postqueue -j`, read
queue        what waits: streamed, or only counted
control      flush, restart; hold, release, requeue or delete one message
"""
