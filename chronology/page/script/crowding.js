/* How much of very many events the picture draws: all with their labels, the longest of each few pixels, or their number. */
const MOST_LABELLED = 1000;
const MOST_SINGLE = 20000;
const MOST_DRAWN = 600;
const LEAST_BUCKET = 4;
const MOST_KIND_LANES = 12;
const MOST_TAKEN_AWAY = 50000;
const DENSITY_HEIGHT = 92;
/** Of the last drawing: how many events there are in its range, and whether their density is drawn. */
let crowdInside = { inside: 0, isDense: false };

/**
 * @typedef {object} CrowdLane a lane with the columns of its events
 * @property {string} title
 * @property {object | null} family
 * @property {Selection} selection
 */

/**
 * The lanes with those of their events that are drawn one by one, and how many there are in the range.
 * @param {any} selection
 * @returns {Lane[]}
 */
function lanesOf(selection) {
  forgetEvents();
  const [from, to] = shownRange();
  const places = placesOf(selection, { from, to });
  const inside = places.in + places.before;
  const canDrawSingle = areTextsRead();
  const isDense = inside > MOST_LABELLED || !canDrawSingle;
  const all = lanesOfCrowd(selection);
  const chosen = canDrawSingle ? EVENT_BY_ID.get(view.chosen) : null;
  crowdInside = { inside, isDense };
  return all.map((lane) => {
    const numbers = canDrawSingle ? drawnNumbers(lane, { from, to, inside, lanes: all.length }) : [];
    if (chosen && lane.selection.includes(chosen) && !numbers.includes(chosen.index)) numbers.push(chosen.index);
    numbers.sort((one, other) => one - other);
    return { ...lane, ...countsIn(lane, from, to), events: numbers.map(eventAt), least: isDense ? DENSITY_HEIGHT : 0, isDense };
  });
}

/**
 * @param {CrowdLane} lane
 * @param {number} from
 * @param {number} to
 * @returns {{inside: number, total: number}}
 */
function countsIn({ selection }, from, to) {
  const places = placesOf(selection, { from, to });
  return { inside: places.in + places.before, total: selection.length };
}

/**
 * Which events of a lane are drawn one by one.
 * @param {CrowdLane} lane
 * @param {{from: number, to: number, inside: number, lanes: number}} range
 * @returns {number[]}
 */
function drawnNumbers({ selection }, { from, to, inside, lanes }) {
  if (inside > MOST_SINGLE) return [];
  const spans = spansWithin(selection);
  const places = placesWithin(spans, from, to);
  const buckets = Math.min(Math.floor(MOST_DRAWN / lanes), Math.floor(metrics().plotWidth / LEAST_BUCKET));
  const kept = inside > MOST_LABELLED ? longestEach(places, spans, from, to, Math.max(buckets, 1)) : places;
  return kept.map((place) => selection.numbers[place]);
}

/**
 * Beginnings and ends of a selection in the order of the beginnings, with the index to long ones.
 * @param {any} selection
 * @returns {{begins: ArrayLike<number>, ends: ArrayLike<number>, latest: Float64Array}}
 */
function spansWithin(selection) {
  if (!selection.spans) {
    const ends = gathered(ENDS, selection.numbers, selection.dated);
    selection.spans = { begins: selection.begins, ends, latest: latestEnds(ends) };
  }
  return selection.spans;
}

/**
 * All lanes of a selection; kept until filters, lanes or their order change.
 * @param {any} selection
 * @returns {CrowdLane[]}
 */
function lanesOfCrowd(selection) {
  const { lanes, order, colour } = view;
  const asked = JSON.stringify([lanes, order, colour, [...(view.facets[lanes] ?? [])]]);
  if (MEMO.lanes?.selection !== selection || MEMO.lanes.asked !== asked)
    MEMO.lanes = { selection, asked, lanes: partedLanes(selection) };
  return MEMO.lanes.lanes;
}

/**
 * @param {any} selection
 * @returns {CrowdLane[]}
 */
function partedLanes(selection) {
  if (view.lanes === "none" || !LANE_UNITS.includes(view.lanes)) return [{ title: "", family: null, selection }];
  const isKind = view.lanes === "kind";
  const counts = facetCounts(selection, view.lanes);
  const named = namedValues(view.lanes, counts, isKind ? MOST_KIND_LANES : MOST_LANES);
  const lanes = named.map((id) => ({
    title: facetLabel(view.lanes, id),
    family: isKind && view.colour === "kind" ? FAMILIES.get(id) : null,
  }));
  const parts = parted(selection, view.lanes, named);
  const filled = lanes.map((lane, at) => ({ ...lane, selection: parts[at] }));
  const others = parts[named.length];
  const rest = others.length ? [{ title: named.length ? say("Others") : "", family: null, selection: others }] : [];
  return [...(view.order ? inCrowdOrder(filled, view.order) : filled), ...rest];
}

/**
 * The values with lanes of their own: those chosen and the most frequent, in the order of the facet.
 * @param {string} name
 * @param {Map<string, number>} counts
 * @param {number} most
 * @returns {string[]}
 */
function namedValues(name, counts, most) {
  const chosen = view.facets[name];
  const ids = facetValues(name, counts).filter((id) => counts.has(id));
  if (ids.length <= most) return ids;
  const rank = (id) => (chosen.has(id) ? Infinity : counts.get(id));
  const kept = new Set([...ids].sort((one, other) => rank(other) - rank(one)).slice(0, most));
  return ids.filter((id) => kept.has(id));
}

/**
 * @param {CrowdLane[]} lanes
 * @param {string} order
 * @returns {CrowdLane[]}
 */
function inCrowdOrder(lanes, order) {
  const withEvents = lanes.map((lane) => ({ ...lane, events: lane.selection }));
  return inOrder(withEvents, order);
}

/**
 * A selection for each named value, and one of the events that bear none of them.
 * @param {any} selection
 * @param {string} name
 * @param {string[]} named
 * @returns {Selection[]}
 */
function parted({ numbers }, name, named) {
  const codes = named.map((id) => valuesOf(name).indexOf(id));
  const one = singleCodes(name);
  if (one) return partedByCode(numbers, one, codes);
  const laneOf = new Map(codes.map((code, at) => [code, at]));
  const lists = [...named, null].map(() => ({ numbers: new Uint32Array(numbers.length), length: 0 }));
  const isNamed = new Uint8Array(CROWD.length);
  const keep = (list, number) => (list.numbers[list.length++] = number);
  if (named.length)
    eachValue(
      name,
      {},
      new Set(named),
      (number, code) => {
        isNamed[number] = 1;
        keep(lists[laneOf.get(code)], number);
      },
      numbers,
    );
  for (const number of numbers) if (!isNamed[number]) keep(lists[named.length], number);
  return lists.map((list) => new Selection(list.numbers.slice(0, list.length)));
}

/**
 * As `parted`, where every event bears one value.
 * @param {Uint32Array} numbers
 * @param {ArrayLike<number>} codes of all events
 * @param {number[]} named
 * @returns {Selection[]}
 */
function partedByCode(numbers, codes, named) {
  const laneOf = new Uint16Array(0x10000).fill(named.length);
  for (const [lane, code] of named.entries()) laneOf[code] = lane;
  const lengths = new Uint32Array(named.length + 1);
  for (let at = 0; at < numbers.length; at += 1) lengths[laneOf[codes[numbers[at]]]] += 1;
  const lists = Array.from(lengths, (length) => new Uint32Array(length));
  lengths.fill(0);
  for (let at = 0; at < numbers.length; at += 1) {
    const lane = laneOf[codes[numbers[at]]];
    lists[lane][lengths[lane]++] = numbers[at];
  }
  return lists.map((list) => new Selection(list));
}

/**
 * In words, what of the events in the range is drawn one by one.
 * @returns {string[]}
 */
function drawnWords() {
  const { inside, isDense } = crowdInside;
  if (!areTextsRead()) return [say("titles are being read")];
  if (!isDense || !inside) return [];
  if (inside > MOST_SINGLE) return [say("density of {n} drawn, zoom in for single events", { n: inside })];
  const drawn = new Set(lastLayout.lanes.flatMap((lane) => lane.items.map((item) => item.event)));
  return [say("the longest {n} of {all} drawn; density behind", { n: drawn.size, all: inside })];
}

/**
 * A list that nobody sees is not made: on paper it is seen.
 * @returns {number}
 */
function mostListed() {
  return shownView() === "list" || WIDE.matches || MEMO.isOnPaper ? listLimit : 0;
}

function listOnPaper() {
  for (const [name, isOnPaper] of [["beforeprint", true], ["afterprint", false]])
    addEventListener(name, () => {
      MEMO.isOnPaper = isOnPaper;
      drawList();
    });
}

/** The texts are read before plotly.js. */
async function beforeLibrary() {
  listOnPaper();
  const query = new URLSearchParams(location.hash.slice(1));
  await readTexts();
  if (query.has("event")) restore(location.href);
  else if (queryWords().length) refresh({ isStep: false });
  else drawAll();
  document.documentElement.setAttribute("data-texts", "read");
  warmTexts();
}

/**
 * Until the texts are read no event can be named, and the address keeps what it asks for.
 * @returns {boolean}
 */
function hasAddress() {
  return areTextsRead() && location.protocol !== "about:";
}

/**
 * @param {Download} download
 * @returns {string}
 */
function missingOf(download) {
  const isPicture = download.part === "range";
  if (isPicture || results.length <= MOST_TAKEN_AWAY) return download.missing();
  return say("Filter first: no more than {n} events at once", { n: MOST_TAKEN_AWAY });
}

/**
 * @param {any} events  a Selection, or a list
 * @returns {EventEntry[]}
 */
function rawEvents(events) {
  if (MEMO.raw?.events !== events)
    MEMO.raw = { events, entries: Array.from(events.numbers ?? events.map(({ index }) => index), entryAt) };
  return MEMO.raw.entries;
}

/**
 * A page of so many events has no claims.
 * @returns {Claim[]}
 */
function rawClaims() {
  return [];
}

/**
 * All days that an event names, with a little air.
 * @returns {DayRange}
 */
function fullExtent() {
  let [first, last] = [Infinity, -Infinity];
  for (let index = 0; index < CROWD.dated; index += 1) {
    const anchor = COLUMNS.anchor[index];
    first = Math.min(first, anchor);
    last = Math.max(last, anchor + Math.max(COLUMNS.end_most[index], COLUMNS.end_least[index], COLUMNS.start_room[index]) + 1);
  }
  if (first > last) return [0, 365];
  const air = Math.max((last - first) * 0.02, 3);
  return [first - air, last + air];
}

/**
 * Nothing is told more of than of another.
 * @returns {ChronicleEvent | null}
 */
function openingEvent() {
  return null;
}

/**
 * A story of so many events nobody reads.
 * @param {string} panel
 * @returns {boolean}
 */
function isThere(panel) {
  return panel !== "story" && !document.documentElement.dataset.without?.split(" ").includes(panel);
}
