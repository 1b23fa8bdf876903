/* Very many events: columns of numbers, out of which an event is made when it is looked at. This part and those behind
   it (texts, sifting, crowding, density) stand in for what a page of a few thousand does event by event: a function that
   bears the name of one of an earlier part replaces it. */
/** @type {any} */
const CROWD = DATA.crowd;
if (typeof DecompressionStream === "undefined") {
  byId("list-title").textContent = say("This browser is too old to unpack the events");
  return;
}
const COLUMNS = columnsFrom(await unpackedLetters(byId("crowd").textContent, CROWD.bytes).arrayBuffer(), CROWD.columns);
byId("crowd").remove();

const FLAG = { reading: 4, exact: 6, start: 7, end: 9, other: 11 };
const MOST_MADE = 20000;
const MOST_STARTS = 600;
/** The first day of each event and the day after its last; where none is known they are out of reach. */
const [BEGINS, ENDS] = spansOf(COLUMNS, CROWD.dated);
const NEVER = ENDS.constructor === Int32Array ? 2 ** 31 - 1 : Infinity;
/** Where the participants, places, tags and sources of each event begin in their columns. */
const OFFSETS = {
  actor: offsetsOf(COLUMNS.people),
  place: offsetsOf(COLUMNS.places),
  tag: offsetsOf(COLUMNS.tags),
  source: offsetsOf(COLUMNS.sources),
};
/** @type {any} as far as a map of events is asked for */
const EVENT_BY_ID = { get: (id) => eventNamed(id), has: (id) => indexNamed(id) >= 0 };
/** @type {Map<number, ChronicleEvent>} */
const madeEvents = new Map();
/** @type {Map<string, number>} */
const knownIds = new Map();
/**
 * What is reckoned once, when it is first needed.
 * @type {Record<string, any>}
 */
const MEMO = {};

/**
 * Begin and end of all events that have a date, as numbers that compare with any day.
 * @param {Record<string, any>} columns
 * @param {number} dated  how many have a date
 * @returns {any[]}
 */
function spansOf({ anchor, end_most: endMost, flags }, dated) {
  const kind = anchor.constructor === Float64Array ? Float64Array : Int32Array;
  const [least, most] = kind === Int32Array ? [-(2 ** 31), 2 ** 31 - 1] : [-Infinity, Infinity];
  const [begins, ends] = [new kind(dated), new kind(dated)];
  for (let index = 0; index < dated; index += 1) {
    begins[index] = flags[index] & 1 ? anchor[index] : least;
    ends[index] = flags[index] & 8 ? anchor[index] + endMost[index] + 1 : most;
  }
  return [begins, ends];
}

/** Some of the events, by their numbers. It serves as the list of them, but makes an event only when one is asked for. */
class Selection {
  /** @param {Uint32Array} numbers ascending, which is date order */
  constructor(numbers) {
    this.numbers = numbers;
    this.dated = lowerBound(numbers, CROWD.dated);
  }

  get length() {
    return this.numbers.length;
  }

  /** Begins in order, and ends in order, of those that have a date. */
  get begins() {
    return (this.sortedBegins ??= gathered(BEGINS, this.numbers, this.dated));
  }

  get ends() {
    return (this.sortedEnds ??= sortedDays(gathered(ENDS, this.numbers, this.dated), NEVER));
  }

  indexOf(event) {
    const at = event ? lowerBound(this.numbers, event.index) : -1;
    return this.numbers[at] === event?.index ? at : -1;
  }

  includes(event) {
    return this.indexOf(event) >= 0;
  }

  slice(start, end) {
    return areTextsRead() ? Array.from(this.numbers.slice(start, end), eventAt) : [];
  }

  /** All of them one after another, for what walks them once: they are not kept. */
  *[Symbol.iterator]() {
    for (const number of this.numbers) yield madeEvents.get(number) ?? enriched(entryAt(number), number);
  }

  map(make) {
    return Array.from(this, make);
  }
}

/** @type {any} a Selection, which serves as the list of them */
const EVENTS = new Selection(Uint32Array.from({ length: CROWD.length }, (_, index) => index));

/**
 * @param {any} column
 * @param {Uint32Array} numbers
 * @param {number} length
 * @returns {any} a column of the same type
 */
function gathered(column, numbers, length) {
  const values = new column.constructor(length);
  for (let at = 0; at < length; at += 1) values[at] = column[numbers[at]];
  return values;
}

/**
 * @param {number} number
 * @returns {ChronicleEvent} the same object each time it is asked for soon after
 */
function eventAt(number) {
  let event = madeEvents.get(number);
  if (!event) {
    event = isolatedEvent(enriched(entryAt(number), number));
    madeEvents.set(number, event);
    knownIds.set(event.id, number);
  }
  return event;
}

/** Events that nobody looks at any more are let go, all at once. */
function forgetEvents() {
  if (madeEvents.size < MOST_MADE) return;
  madeEvents.clear();
  knownIds.clear();
}

/**
 * @param {ChronicleEvent} event
 * @returns {ChronicleEvent}
 */
function isolatedEvent(event) {
  event.title = isolated(event.title);
  event.summary = isolated(event.summary);
  event.weight = Math.log2(2 + Math.max(event.finish - event.begin, 0));
  return event;
}

/**
 * An event as the page of a few thousand has it in its data.
 * @param {number} number
 * @returns {EventEntry}
 */
function entryAt(number) {
  const { kind, status } = CROWD.codes;
  return {
    id: textAt("id", number),
    title: textAt("title", number),
    kind: kind[COLUMNS.kind[number]],
    status: status[COLUMNS.status[number]],
    ...dateAt(number),
    summary: textAt("summary", number),
    note: "",
    people: peopleAt(number),
    places: wordsAt("place", number),
    tags: wordsAt("tag", number),
    measures: [],
    alternatives: [],
    sources: wordsAt("source", number).map((source) => ({ source, locator: "", supports: [], note: "" })),
    relations: [],
    claims: [],
    record: {},
  };
}

/**
 * @param {number} number
 * @returns {any} what a date is to an EventEntry
 */
function dateAt(number) {
  const edtf = textAt("date", number);
  const flags = COLUMNS.flags[number];
  const other = (flags >> FLAG.other) & 1 ? otherDates[edtf] : null;
  if (other) return structuredClone(other);
  const bounds = boundsAt(number);
  const year = bounds[0] === null ? null : civilDate(bounds[0]).year;
  const reading = CROWD.readings[(flags >> FLAG.reading) & 3];
  const date = { edtf, bounds, reading, year };
  return {
    ...date,
    doubt: [FLAG.start, FLAG.end].map((bit) => CROWD.doubts[(flags >> bit) & 3]),
    words: phrasesOf(date),
    certainty: certaintyPhrase(date),
    exact: Boolean((flags >> FLAG.exact) & 1),
  };
}

/**
 * @param {number} number
 * @returns {any} Bounds
 */
function boundsAt(number) {
  const anchor = COLUMNS.anchor[number];
  const later = [0, COLUMNS.start_room[number], COLUMNS.end_least[number], COLUMNS.end_most[number]];
  return later.map((days, bit) => ((COLUMNS.flags[number] >> bit) & 1 ? anchor + days : null));
}

/**
 * @param {number} number
 * @returns {Participation[]}
 */
function peopleAt(number) {
  const { actor, role } = CROWD.codes;
  /** @type {Participation[]} */
  const people = [];
  for (let at = OFFSETS.actor[number]; at < OFFSETS.actor[number + 1]; at += 1) {
    const part = COLUMNS.part[at];
    const sides = CROWD.sides.length;
    people.push([actor[COLUMNS.actor[at]], role[Math.floor(part / sides)], CROWD.sides[part % sides]]);
  }
  return people;
}

/**
 * The places, tags or sources of an event.
 * @param {string} name
 * @param {number} number
 * @returns {string[]}
 */
function wordsAt(name, number) {
  return Array.from(COLUMNS[name].subarray(OFFSETS[name][number], OFFSETS[name][number + 1]), (code) => CROWD.codes[name][code]);
}

/**
 * @param {string} id
 * @returns {ChronicleEvent | undefined}
 */
function eventNamed(id) {
  const number = indexNamed(id);
  return number < 0 ? undefined : eventAt(number);
}

/**
 * @param {string | null} [id]
 * @returns {number}
 */
function indexNamed(id) {
  if (id === null || id === undefined) return -1;
  return knownIds.get(id) ?? searchedId(id);
}

/**
 * The days on which events begin, in order; of very many every so-manyth.
 * @returns {number[]}
 */
function sortedStarts() {
  const step = Math.ceil(CROWD.dated / MOST_STARTS);
  const starts = [];
  for (let index = 0; index < CROWD.dated; index += step) starts.push(COLUMNS.anchor[index]);
  return starts.sort((one, other) => one - other);
}

/** @returns {{bounds: Bounds, anchor: number | null}[]} */
function firstAndLast() {
  const ends = [0, CROWD.dated - 1].filter((number) => number >= 0);
  return ends.map((number) => ({ bounds: boundsAt(number), anchor: COLUMNS.anchor[number] }));
}
