/* Search, filters and counts over columns: the same answers as event by event, for very many. */
/**
 * Of each event the words that hold for its date, as bits in the order of CERTAINTIES.
 * @returns {Uint8Array}
 */
function certaintyBits() {
  return (MEMO.certainties ??= certaintiesOfAll());
}

/** @returns {Uint8Array} */
function certaintiesOfAll() {
  const { flags, start_room: room, end_least: least, end_most: most } = COLUMNS;
  const [day, roughly, uncertain, , open] = Object.keys(CERTAINTIES).map((_, at) => 1 << at);
  const bits = new Uint8Array(flags.length).fill(day);
  for (let number = 0; number < flags.length; number += 1) {
    const flag = flags[number];
    if ((flag >> FLAG.exact) & 1) continue;
    const doubts = ((flag >> FLAG.start) & 3) | ((flag >> FLAG.end) & 3);
    const isVague = doubts & 2 || ((flag & 3) === 3 && room[number]) || ((flag & 12) === 12 && least[number] !== most[number]);
    const said = ((flag & 15) !== 15 ? open : 0) | (isVague ? roughly : 0) | (doubts & 1 ? uncertain : 0);
    bits[number] = said || roughly;
  }
  return bits;
}

/**
 * What the reader searches for is looked up only when the texts are there.
 * @param {any} events
 * @param {Criteria} criteria
 * @returns {Uint16Array}
 */
function sieve(events, { words, facets, certain, span }) {
  const failed = new Uint16Array(CROWD.length);
  for (const name of FACETS) if (facets[name].size) failWithout(failed, BIT[name], bearing(name, facets));
  if (certain) failUncertain(failed);
  if (span) failWithout(failed, BIT.dates, touchingSpan(span));
  for (const word of areTextsRead() ? words : []) failWord(failed, word);
  return failed;
}

/**
 * @param {Uint16Array} failed
 * @param {number} bit
 * @param {Uint8Array} passes
 */
function failWithout(failed, bit, passes) {
  for (let number = 0; number < failed.length; number += 1) if (!passes[number]) failed[number] |= bit;
}

/** @param {Uint16Array} failed */
function failUncertain(failed) {
  const { flags } = COLUMNS;
  for (let number = 0; number < failed.length; number += 1)
    if (!((flags[number] >> FLAG.exact) & 1)) failed[number] |= BIT.certain;
}

/**
 * A word that an event does not bear itself, its sources may; all words need to be found.
 * @param {Uint16Array} failed
 * @param {string} word
 */
function failWord(failed, word) {
  const own = hitsOf(word);
  const cited = new Uint8Array(CROWD.length);
  if (!markNames("source", sourceWords, word, cited)) return failWithout(failed, BIT.own | BIT.wide, own);
  const lacking = [BIT.own | BIT.wide, BIT.own];
  for (let number = 0; number < failed.length; number += 1) if (!own[number]) failed[number] |= lacking[cited[number]];
}

/**
 * @param {{first: number, last: number}} span
 * @returns {Uint8Array}
 */
function touchingSpan({ first, last }) {
  const passes = new Uint8Array(CROWD.length);
  for (let number = 0; number < CROWD.dated; number += 1)
    passes[number] = Number(BEGINS[number] <= last && ENDS[number] > first);
  return passes;
}

/**
 * Which events bear a wanted value of a facet; 1 for each.
 * @param {string} name
 * @param {Record<string, Set<string>>} facets
 * @returns {Uint8Array}
 */
function bearing(name, facets) {
  const passes = new Uint8Array(CROWD.length);
  eachValue(name, name === "role" ? { actor: facets.actor } : {}, facets[name], (number) => {
    passes[number] = 1;
  });
  return passes;
}

/**
 * Tell each value that each of some events bears, each once.
 * @param {string} name of a facet
 * @param {{actor?: Set<string>, role?: Set<string>}} only of participants, those who are or act as one of these
 * @param {Set<string> | null} wanted only these values
 * @param {(number: number, code: number) => void} tell
 * @param {ArrayLike<number>} [numbers] of events; all, if not given
 */
function eachValue(name, only, wanted, tell, numbers = EVENTS.numbers) {
  const ids = valuesOf(name);
  const asks = Uint8Array.from(ids, (id) => Number(!wanted?.size || wanted.has(id)));
  const one = singleCodes(name);
  if (one) for (let at = 0; at < numbers.length; at += 1) tellOne(numbers[at], one[numbers[at]], asks, tell);
  else if (name === "certainty") eachBit(certaintyBits(), asks, tell, numbers);
  else eachListed(name, only, asks, tell, numbers);
}

/**
 * @param {number} number
 * @param {number} code
 * @param {Uint8Array} asks
 * @param {(number: number, code: number) => void} tell
 */
function tellOne(number, code, asks, tell) {
  if (asks[code]) tell(number, code);
}

/**
 * @param {Uint8Array} bits
 * @param {Uint8Array} asks
 * @param {(number: number, code: number) => void} tell
 * @param {ArrayLike<number>} numbers
 */
function eachBit(bits, asks, tell, numbers) {
  for (let at = 0; at < numbers.length; at += 1)
    for (let code = 0; code < asks.length; code += 1)
      if (asks[code] && (bits[numbers[at]] >> code) & 1) tell(numbers[at], code);
}

/**
 * @param {string} name
 * @param {{actor?: Set<string>, role?: Set<string>}} only
 * @param {Uint8Array} asks
 * @param {(number: number, code: number) => void} tell
 * @param {ArrayLike<number>} numbers
 */
function eachListed(name, only, asks, tell, numbers) {
  const isPart = name === "role";
  const offsets = OFFSETS[isPart ? "actor" : name];
  const codes = isPart ? roleCodes() : COLUMNS[name];
  const counts = participantTest(only);
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at];
    const first = offsets[number];
    for (let entry = first; entry < offsets[number + 1]; entry += 1) {
      const code = codes[entry];
      if (!asks[code] || (counts && !counts(entry))) continue;
      let before = first;
      while (before < entry && (codes[before] !== code || (counts && !counts(before)))) before += 1;
      if (before === entry) tell(number, code);
    }
  }
}

/**
 * Whether a participant counts, where only some actors or some roles do.
 * @param {{actor?: Set<string>, role?: Set<string>}} only
 * @returns {((entry: number) => number) | null} nothing where all count
 */
function participantTest({ actor, role }) {
  if (actor?.size) {
    const isMeant = Uint8Array.from(CROWD.codes.actor, (id) => Number(actor.has(id)));
    return (entry) => isMeant[COLUMNS.actor[entry]];
  }
  if (!role?.size) return null;
  const isMeant = Uint8Array.from(CROWD.codes.role, (id) => Number(role.has(id)));
  const roles = roleCodes();
  return (entry) => isMeant[roles[entry]];
}

/** @returns {Uint16Array} */
function roleCodes() {
  return (MEMO.roles ??= mapped(COLUMNS.part, (part) => Math.floor(part / CROWD.sides.length)));
}

/**
 * The values of a facet by their codes.
 * @param {string} name
 * @returns {string[]}
 */
function valuesOf(name) {
  if (name === "kind") return DATA.families.map(({ id }) => id);
  return name === "certainty" ? Object.keys(CERTAINTIES) : CROWD.codes[name];
}

/** @returns {Uint16Array} */
function familyCodes() {
  if (MEMO.families) return MEMO.families;
  const ids = valuesOf("kind");
  const familyOfKind = CROWD.codes.kind.map((kind) => ids.indexOf(DATA.kinds[kind].family));
  return (MEMO.families = mapped(COLUMNS.kind, (kind) => familyOfKind[kind]));
}

/**
 * The codes that others stand for.
 * @param {any} codes
 * @param {(code: number) => number} meaning
 * @returns {Uint16Array}
 */
function mapped(codes, meaning) {
  const most = codes.reduce((one, other) => Math.max(one, other), 0);
  const table = Uint16Array.from({ length: most + 1 }, (_, code) => meaning(code));
  const meant = new Uint16Array(codes.length);
  for (let at = 0; at < codes.length; at += 1) meant[at] = table[codes[at]];
  return meant;
}

/**
 * The codes of a facet of which every event bears one value; none for the others.
 * @param {string} name
 * @returns {any}
 */
function singleCodes(name) {
  if (name === "kind") return familyCodes();
  return name === "status" ? COLUMNS.status : null;
}

/**
 * @param {any} selection
 * @param {string} name
 * @param {Record<string, Set<string>>} [chosen]
 * @returns {Map<string, number>}
 */
function facetCounts({ numbers }, name, chosen = {}) {
  const ids = valuesOf(name);
  const counts = new Uint32Array(ids.length);
  const only = name === "role" ? { actor: chosen.actor } : name === "actor" ? { role: chosen.role } : {};
  const one = singleCodes(name);
  if (one) for (let at = 0; at < numbers.length; at += 1) counts[one[numbers[at]]] += 1;
  else if (ids.some(Boolean)) eachValue(name, only, null, (_, code) => (counts[code] += 1), numbers);
  const found = [...ids.entries()].filter(([code, id]) => counts[code] && (id || name !== "role"));
  return new Map(found.map(([code, id]) => [id, counts[code]]));
}

/**
 * The events that fail nothing but what is allowed: the same selection where the same are asked for again.
 * @param {number} allowed  bits
 * @returns {any} a Selection
 */
function passing(allowed) {
  const { failed } = sifted;
  if (MEMO.passing?.failed !== failed) MEMO.passing = { failed, counting: countingBits(failed), selections: new Map() };
  const { counting, selections } = MEMO.passing;
  const mask = counting(0xffff & ~allowed);
  if (!selections.has(mask)) selections.set(mask, mask ? withoutFailures(failed, mask) : EVENTS);
  return selections.get(mask);
}

/**
 * What of some bits parts the events: none that all events pass, one of those of the search where both part them alike.
 * @param {Uint16Array} failed
 * @returns {(bits: number) => number}
 */
function countingBits(failed) {
  const { own, wide } = BIT;
  let occurring = 0;
  let isAlike = true;
  for (let number = 0; number < failed.length; number += 1) {
    occurring |= failed[number];
    if ((failed[number] & (own | wide)) === own) isAlike = false;
  }
  return (bits) => occurring & (isAlike && bits & wide ? (bits | own) & ~wide : bits);
}

/**
 * @param {Uint16Array} failed
 * @param {number} mask
 * @returns {Selection} the events that have none of these bits
 */
function withoutFailures(failed, mask) {
  const numbers = (MEMO.numbers ??= new Uint32Array(failed.length));
  let length = 0;
  for (let number = 0; number < failed.length; number += 1) if (!(failed[number] & mask)) numbers[length++] = number;
  return new Selection(numbers.slice(0, length));
}

/**
 * @param {any} selection
 * @returns {number}
 */
function exactCount(selection) {
  return (selection.exact ??= exactOf(selection));
}

/**
 * @param {any} selection
 * @returns {number}
 */
function exactOf({ numbers }) {
  const { flags } = COLUMNS;
  let count = 0;
  for (let at = 0; at < numbers.length; at += 1) count += (flags[numbers[at]] >> FLAG.exact) & 1;
  return count;
}

/**
 * @param {any} selection
 * @returns {Map<number, number>}
 */
function yearCounts({ begins }) {
  const counts = new Map();
  for (let at = lowerBound(begins, EXTENT[0]); at < begins.length; ) {
    const { year } = civilDate(begins[at]);
    const next = lowerBound(begins, dayNumber(year + 1, 1, 1), at);
    counts.set(year, next - at);
    at = next;
  }
  return counts;
}

/**
 * None where there are too many to be drawn one by one.
 * @param {any} selection
 * @param {Scale} scale
 * @param {number} most
 * @returns {ChronicleEvent[]}
 */
function eventsWithin(selection, { from, to }, most) {
  const [first, last] = [lowerBound(selection.begins, from), lowerBound(selection.begins, to)];
  return last - first > MOST_LABELLED ? [] : selection.slice(first, Math.min(last, first + most));
}

/**
 * @param {any} selection
 * @param {{from: number, to: number}} range
 * @returns {Places}
 */
function placesOf(selection, { from, to }) {
  const { begins, ends, dated, length } = selection;
  const [begun, until] = [lowerBound(begins, from), lowerBound(begins, to)];
  const earlier = lowerBound(ends, from + 1e-6);
  return { in: until - begun, before: begun - earlier, earlier, later: dated - until, undated: length - dated };
}

/**
 * How many events begin in each unit of the overview.
 * @param {any} selection
 * @param {BinUnit} unit
 * @param {Scale} scale
 * @returns {Bin[]}
 */
function binned({ begins }, unit, { from, to }) {
  const edges = unitEdges(from, to, { months: unit.months });
  return edges.slice(1).flatMap((end, at) => {
    const count = lowerBound(begins, end) - lowerBound(begins, edges[at]);
    return count ? [{ from: edges[at], to: end, count }] : [];
  });
}
