/* The days between which a reader looks: what they typed, and whether an event lies there surely, perhaps or not. */
const IMPOSSIBLE = 0;
const POSSIBLE = 1;
const CERTAIN = 2;
const ERA = "(?:\\s*(b\\.?c\\.?(?:e\\.?)?|c\\.?e\\.?|a\\.?d\\.?))?";
const TYPED_ISO = /^(-?)(\d{1,13})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;
const TYPED_YEAR = new RegExp(`^(\\d{1,13})${ERA}$`, "i");
const TYPED_WORDS = new RegExp(`^(?:(\\d{1,2})\\s+)?([a-z]{3,9})\\.?\\s+(\\d{1,13})${ERA}$`, "i");

/**
 * @typedef {object} TypedDate
 * @property {number} first the first day that the text names
 * @property {number} last the last one
 * @property {string} text year, month or day as in a link: `2014`, `2014-02`, `-0489-09-12`
 * @property {string} words the same for people: `20 February 2014`, `490 BCE`
 */

/**
 * The year, month or day that a reader typed: `2014`, `2014-02`, `2014-02-20`, `-0490`, `490 BCE`, `20 Feb 2014`.
 * @param {string} typed
 * @returns {TypedDate | null} nothing where it is none, or no calendar has it
 */
function typedDate(typed) {
  const text = typed.trim().replace(/[−–]/g, "-").replace(/(?<=\d),(?=\d{3})/g, "").replace(/\s+/g, " ");
  const iso = TYPED_ISO.exec(text);
  if (iso) return namedDate(Number(iso[2]) * (iso[1] ? -1 : 1), iso[3], iso[4]);
  const year = TYPED_YEAR.exec(text);
  if (year) return namedDate(yearOfEra(Number(year[1]), year[2]));
  const words = TYPED_WORDS.exec(text);
  const month = words ? monthNamed(words[2]) : 0;
  return month ? namedDate(yearOfEra(Number(words[3]), words[4]), month, words[1]) : null;
}

/**
 * The number of a month by its English name or the first three letters or more of it; 0 for any other word.
 * @param {string} name
 * @returns {number}
 */
function monthNamed(name) {
  return MONTHS.findIndex((month) => month.toLowerCase().startsWith(name.toLowerCase())) + 1;
}

/**
 * An astronomical year: 490 BCE is -489. There is no year 0 with an era.
 * @param {number} year
 * @param {string} [era]
 * @returns {number}
 */
function yearOfEra(year, era) {
  if (era && !year) return NaN;
  return /^b/i.test(era ?? "") ? 1 - year : year;
}

/**
 * @param {number} year
 * @param {string | number} [month]
 * @param {string | number} [day]
 * @returns {TypedDate | null}
 */
function namedDate(year, month, day) {
  const [inMonth, onDay] = [Number(month ?? 1), Number(day ?? 1)];
  if (Number.isNaN(year) || inMonth < 1 || inMonth > 12) return null;
  const start = dayNumber(year, inMonth, 1);
  if (onDay < 1 || onDay > dayNumber(year, inMonth + 1, 1) - start) return null;
  const first = start + onDay - 1;
  if (day !== undefined) return dateOf(first, first, 3);
  if (month !== undefined) return dateOf(first, dayNumber(year, inMonth + 1, 1) - 1, 2);
  return dateOf(first, dayNumber(year + 1, 1, 1) - 1, 1);
}

/**
 * The year, month or day (1, 2 or 3 parts) that begins on `first` and ends on `last`.
 * @param {number} first
 * @param {number} last
 * @param {number} parts
 * @returns {TypedDate}
 */
function dateOf(first, last, parts) {
  const { year, month, day } = civilDate(first);
  const text = /^(-?\d+)-(\d+)-(\d+)$/.exec(isoDay(first)).slice(1, parts + 1).join("-");
  if (parts === 1) return { first, last, text, words: yearWords(year) };
  const words = parts > 2 ? inYear(dayInMonth(day, month), year) : monthInYear(longMonth(month), year);
  return { first, last, text, words };
}

/**
 * A range of days as the two dates that name it, as coarse as they can be: all of 2014 is from `2014` to `2014`.
 * @param {DayRange} range
 * @returns {{from: TypedDate, to: TypedDate}}
 */
function datesOfRange([start, end]) {
  const [first, last] = [Math.round(start), Math.max(Math.round(end) - 1, Math.round(start))];
  const from = civilDate(first);
  const to = civilDate(last + 1);
  const fromParts = from.day > 1 ? 3 : from.month > 1 ? 2 : 1;
  const toParts = to.day > 1 ? 3 : to.month > 1 ? 2 : 1;
  return { from: dateOf(first, first, fromParts), to: dateOf(last, last, toParts) };
}

/**
 * Whether an event shares at least one day with a span. A doubtful date (`? ~ %`) makes nothing certain, as in
 * `during(...)` of the library; of a set of single days only these days count.
 * @param {{bounds: (number|null)[], begin: number, finish: number, anchor: number|null, doubt: string[], days?: number[]}} event
 * @param {{first: number, last: number}} span first and last day, either of which may be infinite
 * @returns {0 | 1 | 2} IMPOSSIBLE, POSSIBLE or CERTAIN
 */
function overlap(event, { first, last }) {
  if (event.anchor === null) return IMPOSSIBLE;
  if (event.begin > last || event.finish <= first) return IMPOSSIBLE;
  if (event.days && !event.days.some((day) => day >= first && day <= last)) return IMPOSSIBLE;
  const [startMin, startMax, endMin, endMax] = event.bounds;
  const latestStart = startMax ?? (startMin === null ? -Infinity : Infinity);
  const earliestEnd = endMin ?? (endMax === null ? Infinity : -Infinity);
  const certain = latestStart <= last && earliestEnd >= first && !event.doubt.some(Boolean);
  return certain ? CERTAIN : POSSIBLE;
}

/**
 * The span that two typed dates name.
 * @param {{from: TypedDate | null, to: TypedDate | null}} dates
 * @returns {{first: number, last: number} | null} nothing where neither is given
 */
function spanOf({ from, to }) {
  return from || to ? { first: from?.first ?? -Infinity, last: to?.last ?? Infinity } : null;
}

/**
 * Whether an event lies only perhaps between the reader's dates.
 * @param {ChronicleEvent} event
 * @returns {boolean}
 */
function isPerhaps(event) {
  const span = spanOf(view.dates);
  return span !== null && overlap(event, span) === POSSIBLE;
}
