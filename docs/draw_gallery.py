"""Draw the pictures of the gallery anew, from the code that it shows: ``make gallery``.

The picture ``images/gallery/NAME.svg`` is the figure that the page calls NAME.
"""

import re
from pathlib import Path
from typing import Any

import chronology as ch

PAGE = Path(__file__).with_name("gallery.md")
WIDTH = 1000


def main() -> None:
    """Run the page and write its pictures."""
    text = PAGE.read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    exec("".join(re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)), names)
    for link, name in re.findall(r"\((images/gallery/(\w+)\.svg)\)", text):
        path = PAGE.parent / link
        path.parent.mkdir(parents=True, exist_ok=True)
        ch.write_figure(names[name], path, width=WIDTH)


if __name__ == "__main__":
    main()
