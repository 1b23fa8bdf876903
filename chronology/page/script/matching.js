/* Which events the search and the filters leave. */
const FACET_VALUES = Object.fromEntries(FACETS.map((name) => [name, facetCounts(EVENTS, name)]));
let results = EVENTS;
/** What passes the filters: events that bear the searched words themselves, and those whose sources do, too. */
let found = { own: EVENTS, wide: EVENTS };

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

function isFound(fields, words) {
  return words.every((word) => fields.some((field) => field.plain.includes(word)));
}

/** Whether the titles of cited sources count: when the reader says so, or when no event bears the words itself. */
function searchesSources(words) {
  return view.widely || !EVENTS.some((event) => isFound(event.ownFields, words));
}

/** The events that pass all filters, or all but one of them. */
function matching({ except = null } = {}) {
  const words = queryWords();
  return passing(except, words, searchesSources(words));
}

/** The results, and what of them is found only in sources. */
function search() {
  const words = queryWords();
  found = { own: passing(null, words, false), wide: passing(null, words, true) };
  results = searchesSources(words) ? found.wide : found.own;
}

function passing(except, words, inSources) {
  return EVENTS.filter((event) => {
    if (view.certain && except !== "certain" && !event.exact) return false;
    if (except !== "family" && view.families.size && !view.families.has(event.family)) return false;
    for (const name of FACETS) {
      const wanted = view.facets[name];
      if (wanted.size && except !== name && !facetIds(event, name).some((id) => wanted.has(id))) return false;
    }
    return isFound(inSources ? event.fields : event.ownFields, words);
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
