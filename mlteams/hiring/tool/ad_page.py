"""The element with which a page reads a pasted advertisement: a box, the rules, and Heron's first one to try.

`assets/ad.js` does the work. The rules stand on the page, for a page opened from a file may fetch nothing.
"""

import json

from mlteams.hiring.tool.ad_rules import for_the_page
from mlteams.paths import ROOT

EXAMPLE = ROOT / "examples" / "heron" / "advertisement.md"
_ELEMENT = """<section class="ad" aria-label="Read an advertisement">
<noscript><p>The rules run in your browser, and it takes JavaScript to run them. The command
<code>python3 course.py ad FILE</code> does the same without.</p></noscript>
<form hidden autocomplete="off">
<label for="ad-text">The text of an advertisement, in English</label>
<textarea id="ad-text" rows="12" spellcheck="false" dir="auto" aria-describedby="ad-note"></textarea>
<p id="ad-note" class="note">It stays in this browser: nothing is sent, and nothing is kept.</p>
<p class="buttons"><button type="submit">Read it</button>
<button type="button" data-example>Try Heron’s first one</button>
<button type="reset">Clear</button></p>
</form>
<p class="answer" role="status" aria-live="polite"></p>
<div class="said"></div>
<script type="application/json" data-rules>{rules}</script>
<script type="application/json" data-example>{example}</script>
<script src="assets/ad.js" defer></script>
</section>"""


def ad_page() -> str:
    """Return the element."""
    example = json.dumps(EXAMPLE.read_text(encoding="utf-8")).replace("<", "\\u003c")
    return _ELEMENT.replace("{rules}", for_the_page()).replace("{example}", example)
