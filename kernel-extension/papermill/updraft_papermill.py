"""Lets papermill write the parameters of Java notebooks: papermill in.ipynb out.ipynb -p month 2013-02

The cell tagged "parameters" declares them with their types and defaults. Papermill adds a cell below it that assigns what it
was given; so the types stay as declared, and a value that does not fit, or a name that nobody declared, is the compiler's error.
"""
import json
import math
import re

from papermill.engines import NBClientEngine
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

DECLARATION = re.compile(r"^\s*(?:final\s+)?(?P<type>[\w.<>\[\], ?]+?)\s+(?P<name>\w+)\s*=\s*(?P<default>.*?)\s*;\s*(?://\s*(?P<help>.*))?$")
INT = range(-2**31, 2**31)
LONG = range(-2**63, 2**63)


class JavaTranslator(Translator):
    """Values of YAML and JSON as Java source."""

    @classmethod
    def translate_none(cls, val) -> str:
        return "null"

    @classmethod
    def translate_str(cls, val) -> str:
        # JSON's escapes are Java's, too; letters of other scripts stay readable.
        return json.dumps(str(val), ensure_ascii=False)

    translate_escaped_str = translate_str  # dates of YAML, as text

    @classmethod
    def translate_int(cls, val) -> str:
        if val in INT:
            return str(val)
        return f"{val}L" if val in LONG else f'new java.math.BigInteger("{val}")'

    @classmethod
    def translate_float(cls, val) -> str:
        if math.isfinite(val):
            return repr(val)
        return "Double.NaN" if math.isnan(val) else f"Double.{'POSITIVE' if val > 0 else 'NEGATIVE'}_INFINITY"

    @classmethod
    def translate_list(cls, val) -> str:
        return f"java.util.List.of({', '.join(map(cls.translate, val))})"

    @classmethod
    def translate_dict(cls, val) -> str:
        entries = (f"java.util.Map.entry({cls.translate_str(key)}, {cls.translate(each)})" for key, each in val.items())
        return f"java.util.Map.ofEntries({', '.join(entries)})"

    @classmethod
    def comment(cls, cmt_str) -> str:
        return f"// {cmt_str}".strip()

    @classmethod
    def assign(cls, name, str_val) -> str:
        return f"{name} = {str_val};"

    @classmethod
    def inspect(cls, parameters_cell) -> list[Parameter]:
        """What papermill --help-notebook lists: declarations of one line each."""
        found = map(DECLARATION.match, parameters_cell["source"].splitlines())
        return [Parameter(each["name"], each["type"], each["default"], each["help"] or "") for each in found if each]


papermill_translators.register("java", JavaTranslator)


class JavaEngine(NBClientEngine):
    """Papermill's own; named so that papermill loads this module."""
