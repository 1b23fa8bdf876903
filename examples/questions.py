"""Questions to the bundled registry: how often, what followed, what was near, and what chance would give."""

import chronology as ch

registry = ch.load()
together = ch.involving("RUS", "CHN", together=True)
exercises = ch.of_kind("exercise", "patrol") & together
summits = ch.of_kind("summit") & together


def title(event_id: str) -> str:
    return registry[event_id].title


def days(least: int, most: int) -> str:
    return f"{least}" if least == most else f"{least} to {most}"


print("Russia and China together, by year:")
for row in ch.counts(registry, where=together, per="year", span="2016/2023", fill=True).itertuples():
    print(f"    {row.period}  {row.events}")

print("\nFrom one exercise to the next:")
for row in ch.gaps(registry, of=exercises).itertuples():
    print(
        f"    {days(row.gap_days_min, row.gap_days_max):>6} days from {title(row.before_id)} to {title(row.after_id)}"
    )

print("\nWithin a month of a summit:")
for row in ch.window(registry, around=summits, before=30, after=30).itertuples():
    certainty = "" if row.certain else ", possibly"
    print(f"    {days(row.offset_days_min, row.offset_days_max):>12} days: {title(row.event_id)}{certainty}")

study = ch.select(registry, ch.within("2012/2023"))
baseline = ch.sequences_by_chance(study, first=exercises, then=summits, within=365, seed=2023)
print("\nAn exercise, and a summit of the same two within a year:")
print(f"    {baseline.observed} observed, {baseline.expected:.1f} expected by chance, p {baseline.p_more:.2f}")
