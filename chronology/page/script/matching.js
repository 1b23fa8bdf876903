/* Which events the search and the filters leave. */
/** Each condition that an event may fail has a bit; "own" and "wide" are the search without and with cited sources. */
const CONDITIONS = [...FACETS, "certain", "dates", "own", "wide"];
const BIT = Object.fromEntries(CONDITIONS.map((name, index) => [name, 1 << index]));

/**
 * @typedef {object} Criteria
 * @property {string[]} words the words searched for, folded
 * @property {Record<string, Set<string>>} facets the values wanted of each facet; none wanted, all pass
 * @property {boolean} certain whether only dates known to the day pass
 * @property {{first: number, last: number} | null} span the days between which events must lie, perhaps at least
 */

/** @type {ChronicleEvent[]} */
let results = EVENTS;
/**
 * What passes the filters: events that bear the searched words themselves, and those whose sources do, too.
 * @type {{own: ChronicleEvent[], wide: ChronicleEvent[]}}
 */
let found = { own: EVENTS, wide: EVENTS };
/**
 * Of each event, the conditions that it fails, as bits; and the conditions that do not count.
 * @type {{failed: Uint16Array, ignored: number, criteria: Criteria | null}}
 */
let sifted = { failed: new Uint16Array(EVENTS.length), ignored: BIT.wide, criteria: null };

/**
 * @param {View} view
 * @returns {Criteria} what the reader has asked for
 */
function criteriaOf({ query, facets, certain, dates }) {
  return { words: wordsOf(query), facets, certain, span: spanOf(dates) };
}

/**
 * @param {string} query
 * @returns {string[]} folded
 */
function wordsOf(query) {
  return plainText(query).split(/\s+/).filter(Boolean);
}

/** @returns {string[]} */
function queryWords() {
  return wordsOf(view.query);
}

/**
 * The conditions that each event fails, as bits.
 * @param {ChronicleEvent[]} events
 * @param {Criteria} criteria
 * @returns {Uint16Array}
 */
function sieve(events, criteria) {
  const wanted = FACETS.filter((name) => criteria.facets[name].size);
  return Uint16Array.from(events, (event) => failures(event, criteria, wanted));
}

/**
 * @param {ChronicleEvent} event
 * @param {Criteria} criteria
 * @param {string[]} wanted  the facets of which values are wanted
 * @returns {number}
 */
function failures(event, { words, facets, certain, span }, wanted) {
  let failed = 0;
  for (const name of wanted) {
    const ids = name === "role" ? facetIds(event, name, facets) : facetIds(event, name);
    if (!ids.some((id) => facets[name].has(id))) failed |= BIT[name];
  }
  if (certain && !event.exact) failed |= BIT.certain;
  if (span && overlap(event, span) === IMPOSSIBLE) failed |= BIT.dates;
  for (const word of words) {
    if (ownText(event).includes(word)) continue;
    failed |= BIT.own;
    if (!sourceText(event).includes(word)) return failed | BIT.wide;
  }
  return failed;
}

/**
 * The events that fail nothing but what is allowed.
 * @param {number} allowed  bits
 * @returns {ChronicleEvent[]}
 */
function passing(allowed) {
  return EVENTS.filter((_, index) => !(sifted.failed[index] & ~allowed));
}

/** The results, and what of them is found only in sources; no event that bears the words itself, these at once. */
function search() {
  const criteria = criteriaOf(view);
  const failed = sieve(EVENTS, criteria);
  const inSources = view.widely || isFailedByAll(failed, BIT.own);
  sifted = { failed, ignored: inSources ? BIT.own : BIT.wide, criteria };
  found = { own: passing(BIT.wide), wide: passing(BIT.own) };
  results = inSources ? found.wide : found.own;
}

/**
 * @param {Uint16Array} failed
 * @param {number} bit
 * @returns {boolean} whether all events have it
 */
function isFailedByAll(failed, bit) {
  for (let index = 0; index < failed.length; index += 1) if (!(failed[index] & bit)) return false;
  return true;
}

/**
 * The events that pass all filters, or all but one of them.
 * @param {{except?: string | null}} [options] the name of a condition; "search" for both of the search
 * @returns {ChronicleEvent[]}
 */
function matching({ except = null } = {}) {
  if (except === "search") return passing(BIT.own | BIT.wide);
  const also = except === "actor" ? BIT.role : 0;
  return passing(sifted.ignored | also | (except ? BIT[except] : 0));
}

/**
 * How many events each value of a facet would leave, whatever is chosen of the others.
 * @param {string} name
 * @returns {Map<string, number>}
 */
function countsLeft(name) {
  return facetCounts(matching({ except: name }), name, view.facets);
}

/**
 * Where a search hit is, when neither title nor actors show it.
 * @param {ChronicleEvent} event
 * @param {string[]} words  folded
 * @returns {{name: string, text: string, plain: string} | null}
 */
function hitField(event, words) {
  const seen = [event.title, event.words.in_year, ...event.actors.slice(0, 3).map(actorName)].map(plainText);
  const hidden = words.filter((word) => !seen.some((text) => text.includes(word)));
  if (!hidden.length) return null;
  return searchFields(event).find((field) => hidden.some((word) => field.plain.includes(word))) ?? null;
}
