"""What a right edit of a plan file is, worked out from PyYAML's own tree of nodes, which the editor does not use."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any
from unicodedata import normalize

import yaml

from mlmp_docs.plan import shape
from mlmp_docs.plan.editor import Add, Clear, Edit, Remove, Set, edit
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.syntax import scan


def data_of(content: bytes) -> Any:
    """What the reader makes of a document."""
    found = scan(content.decode("utf-8-sig"), "plan.yaml", 100_000, ())
    assert not found.diagnostics, found.diagnostics
    return found.data if found.data is not None else {}


def judge(before: bytes, change: Edit, after: bytes) -> None:
    """Assert that an edit did what it says, and nothing else."""
    was, now = data_of(before), data_of(after)
    assert now == wanted(was, change), "the data is not the wanted one"
    assert before.startswith(b"\xef\xbb\xbf") == after.startswith(b"\xef\xbb\xbf"), "the byte order mark"
    old, new = Parsed(before.decode("utf-8-sig")), Parsed(after.decode("utf-8-sig"))
    touched = touched_path(was, change)
    if isinstance(change, Add) and look(was, change.path) is not None:
        touched = (*change.path, at(was, change))
        kept_old, kept_new = old.words(()), new.words(touched)
    else:
        kept_old = old.words(touched)
        kept_new = new.words(()) if isinstance(change, Remove) else new.words(touched)
    assert kept_old == kept_new, "another key or text changed"
    one_place(old, new, was, change, touched)
    if isinstance(change, Set | Add):
        already = {node.value for _, node in old.plain_below(touched)}
        for path, node in new.plain_below(touched):
            assert node.value in already or not is_misread(node), f"misread: {path}"
    assert edit(after, [change], "plan.yaml") == after if isinstance(change, Set | Clear) else True, "not at rest"


def wanted(data: Any, change: Edit) -> Any:
    """The data after an edit, worked out in the plainest way."""
    data = copied(data)
    if isinstance(change, Clear) or (isinstance(change, Set) and change.value is None):
        holder = look(data, change.path[:-1])
        if isinstance(holder, dict):
            holder.pop(change.path[-1], None)
        return data
    if isinstance(change, Remove):
        holder = look(data, change.path[:-1])
        if isinstance(holder, list) or change.path[-1] in holder:
            del holder[change.path[-1]]
        return data
    path, new = change.path, nfc(change.value)
    if isinstance(change, Add):
        found = look(data, path)
        if found is not None:
            found.insert(at(data, change), new)
            return data
        new = [new]
    holder = data
    for number, part in enumerate(path):
        if isinstance(holder, dict) and isinstance(holder.get(part), str) and number < len(path) - 1:
            first = {"kontaktperson": "id"}.get(str(part), next(iter(shape.fields(short_record(path[: number + 1])))))
            if path[number + 1] != first:
                holder[part] = {first: holder[part]}
            else:
                holder[part] = new
                return data
        elif isinstance(holder, list) and isinstance(holder[part], str) and number < len(path) - 1:
            first = next(iter(shape.fields(short_record(path[: number + 1]))))
            holder[part] = {first: holder[part]}
        if number == len(path) - 1:
            holder[part] = new
        elif isinstance(holder, dict):
            holder = holder.setdefault(str(part), {})
        else:
            holder = holder[part]
    return data


def short_record(path: tuple[str | int, ...]) -> Any:
    """The record that may be written as one text at a path."""
    found = shape.record_at(Plan, path)
    assert found is not None
    return found


def nfc(found: Any) -> Any:
    """The value in NFC, as the reader gives it."""
    if isinstance(found, str):
        return normalize("NFC", found)
    if isinstance(found, dict):
        return {normalize("NFC", key): nfc(below) for key, below in found.items()}
    return [nfc(below) for below in found]


def copied(data: Any) -> Any:
    """A deep copy."""
    if isinstance(data, dict):
        return {key: copied(below) for key, below in data.items()}
    return [copied(below) for below in data] if isinstance(data, list) else data


def look(data: Any, path: tuple[str | int, ...]) -> Any:
    """What stands at a path, else None."""
    for part in path:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def at(data: Any, change: Add) -> int:
    """The number that a new item gets."""
    found = look(data, change.path)
    return len(found or ()) if change.at is None else change.at


def touched_path(data: Any, change: Edit) -> tuple[str | int, ...]:
    """The innermost path around everything that an edit may change."""
    path = change.path
    for length in range(len(path)):
        if look(data, path[: length + 1]) is None or (isinstance(look(data, path[: length + 1]), str)):
            return path[: length + 1]
    return path


class Parsed:
    """A text with the spans of its keys, texts and comments, by PyYAML's own tree."""

    def __init__(self, source: str) -> None:
        self.text = source
        self.found: list[tuple[tuple[str | int, ...], int, int, Any]] = []
        """Path, start, end and node of every key and text, in the order of the file."""
        self.spans: dict[tuple[str | int, ...], tuple[int, int]] = {}
        root = yaml.compose(source, Loader=yaml.CSafeLoader)
        if root is not None:
            self._walk(root, ())
        self.comments = list(self._comments())

    def _walk(self, node: Any, path: tuple[str | int, ...]) -> None:
        start, end = node.start_mark.index, node.end_mark.index
        self.spans[path] = (start, end)
        if isinstance(node, yaml.ScalarNode):
            if node.style in ("|", ">"):
                end = start + len(self.text[start:end].rstrip("\r\n "))
            self.found.append((path, start, end, node))
        elif isinstance(node, yaml.SequenceNode):
            number = 0
            for below in node.value:
                self._walk(below, (*path, "nothing" if is_nothing(below) else number))
                number += not is_nothing(below)
        else:
            for key, below in node.value:
                inner = (*path, normalize("NFC", key.value).strip())
                self.found.append((inner, key.start_mark.index, key.end_mark.index, None))
                self._walk(below, inner)

    def _comments(self) -> Iterator[tuple[int, str]]:
        position = 0
        for _, start, end, node in [*self.found, ((), len(self.text), len(self.text), None)]:
            for comment in re.finditer(r"#[^\r\n]*", self.text[position : max(position, start)]):
                yield position + comment.start(), comment[0]
            if node is not None and node.style in ("|", ">"):
                head = re.compile(r"[^#\r\n]*(#[^\r\n]*)?").match(self.text, start)
                if head is not None and head[1]:
                    yield head.start(1), head[1]
            position = max(position, end)

    def words(self, without: tuple[str | int, ...]) -> list[str]:
        """How every key and text is written that does not stand at or below a path."""
        size = len(without)
        found = [self.text[s:e] for path, s, e, _ in self.found if not size or path[:size] != without]
        # A last text after | without a line break gets a minus sign when something comes to stand below it.
        return [re.sub(r"^([|>])[-+]?", r"\1", word) for word in found]

    def plain_below(self, path: tuple[str | int, ...]) -> list[tuple[tuple[str | int, ...], Any]]:
        """The plain texts at or below a path."""
        size = len(path)
        return [(p, n) for p, _, _, n in self.found if p[:size] == path and n is not None and not n.style]

    def around(self, path: tuple[str | int, ...]) -> tuple[int, int]:
        """From the last word before what stands at a path to the first word behind it."""
        inside = [n for n, (p, _, _, _) in enumerate(self.found) if p[: len(path)] == path]
        if not inside:
            start, _ = self.spans.get(path, (0, len(self.text)))
            starts = [s for _, s, _, _ in self.found]
            number = bisect_right(starts, start)
            return (self.found[number - 1][2] if number else 0), (
                starts[number] if number < len(starts) else len(self.text)
            )
        first, last = inside[0], inside[-1]
        begin = self.found[first - 1][2] if first else 0
        return begin, (self.found[last + 1][1] if last + 1 < len(self.found) else len(self.text))


def is_nothing(node: Any) -> bool:
    """Whether the reader sees no value there."""
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("", "~", "null")


def one_place(old: Parsed, new: Parsed, was: Any, change: Edit, touched: tuple[str | int, ...]) -> None:
    """Assert that all changed characters lie together at the place of the edit, and that no other comment is gone."""
    a, b = old.text, new.text
    if a == b:
        return
    _, start, end, last = old.found[-1] if old.found else ((), 0, 0, None)
    if last is not None and last.style in ("|", ">") and not a[end:].strip(" "):
        closed = a[:start] + re.sub(r"^(.)\+?", r"\1-", a[start:])
        if b.startswith(closed):
            return
    shortest = min(len(a), len(b))
    head = next((i for i in range(shortest) if a[i] != b[i]), shortest)
    tail = next((i for i in range(shortest - head) if a[-1 - i] != b[-1 - i]), shortest - head)
    gone, come = a[head : len(a) - tail], b[head : len(b) - tail]
    found = look(was, change.path)
    comments_old, comments_new = [c for _, c in old.comments], [c for _, c in new.comments]
    is_text = isinstance(found, str) and isinstance(change, Set) and touched == change.path
    if is_text and isinstance(change.value, str):
        start, end = old.spans[change.path]
        line = re.compile(r"[^\r\n]*").match(a, end)
        assert line is not None
        # A text that gets several lines goes below the comment of its first one.
        inner = b[start : len(b) - len(a) + line.end()]
        assert only_between(a, b, start, end) or (only_between(a, b, start, line.end()) and line[0] in inner), (
            "a character beside the text changed"
        )
    elif isinstance(change, Add) and found:
        assert not re.sub(r"#[^\r\n]*|[\s|>+]", "", gone), "a new item took something away"
    elif isinstance(change, Remove):
        begin, end = old.around(change.path)
        assert re.fullmatch(r"(?:[\s,{}[\]]|#[^\r\n]*)*", come), "taking away brought something"
        assert only_between(a, b, begin, end), "something beside it was taken away"
        allowed = [c for p, c in old.comments if not begin <= p < end]
        assert is_within(allowed, comments_new) and is_within(comments_new, comments_old), "a comment is lost"
        return
    elif touched not in old.spans and look(was, touched) is None and isinstance(change, Set):
        assert not re.sub(r"#[^\r\n]*|[\s|>+]", "", gone).strip("{}"), "a new key took something away"
    if isinstance(found, dict | list) and not isinstance(change, Add):
        begin, end = old.around(change.path)
        allowed = [c for p, c in old.comments if not begin <= p < end]
        assert only_between(a, b, begin, end), "something beside it changed"
        assert is_within(allowed, comments_new) and is_within(comments_new, comments_old), "a comment is lost"
    else:
        assert comments_old == comments_new, "a comment changed"


def only_between(a: str, b: str, start: int, end: int) -> bool:
    """Whether two texts are the same before one place of the first and behind another."""
    behind = len(a) - end
    return a[:start] == b[:start] and a[end:] == b[len(b) - behind :] and start + behind <= len(b)


def is_within(some: list[str], all_of_them: list[str]) -> bool:
    """Whether a list is another with some items left out."""
    rest = iter(all_of_them)
    return all(item in rest for item in some)


_FINE = {"tag:yaml.org,2002:str"}
_CORE = re.compile(
    r"|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_RESOLVER = yaml.resolver.Resolver()


def is_misread(node: Any) -> bool:
    """Whether a plain text is something else to readers of YAML 1.1 or 1.2, and to the plan is not."""
    tag = _RESOLVER.resolve(yaml.ScalarNode, node.value, (True, False))
    if (tag in _FINE and not _CORE.fullmatch(node.value)) or is_nothing(node):
        return False
    # A date or a whole number without leading zeros, and true and false, are what every reader takes them for.
    return not re.fullmatch(r"\d{4}-\d\d-\d\d|-?(0|[1-9]\d*)|true|false", node.value)
