/* What the search reads of an event, folded once; the fields by name only where a hit is to be shown. */
const FIELD_NAMES = {
  title: say("title"),
  date: say("date"),
  summary: say("summary"),
  note: say("note"),
  actor: say("actor"),
  "also called": say("also called"),
  place: say("place"),
  tag: say("tag"),
  measure: say("measure"),
  "another date": say("another date"),
  "note on a date": say("note on a date"),
  "note on a relation": say("note on a relation"),
  claim: say("claim"),
  "said by": say("said by"),
  "said as": say("said as"),
  outcome: say("outcome"),
  "note on a claim": say("note on a claim"),
  source: say("source"),
  "reported by": say("reported by"),
};

/**
 * What an event says itself, claims about it included: pairs of a name for the field and its text.
 * @param {ChronicleEvent} event
 * @returns {string[][]} pairs
 */
function ownFields(event) {
  return [
    ["title", event.title],
    ["date", event.words.long],
    ["date", event.edtf],
    ["summary", event.summary],
    ["note", event.note],
    ...event.actors.flatMap((id) => [
      ["actor", actorName(id)],
      ...(DATA.actors[id]?.aliases ?? []).map((alias) => ["also called", alias]),
    ]),
    ...event.places.map((id) => ["place", placeName(id)]),
    ...event.tags.map((tag) => ["tag", slugWords(tag)]),
    ...event.measures.map((measure) => ["measure", measure]),
    ...event.alternatives.flatMap(({ words, place, note }) => [
      ["another date", words.long],
      ["place", place && placeName(place)],
      ["note on a date", note],
    ]),
    ...event.relations.map(({ note }) => ["note on a relation", note]),
    ...event.claims.flatMap((index) => claimFields(DATA.claims[index])),
  ].filter(([, text]) => text);
}

/**
 * @param {Claim} claim
 * @returns {string[][]} pairs
 */
function claimFields(claim) {
  return [
    ["claim", claim.text],
    ...claim.by.map((id) => ["said by", actorName(id)]),
    ["said as", claim.capacity],
    ["outcome", claim.outcome],
    ["note on a claim", claim.note],
  ];
}

/**
 * The sources that an event, its other dates and the claims about it cite, and who reports the claims.
 * @param {ChronicleEvent} event
 * @returns {string[][]} pairs
 */
function sourceFields(event) {
  const citations = [
    ...event.sources,
    ...event.alternatives.flatMap((alternative) => alternative.sources),
    ...event.claims.flatMap((index) => DATA.claims[index].sources),
  ];
  const reporters = event.claims.flatMap((index) => DATA.claims[index].via);
  return [
    ...[...new Set(citations.map((citation) => citation.source))].map((id) => ["source", sourceWords(id)]),
    ...[...new Set(reporters)].map((id) => ["reported by", actorName(id)]),
  ];
}

/**
 * @param {string} id
 * @returns {string}
 */
function sourceWords(id) {
  const source = DATA.sources[id];
  return source ? [...source.authors, source.title, source.in].join(", ") : id;
}

/**
 * @param {string[][]} fields
 * @returns {string}
 */
function joined(fields) {
  return fields.map(([, text]) => text).join("\n");
}

/**
 * All that an event says itself as one folded text, made when it is first searched; no word reaches across its lines.
 * @param {ChronicleEvent} event
 * @returns {string}
 */
function ownText(event) {
  return (event.ownText ??= plainText(joined(ownFields(event))));
}

/**
 * @param {ChronicleEvent} event
 * @returns {string}
 */
function sourceText(event) {
  return (event.sourceText ??= plainText(joined(sourceFields(event))));
}

/**
 * The fields of an event, for showing where a hit is.
 * @param {ChronicleEvent} event
 * @returns {{name: string, text: string, plain: string}[]}
 */
function searchFields(event) {
  return [...ownFields(event), ...sourceFields(event)].map(([name, text]) => ({ name, text, plain: plainText(text) }));
}
