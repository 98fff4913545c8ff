"""PHP files edited by their syntax tree: what is not a value of ours stays as it is. The one door to tree-sitter.

A value is found under a key: `("define", "WPMS_ON")`, `("$CFG", "smtphosts")`, `("class JConfig", "mailer")`,
`("$config", "system.mail", "interface")`.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from smtptui.formats._base import CannotHoldError
from smtptui.formats._editing import newline_of, refuse_twice

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

Literal = str | int | bool | None
Key = tuple[str, ...]
_STEP = "    "
_ARRAYS = {"array_creation_expression"}
_GROUPS = {"program", "declaration_list", "expression_statement", "property_declaration", "class_declaration"}
_SIMPLE_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "e": "\x1b", "f": "\f", "\\": "\\", "$": "$", '"': '"'}


class Place(NamedTuple):
    """A value in a file. `is_literal` is False where PHP computes it; `guarded` where it is not always set."""

    key: Key
    value: Literal
    is_literal: bool
    start: int
    end: int
    line: int
    guarded: bool


class Statement(NamedTuple):
    """A statement of the top level, in octets."""

    start: int
    end: int
    text: str


def quoted(value: Literal) -> str:
    """A literal; strings in single quotes, where only these two characters mean anything."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int):
        return "null" if value is None else str(value)
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def values_in(text: str, *, guarded: bool = False) -> Mapping[Key, Literal]:
    """Every literal that is always set; the last one counts. What is no PHP holds nothing.

    `guarded` takes what stands in functions and conditions too.
    """
    if "<?" not in text:
        return {}
    places = (place for place in _places(_tree(text)) if place.is_literal and (guarded or not place.guarded))
    return {place.key: place.value for place in places}


def sources_in(text: str) -> Mapping[Key, str]:
    """Every literal as it is written, those in functions and conditions too; the last one counts."""
    octets = text.encode()
    return {place.key: octets[place.start : place.end].decode() for place in _places(_tree(text)) if place.is_literal}


def put(text: str, values: Mapping[Key, Literal], insert: Callable[[str, Sequence[tuple[Key, Literal]]], str]) -> str:
    """`text` with each of `values` in its place; `insert` puts in those that are missing.

    Raises CannotHoldError with the line: for a syntax error, and for a value that is set twice, computed, or set only
    under a condition.
    """
    if (where := broken(text)) is not None:
        raise CannotHoldError(where, "`php -l` says what is wrong there")
    root = _tree(text)
    places: dict[Key, list[Place]] = {}
    for place in _places(root):
        places.setdefault(place.key, []).append(place)
    octets = text.encode()
    for place in sorted((_only(places[key]) for key in values if key in places), key=lambda one: -one.start):
        octets = octets[: place.start] + quoted(values[place.key]).encode() + octets[place.end :]
    missing = [(key, value) for key, value in values.items() if key not in places]
    return insert(octets.decode(), missing) if missing else octets.decode()


def broken(text: str) -> str | None:
    """The first line that PHP cannot read; None where it reads all."""
    root = _tree(text)
    return f"PHP cannot read line {min(_broken_lines(root), default=1)}" if root.has_error else None


def _only(places: Sequence[Place]) -> Place:
    first = places[0]
    name = first.key[-1]
    refuse_twice(name, [place.line for place in places])
    if first.guarded:
        raise CannotHoldError(f"line {first.line} sets {name} only under a condition", "set it outside, or remove it")
    if not first.is_literal:
        raise CannotHoldError(f"line {first.line} computes {name}", "put a plain value there, or remove the line")
    return first


def before(text: str, loaded: str, lines: Sequence[str]) -> str:
    """`lines` before the statement that loads a file of this name. Raises CannotHoldError where none does."""
    for statement in statements(text):
        if re.match(r"(require|include)", statement.text) and loaded in statement.text:
            return _inserted(text, statement.start, lines)
    raise CannotHoldError(f"no line loads {loaded}", "is that the right file?")


def at_end(text: str, lines: Sequence[str]) -> str:
    """`lines` after the last statement, before a closing tag."""
    octets = text.encode()
    end = next((node.start_byte for node in _tree(text).children if node.type == "text_interpolation"), len(octets))
    closing = octets.rstrip().endswith(b"?>")
    position = octets.rindex(b"?>") if closing else end
    newline = newline_of(text)
    start = "" if position == 0 or octets[position - 1 : position] == b"\n" else newline
    block = start + newline.join(lines) + newline
    return (octets[:position] + block.encode() + octets[position:]).decode()


def into_class(text: str, name: str, lines: Sequence[str]) -> str:
    """`lines` at the end of a class, as far in as its last member; there must be one of this name, and only one.

    Raises CannotHoldError.
    """
    found = [node for node in _classes(_tree(text)) if _name_of(node) == name]
    if len(found) != 1:
        count = "no" if not found else "more than one"
        raise CannotHoldError(f"the file holds {count} class {name}", "is that the right file?")
    body = found[0].child_by_field_name("body")
    closing = body.children[-1].start_byte if body else found[0].end_byte
    octets = text.encode()
    indentation = _indentation(octets, body.named_children if body else ())
    block = newline_of(text).join([*(indentation + line.lstrip() for line in lines), ""])
    line_start = octets.rfind(b"\n", 0, closing) + 1
    if octets[line_start:closing].strip():
        line_start, block = closing, newline_of(text) + block
    return (octets[:line_start] + block.encode() + octets[line_start:]).decode()


def _indentation(octets: bytes, members: "Sequence[Node]") -> str:
    """What stands before the last member on its line, where that is blank; four blanks, as Joomla writes them, else."""
    if not members:
        return _STEP
    start = members[-1].start_byte
    before = octets[octets.rfind(b"\n", 0, start) + 1 : start].decode()
    return before if before and not before.strip() else _STEP


def statements(text: str) -> Iterator[Statement]:
    """The statements of the top level."""
    for node in _tree(text).children:
        if node.type.endswith("_statement"):
            yield Statement(node.start_byte, node.end_byte, (node.text or b"").decode())


def _inserted(text: str, position: int, lines: Sequence[str]) -> str:
    octets = text.encode()
    line_start = octets.rfind(b"\n", 0, position) + 1
    block = newline_of(text).join([*lines, ""])
    return (octets[:line_start] + block.encode() + octets[line_start:]).decode()


@cache
def _parser() -> "Parser":
    import tree_sitter
    import tree_sitter_php

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_php.language_php()))


def _tree(text: str) -> "Node":
    return _parser().parse(text.encode()).root_node


def _broken_lines(node: "Node") -> Iterator[int]:
    if node.is_error or node.is_missing:
        yield node.start_point[0] + 1
    for child in node.children:
        if child.has_error or child.is_missing:
            yield from _broken_lines(child)


def _classes(node: "Node") -> list["Node"]:
    return [child for child in node.children if child.type == "class_declaration"]


def _name_of(node: "Node") -> str:
    name = node.child_by_field_name("name")
    return (name.text or b"").decode() if name else ""


def _places(root: "Node") -> Iterator[Place]:
    waiting: list[tuple[Node, bool, str]] = [(root, False, "")]
    while waiting:
        node, guarded, inside = waiting.pop()
        yield from _places_of(node, guarded, inside)
        inner = f"class {_name_of(node)}" if node.type == "class_declaration" else inside
        deeper = guarded or node.type not in _GROUPS
        waiting += [(child, deeper, inner) for child in reversed(node.named_children)]


def _places_of(node: "Node", guarded: bool, inside: str) -> Iterator[Place]:
    if node.type == "assignment_expression":
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        key = _key(left) if left else None
        if key and right:
            yield from _values(key, right, guarded)
    elif node.type == "function_call_expression" and (found := _defined(node)):
        yield from _values(("define", found[0]), found[1], guarded)
    elif node.type == "property_element":
        # One that is only declared holds nothing to replace: it counts as computed.
        name = node.named_children[0]
        yield from _values((inside, (name.text or b"")[1:].decode()), node.named_children[-1], guarded)


def _values(key: Key, node: "Node", guarded: bool) -> Iterator[Place]:
    if node.type in _ARRAYS:
        for element in node.named_children:
            pair = element.named_children
            name = _literal(pair[0]) if len(pair) == 2 else None
            if name and isinstance(name[0], str):
                yield from _values((*key, name[0]), pair[1], guarded)
        return
    found = _literal(node)
    value, line = (found[0] if found else None), node.start_point[0] + 1
    yield Place(key, value, found is not None, node.start_byte, node.end_byte, line, guarded)


def _key(node: "Node") -> Key | None:
    """`$CFG->a` and `$conf['a']['b']` as keys; None for what is neither."""
    if node.type == "variable_name":
        return ((node.text or b"").decode(),)
    parts = node.named_children
    base = _key(parts[0]) if len(parts) == 2 else None
    if base is None:
        return None
    if node.type == "member_access_expression":
        return (*base, (parts[1].text or b"").decode())
    index = _literal(parts[1]) if node.type == "subscript_expression" else None
    return (*base, index[0]) if index and isinstance(index[0], str) else None


def _defined(node: "Node") -> "tuple[str, Node] | None":
    """Name and value of a call of define()."""
    name, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if name is None or (name.text or b"").lower() != b"define" or arguments is None:
        return None
    given = [argument.named_children[0] for argument in arguments.named_children if argument.named_children]
    constant = _literal(given[0]) if len(given) >= 2 else None
    return (constant[0], given[1]) if constant and isinstance(constant[0], str) else None


def _literal(node: "Node") -> tuple[Literal] | None:
    """The value of a literal, in a tuple because null is one; None for what PHP computes."""
    text = (node.text or b"").decode("utf-8", "replace")
    if node.type == "string":
        return (re.sub(r"\\([\\'])", r"\1", text[1:-1]),) if text[:1] == "'" else None
    if node.type == "encapsed_string":
        plain = all(child.type in ("string_content", "escape_sequence", '"') for child in node.children)
        return (_unescaped(text[1:-1]),) if plain else None
    if node.type == "integer":
        return (int(text.replace("_", "")),) if re.fullmatch(r"0|[1-9][0-9_]*", text) else None
    if node.type == "boolean":
        return (text.lower() == "true",)
    return (None,) if node.type == "null" else None


def _unescaped(text: str) -> str:
    """What PHP makes of a string in double quotes (php.net, Strings)."""
    return re.sub(r"\\(u\{([0-9A-Fa-f]+)\}|x([0-9A-Fa-f]{1,2})|([0-7]{1,3})|[ntrvef\\$\"])", _character, text)


def _character(match: "re.Match[str]") -> str:
    if match[2] or match[3]:
        return chr(int(match[2] or match[3], 16))
    return chr(int(match[4], 8) & 0xFF) if match[4] else _SIMPLE_ESCAPES[match[1]]
