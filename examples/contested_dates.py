"""Every event whose date is contested, with each date and who gives it."""

import chronology as ch

registry = ch.load()
for event in registry:
    if not event.alternatives:
        continue
    print(f"{event.title}: {event.date.words()}  [{event.date}]")
    for alternative in event.alternatives:
        sources = ", ".join(registry.sources[citation.source].title for citation in alternative.sources)
        agrees = alternative.date.overlaps(event.date)
        print(
            f"    or {alternative.date.words()}  [{alternative.date}], overlap {agrees}; {sources or alternative.note}"
        )
