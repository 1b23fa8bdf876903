/* Very many spans of days, in the order of their beginning: how many there are where, and which are the longest. */
const BLOCK = 256;
const MOST_COUNTED_DAYS = 2e6;

/**
 * The first place of a sorted list whose number is not below another.
 * @param {ArrayLike<number>} sorted
 * @param {number} number
 * @param {number} [low] where to begin
 * @param {number} [high] where to end
 * @returns {number}
 */
function lowerBound(sorted, number, low = 0, high = sorted.length) {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * As `lowerBound`, for a place not far behind where to begin.
 * @param {ArrayLike<number>} sorted
 * @param {number} number
 * @param {number} low
 * @returns {number}
 */
function lowerBoundNear(sorted, number, low) {
  let step = 1;
  while (low + step < sorted.length && sorted[low + step] < number) step *= 2;
  return lowerBound(sorted, number, low + (step >> 1), Math.min(low + step, sorted.length));
}

/**
 * How many spans touch each bin.
 * @param {ArrayLike<number>} begins sorted
 * @param {ArrayLike<number>} ends sorted for themselves, each the first day after its span
 * @param {ArrayLike<number>} edges of the bins, one more than there are bins
 * @returns {Uint32Array}
 */
function touching(begins, ends, edges) {
  const counts = new Uint32Array(Math.max(edges.length - 1, 0));
  let [begun, ended] = [0, 0];
  for (let bin = 0; bin < counts.length; bin += 1) {
    begun = lowerBound(begins, edges[bin + 1], begun);
    ended = lowerBound(ends, edges[bin] + 1e-6, ended);
    counts[bin] = begun - ended;
  }
  return counts;
}

/**
 * The latest end of each block of spans: an index to long ones that began long ago.
 * @param {ArrayLike<number>} ends in the order of the beginnings
 * @returns {Float64Array}
 */
function latestEnds(ends) {
  const latest = new Float64Array(Math.ceil(ends.length / BLOCK)).fill(-Infinity);
  for (let index = 0; index < ends.length; index += 1) {
    const block = Math.floor(index / BLOCK);
    if (ends[index] > latest[block]) latest[block] = ends[index];
  }
  return latest;
}

/**
 * The places of spans that touch a range, in the order of their beginning.
 * @param {{begins: ArrayLike<number>, ends: ArrayLike<number>, latest: Float64Array}} spans `ends` in the same order
 * @param {number} from
 * @param {number} to the first day after the range
 * @returns {number[]}
 */
function placesWithin({ begins, ends, latest }, from, to) {
  const [first, last] = [lowerBound(begins, from), lowerBound(begins, to)];
  const places = [];
  for (let block = 0; block * BLOCK < first; block += 1) {
    if (latest[block] <= from) continue;
    const end = Math.min((block + 1) * BLOCK, first);
    for (let place = block * BLOCK; place < end; place += 1) if (ends[place] > from) places.push(place);
  }
  for (let place = first; place < last; place += 1) places.push(place);
  return places;
}

/**
 * Of spans that begin in the same bucket of a range the longest each, of equals the first.
 * @param {number[]} places
 * @param {{begins: ArrayLike<number>, ends: ArrayLike<number>}} spans
 * @param {number} from
 * @param {number} to
 * @param {number} buckets
 * @returns {number[]} some of the places, in their order
 */
function longestEach(places, { begins, ends }, from, to, buckets) {
  const best = new Int32Array(buckets).fill(-1);
  const length = (place) => ends[place] - begins[place];
  for (const place of places) {
    const bucket = Math.min(Math.max(Math.floor(((begins[place] - from) / (to - from)) * buckets), 0), buckets - 1);
    if (best[bucket] < 0 || length(place) > length(best[bucket])) best[bucket] = place;
  }
  return [...best].filter((place) => place >= 0).sort((one, other) => one - other);
}

/**
 * Numbers in order, in place: days that lie close together are counted, not compared.
 * @template {Int32Array | Float64Array} Numbers
 * @param {Numbers} numbers
 * @param {number} beyond  no day but "no end": they stand last
 * @returns {any} the same numbers
 */
function sortedDays(numbers, beyond) {
  let [least, most] = [Infinity, -Infinity];
  for (let at = 0; at < numbers.length; at += 1) {
    if (numbers[at] < least) least = numbers[at];
    if (numbers[at] > most && numbers[at] < beyond) most = numbers[at];
  }
  if (!(most >= least && most - least < MOST_COUNTED_DAYS)) return numbers.sort();
  const counts = new Uint32Array(most - least + 1);
  for (let at = 0; at < numbers.length; at += 1) if (numbers[at] < beyond) counts[numbers[at] - least] += 1;
  let at = 0;
  for (let day = 0; day < counts.length; day += 1) for (let left = counts[day]; left; left -= 1) numbers[at++] = least + day;
  return numbers.fill(beyond, at);
}

/**
 * The edges of calendar units that cover a range.
 * @param {number} from
 * @param {number} to
 * @param {{days?: number, months?: number}} unit
 * @returns {number[]}
 */
function unitEdges(from, to, { days, months }) {
  if (days) {
    const first = Math.floor((from - MONDAY) / days) * days + MONDAY;
    return Array.from({ length: Math.ceil((to - first) / days) + 1 }, (_, index) => first + index * days);
  }
  const { year, month } = civilDate(from);
  const first = Math.floor((year * 12 + month - 1) / months) * months;
  const edges = [];
  for (let at = first; !edges.length || edges[edges.length - 1] < to; at += months) edges.push(dayNumber(0, at + 1, 1));
  return edges;
}

/** A Monday, on which weeks begin: 5 January 1970. */
const MONDAY = 4;
