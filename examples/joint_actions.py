"""What Russia and China did together, and what they merely both occur in."""

import chronology as ch

registry = ch.load()
joint = registry.where(ch.involving("RUS", "CHN", together=True))
named = registry.where(ch.involving("RUS", "CHN"))

print(f"They act together in {len(joint)} events and are both named in {len(named)}.\n")
for event in joint:
    print(f"{event.date.words(short=True):45} {event.title}")

print("\nBoth named, but not acting together:")
for event in named:
    if event.id not in joint:
        roles = ", ".join(f"{part.actor} {part.role}" for part in event.participants)
        print(f"{event.date.words(short=True):45} {event.title} ({roles})")
