/* The results as sheets for other programs: events and claims as CSV (RFC 4180), and all of it as JSON. */
const SHEET_SCHEMA = 1;
/* A spreadsheet runs what begins with one of these as a formula; an apostrophe before it makes it text again. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A text as a cell: an apostrophe stands before what a spreadsheet would take for a formula, and before a text that
 * looks as if it bore one for that; in quotes where it must be.
 * @param {string} text
 * @returns {string}
 */
function csvCell(text) {
  const safe = FORMULA.test(text.replace(/^'+/, "")) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** Texts in one cell, with ";" between them; a ";" or "\" of theirs bears a backslash, as in the library's own CSV.
    @param {string[]} texts
    @returns {string} */
function csvList(texts) {
  return texts.map((text) => text.replace(/[\\;]/g, "\\$&")).join(";");
}

/**
 * Rows as CSV: UTF-8 with a byte order mark, by which spreadsheets know it, and CRLF.
 * @template Row
 * @param {[string, (row: Row) => string][]} columns
 * @param {Row[]} rows
 * @returns {string}
 */
function csvOf(columns, rows) {
  const lines = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, cell]) => cell(row)))];
  return `\ufeff${lines.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("")}`;
}

/**
 * A bound of a date as a day, or nothing where there is no bound.
 * @param {number | null} day
 * @returns {string}
 */
function boundDay(day) {
  return day === null ? "" : isoDay(day);
}

/**
 * @param {string[]} ids
 * @returns {string[]}
 */
function uniqueIds(ids) {
  return [...new Set(ids)];
}

/**
 * Names of records, or the ids of those that have none.
 * @param {string[]} ids
 * @param {Record<string, any>} records
 * @param {string} [field]
 * @returns {string}
 */
function namesOf(ids, records, field) {
  return csvList(ids.map((id) => (Object.hasOwn(records, id) ? (field ? records[id][field] : records[id]) : id)));
}

/**
 * The names of the event table of the library; ids first, the same in names at the end.
 * @type {[string, (event: EventEntry) => string][]}
 */
const EVENT_COLUMNS = [
  ["id", (event) => event.id],
  ["title", (event) => event.title],
  ["date", (event) => event.edtf],
  ["date_in_words", (event) => event.words.long],
  ["earliest", (event) => boundDay(event.bounds[0])],
  ["latest", (event) => boundDay(event.bounds[3])],
  ["kind", (event) => event.kind],
  ["status", (event) => event.status],
  ["actors", (event) => csvList(uniqueIds(event.people.map(([actor]) => actor)))],
  ["roles", (event) => csvList(event.people.filter(([, role]) => role).map(([actor, role]) => `${actor}:${role}`))],
  ["places", (event) => csvList(event.places)],
  ["tags", (event) => csvList(event.tags)],
  ["sources", (event) => csvList(uniqueIds(event.sources.map(({ source }) => source)))],
  ["summary", (event) => event.summary],
  ["actor_names", (event) => namesOf(uniqueIds(event.people.map(([actor]) => actor)), rawData().actors, "name")],
  ["place_names", (event) => namesOf(event.places, rawData().places)],
  [
    "source_titles",
    (event) => namesOf(uniqueIds(event.sources.map(({ source }) => source)), rawData().sources, "title"),
  ],
];

/** @type {[string, (claim: Claim) => string][]} */
const CLAIM_COLUMNS = [
  ["id", (claim) => claim.id],
  ["text", (claim) => claim.text],
  ["kind", (claim) => claim.kind],
  ["by", (claim) => csvList(claim.by)],
  ["capacity", (claim) => claim.capacity],
  ["via", (claim) => csvList(claim.via)],
  ["made", (claim) => claim.made?.edtf ?? ""],
  ["made_in_words", (claim) => claim.made?.words.long ?? ""],
  ["about", (claim) => csvList(claim.about)],
  ["positions", (claim) => csvList(claim.positions.map(([proposition, stance]) => `${proposition}:${stance}`))],
  ["sources", (claim) => csvList(uniqueIds(claim.sources.map(({ source }) => source)))],
  [
    "locators",
    (claim) =>
      csvList(claim.sources.filter(({ locator }) => locator).map(({ source, locator }) => `${source}:${locator}`)),
  ],
  ["rank", (claim) => claim.rank],
  ["shared_by_speaker", (claim) => (claim.shared ? "yes" : "no")],
  ["outcome", (claim) => claim.outcome],
  ["note", (claim) => claim.note],
  ["by_names", (claim) => namesOf(claim.by, rawData().actors, "name")],
];

/** @returns {string} the results, one row an event */
function eventsCsv() {
  return csvOf(EVENT_COLUMNS, rawEvents(results));
}

/** @returns {string} the claims about the results, one row a claim */
function claimsCsv() {
  return csvOf(CLAIM_COLUMNS, rawClaims(results));
}

/** @returns {string} the results and all that they name, as the page has them */
function resultsJson() {
  const { title, description, licence, editors } = rawData();
  const events = rawEvents(results);
  const claims = rawClaims(results);
  const content = {
    schema: SHEET_SCHEMA,
    title,
    description,
    licence,
    editors,
    filtered: { ...filterValues(), events: results.length, of: EVENTS.length },
    ...recordsNamed(events, claims),
    claims,
    events: withOwnClaims(events, claims),
  };
  return `${JSON.stringify(content, null, 1)}\n`;
}

/**
 * The records that some events and claims name, by section.
 * @param {EventEntry[]} events
 * @param {Claim[]} claims
 * @returns {Record<string, object>}
 */
function recordsNamed(events, claims) {
  const { kinds, actors, places, propositions } = rawData();
  const takingPart = events.flatMap(({ people }) => people.map(([actor]) => actor));
  const speaking = claims.flatMap(({ by, via }) => [...by, ...via]);
  const where = events.flatMap((event) => [...event.places, ...event.alternatives.map(({ place }) => place)]);
  const debatedOn = claims.flatMap(({ positions }) => positions.map(([id]) => id));
  const kindIds = events.map(({ kind }) => kind);
  return {
    kinds: named(kinds, kindIds),
    actors: named(actors, [...takingPart, ...speaking]),
    places: named(places, where),
    sources: Object.fromEntries(citedSources(events)),
    propositions: named(propositions, debatedOn),
  };
}

/**
 * Events name their claims by their place in the list of claims: in the list of those that are taken along.
 * @param {EventEntry[]} events
 * @param {Claim[]} claims
 * @returns {object[]}
 */
function withOwnClaims(events, claims) {
  const places = new Map(claims.map((claim, index) => [claim, index]));
  const all = rawData().claims;
  return events.map((event) => ({ ...event, claims: event.claims.map((index) => places.get(all[index])) }));
}

/**
 * Those records that are named, in the order of the data.
 * @template Kept
 * @param {Record<string, Kept>} records
 * @param {string[]} ids
 * @returns {Record<string, Kept>}
 */
function named(records, ids) {
  const wanted = new Set(ids);
  return Object.fromEntries(Object.entries(records).filter(([id]) => wanted.has(id)));
}

/** What is asked of the results, as a link says it; nothing where all are shown.
    @returns {Record<string, string | string[] | boolean>} */
function filterValues() {
  /** @type {Record<string, string | string[] | boolean>} */
  const values = {};
  if (view.query) values.search = view.query;
  if (view.query && view.widely) values.in_sources = true;
  for (const name of FACETS) if (view.facets[name].size) values[name] = [...view.facets[name]];
  for (const end of ["from", "to"]) if (view.dates[end]) values[end] = view.dates[end].text;
  if (view.certain) values.certain = true;
  return values;
}
