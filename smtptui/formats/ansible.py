"""Variables for ansible-vault, and a playbook that installs the credential files on a group of hosts.

The target says which files: each is what smtptui exports for that reader, with its path, owner and mode.
"""

from smtptui import formats
from smtptui.formats import _environment, _yaml
from smtptui.formats._base import Format, Signs, Values

TARGETS = ("systemd-env", "nullmailer", "adt-wordpress", "adt-moodle", "adt-drupal")
_FILES = "smtp_credential_files"
_PLAYBOOK = """\
# Installs the files of smtp_credential_files on the hosts of a group, each with its owner and mode:
#   ansible-vault encrypt smtp.yml
#   ansible-playbook -i inventory install-smtp.yml -e @smtp.yml -e smtp_hosts=webservers --ask-vault-pass
# With -e smtp_root=/some/folder they are put below that folder.
- name: Install the SMTP credentials
  hosts: "{{ smtp_hosts }}"
  gather_facts: false
  become: "{{ smtp_become | default(true) | bool }}"
  tasks:
    - name: Make the folders below another root
      ansible.builtin.file:
        path: "{{ smtp_root }}{{ item.dest | dirname }}"
        state: directory
        mode: "0755"
      loop: "{{ smtp_credential_files }}"
      when: smtp_root is defined
      no_log: true

    - name: Install each file whole, or leave what is there
      ansible.builtin.copy:
        content: "{{ item.content }}"
        dest: "{{ smtp_root | default('') }}{{ item.dest }}"
        owner: "{{ item.owner }}"
        group: "{{ item.group }}"
        mode: "{{ item.mode }}"
      loop: "{{ smtp_credential_files }}"
      diff: false
      no_log: true
"""


def _render(values: Values, target: str) -> str:
    known = formats.load(target)
    owner, _, group = known.owner.partition(":")
    item = {
        "dest": _yaml.quoted(known.path),
        "owner": owner or "root",
        "group": group or "root",
        "mode": _yaml.quoted(f"{known.mode:04o}"),
        "content": _unsafe(known.render(values, known.targets[0] if known.targets else "")),
    }
    variables = ((name.lower(), value) for name, value in _environment.variables(values) if value is not None)
    lines = [f"{name}: {_unsafe(value)}" for name, value in variables]
    first, *others = (f"{name}: {value}" for name, value in item.items())
    return "\n".join([*lines, f"{_FILES}:", f"  - {first}", *(f"    {line}" for line in others), ""])


def _unsafe(text: str) -> str:
    """A text in which {{ }} and {% %} are not carried out."""
    return f"!unsafe {_yaml.quoted(text)}"


def _parse(text: str, target: str) -> Values:
    return _environment.values_in(
        {path[0].upper(): value for path, value in _yaml.scalars(text).items() if len(path) == 1}
    )


def _limit(field: str, text: str, target: str) -> str | None:
    known = formats.load(target)
    reason = known.limit(field, text, known.targets[0] if known.targets else "") if field in known.holds else None
    return f"{target}: {reason}" if reason else None


def _warnings(values: Values, target: str) -> tuple[str, ...]:
    known = formats.load(target)
    return (
        "the file holds the secret in the clear until `ansible-vault encrypt` has run",
        *known.warnings(values, known.targets[0] if known.targets else ""),
    )


def _nothing(text: str, target: str) -> Values:
    return Values()


FORMAT = Format(
    title="Ansible",
    help="variables for ansible-vault, and a playbook that installs the credential files on a group of hosts",
    holds=_environment.HOLDS,
    render=_render,
    parse=_parse,
    targets=TARGETS,
    limit=_limit,
    warnings=_warnings,
    signs=Signs(r"^smtp_host: ", also=r"^smtp_credential_files:"),
    broken=_yaml.broken,
    companions=(
        Format(
            title="the playbook",
            help="installs the files on a group of hosts",
            path="install-smtp.yml",
            holds=(),
            render=lambda values, target: _PLAYBOOK,
            parse=_nothing,
        ),
    ),
)
