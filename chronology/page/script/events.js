/* All events, in date order. Where there are very many, crowd.js stands in for this part, with the same names. */
const EVENTS = DATA.events.map(enriched);
const EVENT_BY_ID = new Map(EVENTS.map((event) => [event.id, event]));
const DATED_EVENTS = EVENTS.filter((event) => event.anchor !== null);

/**
 * The days on which the dated events begin, in order.
 * @returns {number[]}
 */
function sortedStarts() {
  return DATED_EVENTS.map((event) => event.anchor).sort((one, other) => one - other);
}

/**
 * The first and the last of the dated events by their beginning; none where no event has a date.
 * @returns {{bounds: Bounds, anchor: number | null}[]}
 */
function firstAndLast() {
  const inOrder = [...DATED_EVENTS].sort((one, other) => one.anchor - other.anchor);
  return inOrder.length ? [inOrder[0], inOrder[inOrder.length - 1]] : [];
}

/**
 * How many of some events are dated for certain.
 * @param {ChronicleEvent[]} events
 * @returns {number}
 */
function exactCount(events) {
  return events.filter((event) => event.exact).length;
}

/**
 * How many of some events begin in each year.
 * @param {ChronicleEvent[]} events
 * @returns {Map<number, number>}
 */
function yearCounts(events) {
  const counts = new Map();
  for (const event of events) if (event.year !== null) counts.set(event.year, (counts.get(event.year) ?? 0) + 1);
  return counts;
}

/**
 * The first of some events that begin in a range.
 * @param {ChronicleEvent[]} events
 * @param {Scale} scale
 * @param {number} most
 * @returns {ChronicleEvent[]}
 */
function eventsWithin(events, scale, most) {
  return events.filter((event) => placeInRange(event, scale) === "in").slice(0, most);
}

/**
 * How many of some events lie where against a range.
 * @param {ChronicleEvent[]} events
 * @param {Scale} scale
 * @returns {Places}
 */
function placesOf(events, scale) {
  const places = { in: 0, before: 0, earlier: 0, later: 0, undated: 0 };
  for (const event of events) places[placeInRange(event, scale)] += 1;
  return places;
}
