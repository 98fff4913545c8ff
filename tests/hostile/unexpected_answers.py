"""Answers with codes that are right in another place."""

from tests.hostile._bad_server import OPENING, BadServer, answering_at_the_stage

SERVER = BadServer("answers what was not asked", answering_at_the_stage("354 go on, 535 times"), OPENING, [None])
