"""YAML files edited by their nodes' marks: what is not a value of ours stays as it is. The one door to ruamel.yaml."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from smtptui.formats._base import CannotHoldError
from smtptui.formats._editing import newline_of, refuse_twice

if TYPE_CHECKING:
    from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

Scalar = str | int | bool
Path = tuple[str, ...]
_Tree = dict[str, "Scalar | _Tree"]
# YAML 1.2, 5.1 and 5.4: what a quoted scalar may hold as it is, without what some readers take for a line end.
_PLAIN_TO_SEE = re.compile("[\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")
_STEP = "  "


def quoted(value: Scalar) -> str:
    """A scalar; texts in quotes, so that none is taken for a number, a boolean or nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if _PLAIN_TO_SEE.fullmatch(value):
        return "'" + value.replace("'", "''") + "'"
    return '"' + "".join(_escaped(character) for character in value) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if _PLAIN_TO_SEE.fullmatch(character) else f"\\U{ord(character):08x}"


def loaded(text: str) -> Mapping[Any, Any]:
    """The document as a mapping; an empty one where it is none."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        found = YAML(typ="safe", pure=True).load(text)
    except (YAMLError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def scalars(text: str) -> Mapping[Path, str]:
    """The texts of all scalars below keys alone, whatever their tags; nothing where it is no YAML."""
    return {path: str(node.value) for path, node in _scalars(text)}


def sources(text: str) -> Mapping[Path, str]:
    """The same as they are spelled."""
    return {path: text[node.start_mark.index : node.end_mark.index] for path, node in _scalars(text)}


def _scalars(text: str) -> "Iterator[tuple[Path, ScalarNode]]":
    from ruamel.yaml.error import YAMLError

    try:
        root = _root(text)
    except (CannotHoldError, YAMLError):
        return
    if root is not None:
        yield from _below(root, ())


def _below(node: "Node", path: Path) -> "Iterator[tuple[Path, ScalarNode]]":
    from ruamel.yaml.nodes import MappingNode, ScalarNode

    if isinstance(node, ScalarNode):
        yield path, node
    elif isinstance(node, MappingNode):
        for key, inner in node.value:
            yield from _below(inner, (*path, str(key.value)))


def rendered(values: Mapping[Path, Scalar]) -> str:
    """A document of these values alone, in block style."""
    tree: _Tree = {}
    for path, value in values.items():
        inner = tree
        for name in path[:-1]:
            below = inner.setdefault(name, {})
            assert isinstance(below, dict)
            inner = below
        inner[path[-1]] = value
    return "".join(f"{line}\n" for line in _lines(tree, ""))


def _lines(tree: _Tree, indentation: str) -> Iterator[str]:
    for name, inner in tree.items():
        if isinstance(inner, dict):
            yield f"{indentation}{name}:"
            yield from _lines(inner, indentation + _STEP)
        else:
            yield f"{indentation}{name}: {quoted(inner)}"


def put(text: str, values: Mapping[Path, Scalar]) -> str:
    """`text` with each value in its place, missing ones added. Raises CannotHoldError with the line."""
    for path, value in values.items():
        text = _put(text, path, value)
    return text


def _put(text: str, path: Path, value: Scalar) -> str:
    from ruamel.yaml.nodes import MappingNode, ScalarNode

    key, node, depth = None, _root(text), 0
    while node is not None and depth < len(path):
        if not isinstance(node, MappingNode):
            raise CannotHoldError(f"line {_line(node)} holds no keys, and {path[depth]} belongs there", "look at it")
        pair = _child(node, path[depth])
        if pair is None:
            return _added(text, node, path[depth:], value)
        (key, node), depth = pair, depth + 1
    if node is None or key is None:
        return _appended(text, path, value)
    if not isinstance(node, ScalarNode):
        raise CannotHoldError(f"line {_line(node)} holds no plain {path[-1]}", "put a value there, or remove it")
    start, end = _span(text, key, node)
    return text[:start] + (" " if start == end else "") + quoted(value) + text[end:]


def _span(text: str, key: "Node", node: "Node") -> tuple[int, int]:
    """Where a value stands. The mark of an empty one is that of what follows: it stands behind its key's colon."""
    start, end = node.start_mark.index, node.end_mark.index
    if start == end:
        start = end = text.index(":", key.end_mark.index) + 1
    return start, end


def broken(text: str) -> str | None:
    """The first line that YAML cannot read; None where it reads all."""
    from ruamel.yaml.error import YAMLError

    try:
        _root(text)
    except CannotHoldError as error:
        return error.message
    except YAMLError:
        return "a character in it is no YAML"
    return None


def _root(text: str) -> "Node | None":
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError

    try:
        root: Node | None = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}" if mark else "it"
        raise CannotHoldError(f"this is no YAML: {place} cannot be read", "mend it there first") from error
    return root


def _child(node: "MappingNode", name: str) -> "tuple[Node, Node] | None":
    """Key and value of this name."""
    found = [(key, inner) for key, inner in node.value if key.value == name]
    refuse_twice(name, [_line(key) for key, _ in found])
    return found[0] if found else None


def _line(node: "Node") -> int:
    return int(node.start_mark.line) + 1


def _added(text: str, node: "MappingNode", path: Path, value: Scalar) -> str:
    """A key that a mapping lacks, after the line where its last value ends."""
    if node.flow_style or not node.value:
        raise CannotHoldError(f"line {_line(node)} has its keys in braces, and {path[0]} is missing", "add it by hand")
    first, end = node.value[0][0].start_mark, _end(text, node)
    indentation = text[first.index - first.column : first.index]
    ended = bool(end) and text[end - 1] == "\n"
    position = end if ended else text.find("\n", end) + 1 or len(text)
    start = newline_of(text) if position and text[position - 1] != "\n" else ""
    return text[:position] + start + _block(text, path, value, indentation) + text[position:]


def _end(text: str, node: "Node") -> int:
    """Where the innermost value that ends a block ends: the mark of the block itself is that of what follows."""
    from ruamel.yaml.nodes import CollectionNode

    key = node
    while isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        key, node = last if isinstance(last, tuple) else (node, last)
    return _span(text, key, node)[1]


def _appended(text: str, path: Path, value: Scalar) -> str:
    start = newline_of(text) if text and not text.endswith("\n") else ""
    return text + start + _block(text, path, value, "")


def _block(text: str, path: Path, value: Scalar, indentation: str) -> str:
    """The path's keys, a line each."""
    lines = [f"{indentation}{_STEP * depth}{name}:" for depth, name in enumerate(path)]
    lines[-1] += f" {quoted(value)}"
    return newline_of(text).join([*lines, ""])


def text_at(found: Mapping[Any, Any], *path: str) -> str | None:
    """A text deep in a document; None where there is none."""
    for name in path[:-1]:
        inner = found.get(name)
        found = inner if isinstance(inner, dict) else {}
    value = found.get(path[-1])
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) and value != "" else None
