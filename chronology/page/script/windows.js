/* Which stretch of time the picture shows: the default, the presets and the limits. */
/** @typedef {{name: string, range: DayRange}} Preset */

const EXTENT = fullExtent();
const PRESETS = presets();

/**
 * All days that an event names, with a little air.
 * @returns {DayRange}
 */
function fullExtent() {
  let first = Infinity;
  let last = -Infinity;
  for (const event of DATED_EVENTS) {
    for (const day of event.bounds) {
      if (day === null) continue;
      first = Math.min(first, day);
      last = Math.max(last, day + 1);
    }
  }
  if (first > last) return [0, 365];
  const air = Math.max((last - first) * 0.02, 3);
  return [first - air, last + air];
}

/** @returns {DayRange} */
function wholeYears() {
  const first = civilDate(EXTENT[0]).year;
  const last = civilDate(EXTENT[1]).year;
  return EXTENT[1] - EXTENT[0] > 4 * 366 ? [dayNumber(first, 1, 1), dayNumber(last + 1, 1, 1)] : EXTENT;
}

/**
 * The shortest month-aligned window that holds `wanted` starts, as [first day, day after the last].
 * @param {number[]} starts  in order
 * @param {number} wanted
 * @returns {DayRange | null}
 */
function shortestWindow(starts, wanted) {
  /** @type {DayRange | null} */
  let best = null;
  for (let index = 0; index + wanted <= starts.length; index += 1) {
    const from = monthStart(starts[index]);
    const to = monthStart(starts[index + wanted - 1], 1);
    if (!best || to - from < best[1] - best[0]) best = [from, to];
  }
  return best;
}

/**
 * The run of `months` months with most starts outside `taken`.
 * @param {number[]} starts
 * @param {number} months
 * @param {DayRange | null} taken
 * @returns {{window: DayRange, count: number} | null}
 */
function densestWindow(starts, months, taken) {
  /** @type {{window: DayRange, count: number} | null} */
  let best = null;
  for (const start of starts) {
    /** @type {DayRange} */
    const window = [monthStart(start), monthStart(start, months)];
    if (taken && window[0] < taken[1] && taken[0] < window[1]) continue;
    const count = starts.filter((day) => day >= window[0] && day < window[1]).length;
    if (!best || count > best.count) best = { window, count };
  }
  return best;
}

/**
 * @param {DayRange} range
 * @returns {string}
 */
function monthSpanWords([from, to]) {
  const first = civilDate(from);
  const last = civilDate(to - 1);
  if (first.year === last.year && first.month === last.month) return monthInYear(shortMonth(last.month), last.year);
  return monthsWords(first, last, shortMonth);
}

/**
 * The ranges to choose from, and the one that the page opens with.
 * @returns {{list: Preset[], standard: DayRange}}
 */
function presets() {
  const own = usualPresets();
  if (!DATA.range) return own;
  return { list: [{ name: capital(rangeWords(DATA.range)), range: DATA.range }, ...own.list], standard: DATA.range };
}

/** @returns {{list: Preset[], standard: DayRange}} */
function usualPresets() {
  const all = { name: say("All years"), range: wholeYears() };
  const starts = sortedStarts();
  if (starts.length < 6) return { list: [all], standard: all.range };
  const list = [all];
  const busiest = shortestWindow(starts, Math.ceil((starts.length * 2) / 3));
  /** @type {DayRange} */
  const aired = [monthStart(busiest[0], -1), monthStart(busiest[1], 1)];
  if (aired[1] - aired[0] < 0.7 * (all.range[1] - all.range[0])) {
    const months = monthsBetween(aired[0], aired[1]);
    list.push({
      name: months <= 36 ? say("Busiest {n} months", { n: months }) : say("Busiest {n} years", { n: Math.round(months / 12) }),
      range: aired,
    });
  }
  const standard = list[list.length - 1].range;
  const quarter = starts.length <= 5000 ? densestWindow(starts, 3, null) : null;
  /** @type {(range: DayRange) => boolean} */
  const wide = (range) => range[1] - range[0] > 0.7 * (standard[1] - standard[0]);
  if (quarter && quarter.count >= 4 && !wide(quarter.window)) {
    list.push({ name: monthSpanWords(quarter.window), range: quarter.window });
    const month = densestWindow(starts, 1, quarter.window);
    if (month && month.count >= 3) list.push({ name: monthSpanWords(month.window), range: month.window });
  }
  return { list, standard };
}

/** @returns {DayRange} */
function shownRange() {
  return view.range ?? PRESETS.standard;
}

/**
 * A range kept within reach of the events and no shorter than four days.
 * @param {number[]} range
 * @returns {DayRange}
 */
function keptRange([from, to]) {
  const [least, most] = wholeYears();
  const span = Math.min(Math.max(to - from, 4), (most - least) * 1.1);
  const middle = (from + to) / 2;
  const slack = (most - least) * 0.05;
  const start = Math.min(Math.max(middle - span / 2, least - slack), most + slack - span);
  return [start, start + span];
}

/**
 * @param {DayRange} one
 * @param {DayRange} other
 * @returns {boolean}
 */
function sameRange(one, other) {
  return Math.abs(one[0] - other[0]) < 0.5 && Math.abs(one[1] - other[1]) < 0.5;
}
