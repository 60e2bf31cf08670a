"""Reads the forms of a page, and what a browser would send from them."""

from html.parser import HTMLParser

Fields = dict[str, str]
Attributes = list[tuple[str, str | None]]


class _FormReader(HTMLParser):
    """Collects the methods and the fields of each form."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[set[str], Fields]] = []
        self._inside: str | None = None
        self._name = ""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """A form begins, or a field, or a choice within one."""
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            method = attributes.get("data-method") or attributes.get("method") or "GET"
            self.forms.append(({method.upper()}, {}))
        elif tag == "button" and self.forms and attributes.get("data-method"):
            # The browsable API's forms have a button for each method; its script goes by that before the form's own.
            self.forms[-1][0].add(attributes["data-method"].upper())
        elif tag == "input":
            self._input(attributes)
        elif tag in ("textarea", "select"):
            self._inside, self._name, self._text = tag, attributes.get("name", ""), ""
        elif tag == "option" and self._inside == "select":
            fields = self.forms[-1][1]
            # A browser sends the first choice where none is marked.
            if self._name not in fields or "selected" in attributes:
                fields[self._name] = attributes.get("value", "")

    def handle_data(self, data: str) -> None:
        """The text within a text area."""
        if self._inside == "textarea":
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        """A field ends."""
        if tag == self._inside:
            if tag == "textarea" and self._name:
                # A browser passes over one line break at the beginning, and sends the others as CR LF.
                text = self._text.replace("\r\n", "\n").removeprefix("\n")
                self.forms[-1][1][self._name] = text.replace("\n", "\r\n")
            self._inside = None

    def _input(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("type", "text")
        named = self.forms and attributes.get("name")
        if named and kind not in ("submit", "file") and (kind != "checkbox" or "checked" in attributes):
            self.forms[-1][1][attributes["name"]] = attributes.get("value", "")


def form_of(page: str, method: str, *, having: str = "", is_raw: bool = False) -> Fields:
    """What the page's form with this method, and with the field `having`, would send if nobody touched it.

    Raises LookupError where there is none. The browsable API's forms for raw content count only where they are meant.
    """
    reader = _FormReader()
    reader.feed(page)
    for methods, fields in reader.forms:
        fits = method.upper() in methods and ("_content" in fields) == is_raw
        if fits and (not having or having in fields):
            return fields
    raise LookupError(f"The page has no form with the method {method.upper()}.")
