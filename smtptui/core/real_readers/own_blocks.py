"""Ruby and Python, which can read a program only by running it: they are given our own lines, as we write them.

Where the file spells them in any other way, nobody is asked: that would be somebody else's code.
"""

import json
import sys
from collections.abc import Mapping, Sequence

from smtptui.core.real_readers._asking import Answer, Question, RealReader, answered, otherwise
from smtptui.core.real_readers._running import installed, said
from smtptui.formats._base import lines_of
from smtptui.formats.django import EMAIL_URL

_RAILS = """
require 'json'; require 'ostruct'
class Rails
  def self.application = self
  def self.config = @config ||= OpenStruct.new(action_mailer: OpenStruct.new)
  def self.configure(&block) = instance_eval(&block)
end
eval(STDIN.read.force_encoding('UTF-8'))
puts JSON.generate(Rails.config.action_mailer.smtp_settings)
"""
_GITLAB = """
require 'json'
gitlab_rails = {}
eval(STDIN.read.force_encoding('UTF-8'))
puts JSON.generate(gitlab_rails.transform_keys { |name| name.delete_prefix('smtp_') })
"""
_DJANGO = """
import json, sys
found = {}
exec(sys.stdin.read(), found)
names = {"address": "HOST", "port": "PORT", "user_name": "HOST_USER", "password": "HOST_PASSWORD"}
print(json.dumps({name: found["EMAIL_" + ending] for name, ending in names.items()}))
"""
_COMMANDS: Mapping[str, Sequence[str]] = {
    "rails": ("ruby", "-e", _RAILS),
    "gitlab": ("ruby", "-e", _GITLAB),
    "django": (sys.executable, "-I", "-c", _DJANGO),
}


def _ask(question: Question) -> Sequence[Answer]:
    if question.target == EMAIL_URL:
        return []
    command = _COMMANDS[question.name]
    ours = question.format.render(question.values, question.target)
    is_there = "\n".join(lines_of(ours)) in "\n".join(lines_of(question.text))
    if not installed(command[0]) or not is_there:
        return []
    return [answered("Ruby" if command[0] == "ruby" else "Python", lambda: _read(question, command, ours))]


def _read(question: Question, command: Sequence[str], ours: str) -> Sequence[str]:
    values = question.values
    wanted = {
        "address": values.host,
        "port": values.port,
        "user_name": values.username,
        "password": values.secret.reveal() if values.secret else None,
    }
    return otherwise({name: value for name, value in wanted.items() if value}, json.loads(said(command, ours)))


READER = RealReader(tuple(_COMMANDS), _ask)
