"""A timeline as data for its page."""

from typing import Any

from kg.look.network_page import quoted, script_words
from kg.look.timeline import Item, Timeline
from kg.look.words import Words


def timeline_data(timeline: Timeline, words: Words) -> dict[str, Any]:
    """Return what `web/src/timeline.js` shows: the items in the order of the SVG."""
    items = [_item(item, words) for row in timeline.rows for item in row.items]
    return {"words": script_words(words, "hint_timeline"), "items": items}


def _item(item: Item, words: Words) -> dict[str, Any]:
    counts = (
        words.count("claims", item.claims),
        words.count("sources", item.sources),
        words.count("documents", item.documents),
    )
    sure = words.sureness(item.factualities)
    return {
        "title": item.label,
        "about": f"{words.time(item.moment.edtf)} · {', '.join(counts)}",
        "entry": {"title": f"{item.class_label} ({sure})", **quoted(item.quotes)},
    }
