"""Jinja2: a pool is a list under the filter `random`, an alternative an `if`. Usage: python jinja.py PLAN N"""

import json
import sys

from jinja2 import Environment

plan = json.load(open(sys.argv[1], encoding="utf-8"))
env = Environment(keep_trailing_newline=True)
macros = {}  # the macros of each list that does not hold texts alone
known = {}  # the lists by what they are made of
count = 0


def text(words):
    assert not any(mark in words for mark in ("{{", "{%", "{#")), words
    return words


def node(of):
    """The template of a part of the plan."""
    global count
    if isinstance(of, str):
        return text(of)
    ((kind, inner),) = of.items()
    if kind == "seq":
        return "".join(map(node, inner))
    if kind == "either":
        count += 1
        name = f"c{count}"
        return f"{{% set {name} = {list(range(len(inner)))}|random %}}" + fork(name, inner, 0)
    if kind == "say":
        return say(inner)
    raise ValueError(f"the comparison knows no {kind}")


def fork(name, options, first):
    """One of some options, found by halving."""
    if len(options) == 1:
        return node(options[0])
    half = len(options) // 2
    below, above = fork(name, options[:half], first), fork(name, options[half:], first + half)
    return f"{{% if {name} < {first + half} %}}{below}{{% else %}}{above}{{% endif %}}"


def say(slot):
    """The template of a slot: one of a list of texts, or of a list of macros."""
    handed = slot.get("with", {})
    key = json.dumps([slot["pools"], handed])
    if key not in known:
        entries = [entry for pool in slot["pools"] for entry in plan["pools"][pool]["entries"]]
        entries = [[handed[p["with"]] if "with" in p else p for p in entry] for entry in entries]
        name = f"l{len(known)}"
        if all(isinstance(part, str) for entry in entries for part in entry):
            known[key] = f"{{{{ {name}|random }}}}"
            env.globals[name] = ["".join(entry) for entry in entries]
        else:
            known[key] = f"{{{{ ({name}|random)() }}}}"
            env.globals[name] = []  # filled when the macros are there
            part = lambda p: text(p) if isinstance(p, str) else say(p["say"])
            macros[name] = ["".join(map(part, entry)) for entry in entries]
    return known[key]


root = node(plan["root"])
source = "".join(
    f"{{% macro {name}_{at}() %}}{body}{{% endmacro %}}"
    for name, bodies in macros.items()
    for at, body in enumerate(bodies)
)
module = env.from_string(source).module
for name, bodies in macros.items():
    env.globals[name].extend(getattr(module, f"{name}_{at}") for at in range(len(bodies)))
template = env.from_string(root)

out = open(1, "w", encoding="utf-8", newline="")
for _ in range(int(sys.argv[2])):
    out.write(template.render())
    out.write("\0")
out.flush()
