/* The data of the page, with what it needs to be searched, sorted and drawn. */
/**
 * @typedef {[number | null, number | null, number | null, number | null]} Bounds
 *   first and last day of the start, first and last day of the end; nothing where there is no bound
 * @typedef {{full: string, long: string, short: string, in_year: string, brief: string}} DateWords
 * @typedef {{source: string, locator: string, supports: string[], note: string}} Citation
 * @typedef {{event: string, words: string, gap: string, note: string}} Relation  to another event, seen from this one
 * @typedef {[string, string, string]} Participation  actor, role and side; empty where there is none
 */

/**
 * @typedef {object} Moment  a date
 * @property {string} edtf
 * @property {Bounds} bounds
 * @property {string} reading  `day`, `days` (one of `days`), `within` or `range`
 * @property {string[]} doubt  the qualifier of its start and that of its end
 * @property {number | null} year  in which it starts
 * @property {DateWords} words
 * @property {number[]} [days]
 */

/** @typedef {Moment & {place: string, sources: Citation[], note: string}} Alternative */

/**
 * @typedef {object} EntryFields  what the data hold of an event besides its date
 * @property {string} id
 * @property {string} title
 * @property {string} kind
 * @property {string} status
 * @property {string} certainty  how well the date is known, in words
 * @property {boolean} exact
 * @property {string} summary
 * @property {string} note
 * @property {Participation[]} people
 * @property {string[]} places
 * @property {string[]} tags
 * @property {string[]} measures
 * @property {Alternative[]} alternatives
 * @property {Citation[]} sources
 * @property {Relation[]} relations
 * @property {number[]} claims  their places in the data
 * @property {EntryRecord} record
 */

/** @typedef {Moment & EntryFields} EventEntry  an event of the data */

/**
 * @typedef {object} EntryRecord  what the record has, and the page says in other words or not at all
 * @property {Record<string, unknown>[]} [measures]
 * @property {Record<string, string>} [codes]
 * @property {Record<string, string>} [ids]
 * @property {{type: string, target: string, sources: Citation[], note: string}[]} [relations]
 * @property {string | null} [part_of]
 */

/**
 * @typedef {object} EventFields  what the page adds to an event
 * @property {number} index  its place in date order
 * @property {string} family
 * @property {number} begin  first day, infinite where it is not known
 * @property {number} finish  the day after the last, infinite where there is none
 * @property {boolean} open
 * @property {number | null} anchor  where it stands in time; nothing without a date
 * @property {string[]} actors
 * @property {number} weight  how much is told of it
 * @property {string} [ownText]
 * @property {string} [sourceText]
 * @property {string[]} [sourceIds]
 * @property {string[]} [certainties]
 */

/** @typedef {EventEntry & EventFields} ChronicleEvent */

/**
 * @typedef {object} Claim
 * @property {string} id
 * @property {string} text
 * @property {string} kind
 * @property {string[]} about  ids of events
 * @property {string[]} by
 * @property {string} capacity
 * @property {string[]} via
 * @property {Moment | null} made
 * @property {[string, string][]} positions  propositions, each with a stance
 * @property {Citation[]} sources
 * @property {string} rank
 * @property {boolean} shared  by its speaker, and not only reported
 * @property {string} outcome
 * @property {string} note
 */

/**
 * @typedef {object} Source
 * @property {string[]} authors
 * @property {string} title
 * @property {string} in
 * @property {string} label
 * @property {[string, boolean][]} reference  runs of text, each with whether it is italic
 * @property {string} bibtex
 * @property {string | null} live
 * @property {string | null} archived
 * @property {string | null} address  one that is no link
 * @property {string} accessed
 * @property {string} note
 */

/**
 * @typedef {object} Payload  the data of the page
 * @property {string} title
 * @property {string} description
 * @property {string} licence
 * @property {string[]} editors
 * @property {Record<string, {name: string, family: string}>} kinds
 * @property {Sign[]} families
 * @property {Record<string, {name: string, aliases: string[]}>} actors
 * @property {Record<string, string>} places
 * @property {Record<string, Source>} sources
 * @property {Record<string, string>} propositions
 * @property {Claim[]} claims
 * @property {EventEntry[]} events
 * @property {string} lanes
 * @property {DayRange} [range]
 * @property {any} [crowd]  of very many events, what their columns mean
 */

/** @type {Payload} */
const DATA = parsedData(byId("data").textContent);
const FAMILIES = new Map(DATA.families.map((family) => [family.id, family]));
const STANCES = ["affirms", "leans_towards", "qualifies", "leans_against", "denies"];

/**
 * An event of the data with what all parts of the page need of it.
 * @param {any} event  as in the data: an EventEntry, which it adds to
 * @param {number} index  its place in date order
 * @returns {ChronicleEvent} the same object
 */
function enriched(event, index) {
  const [startMin, startMax, endMin, endMax] = event.bounds;
  event.index = index;
  event.family = DATA.kinds[event.kind].family;
  event.begin = startMin ?? -Infinity;
  event.finish = endMax === null ? Infinity : endMax + 1;
  event.open = endMin === null && endMax === null;
  event.anchor = startMin ?? startMax ?? endMin ?? endMax;
  event.actors = [...new Set(event.people.map(([actor]) => actor))];
  event.weight = 3 * event.claims.length + 2 * event.relations.length + event.sources.length;
  return event;
}

/**
 * @param {string} id
 * @returns {string}
 */
function actorName(id) {
  return DATA.actors[id]?.name ?? isolated(id);
}

/**
 * @param {string} id
 * @returns {string}
 */
function placeName(id) {
  return DATA.places[id] ?? slugWords(id);
}

/**
 * @param {string} id
 * @returns {string}
 */
function sourceLabel(id) {
  return DATA.sources[id]?.label ?? isolated(id);
}

/**
 * @param {string} slug
 * @returns {string}
 */
function slugWords(slug) {
  const words = slug.replace(/[-_]/g, " ");
  return isolated(capital(words));
}

/**
 * A word of the vocabulary as a heading or an entry of a list.
 * @param {string} id
 * @returns {string}
 */
function termWords(id) {
  return isolated(capital(term(id)));
}

/**
 * @param {string} status
 * @returns {string}
 */
function statusWords(status) {
  return term(status);
}

/**
 * @param {ChronicleEvent} event
 * @returns {Sign}
 */
function familyOf(event) {
  return FAMILIES.get(event.family);
}

/**
 * @param {ChronicleEvent} event
 * @returns {boolean} whether its symbol is drawn as a ring
 */
function isHollow(event) {
  return (
    event.reading === "within" ||
    event.reading === "days" ||
    (event.reading === "day" && event.doubt.some(Boolean)) ||
    event.status === "planned" ||
    event.status === "did_not_happen"
  );
}

/**
 * The short list of badges that a date or a status calls for.
 * @param {ChronicleEvent} event
 * @returns {string[]}
 */
function badgesOf(event) {
  const badges = [];
  if (event.status !== "established") badges.push(statusWords(event.status));
  if (event.alternatives.length) badges.push(say("contested"));
  else if (/[?%]/.test(event.doubt[0]) && event.reading === "range") badges.push(say("start uncertain"));
  else if (/[?%]/.test(event.doubt.join(""))) badges.push(say("uncertain"));
  if (isPerhaps(event)) badges.push(say("perhaps"));
  return badges;
}
