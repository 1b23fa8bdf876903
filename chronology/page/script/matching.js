/* Which events the search and the filters leave. */
const FACET_VALUES = Object.fromEntries(FACETS.map((name) => [name, facetCounts(EVENTS, name)]));
let results = EVENTS;

function facetIds(event, name) {
  if (name === "actor") return event.actors;
  if (name === "tag") return event.tags;
  if (name === "place") return event.places;
  return (event.sourceIds ??= [...new Set(event.sources.map((citation) => citation.source))]);
}

function facetCounts(events, name) {
  const counts = new Map();
  for (const event of events) for (const id of facetIds(event, name)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

function facetLabel(name, id) {
  if (name === "actor") return actorName(id);
  if (name === "place") return placeName(id);
  if (name === "source") return sourceLabel(id);
  return slugWords(id);
}

function queryWords() {
  return folded(view.query).plain.split(/\s+/).filter(Boolean);
}

function isFound(event, words) {
  return words.every((word) => event.fields.some((field) => field.plain.includes(word)));
}

/** The events that pass all filters, or all but one of them. */
function matching({ except = null } = {}) {
  const words = queryWords();
  return EVENTS.filter((event) => {
    if (view.certain && except !== "certain" && !event.exact) return false;
    if (except !== "family" && view.families.size && !view.families.has(event.family)) return false;
    for (const name of FACETS) {
      const wanted = view.facets[name];
      if (wanted.size && except !== name && !facetIds(event, name).some((id) => wanted.has(id))) return false;
    }
    return isFound(event, words);
  });
}

/** Where a search hit is, when neither title nor actors show it. */
function hitField(event, words) {
  const seen = [event.title, event.words.in_year, ...event.actors.slice(0, 3).map(actorName)].map(
    (text) => folded(text).plain,
  );
  const hidden = words.filter((word) => !seen.some((text) => text.includes(word)));
  if (!hidden.length) return null;
  return event.fields.find((field) => hidden.some((word) => field.plain.includes(word))) ?? null;
}
