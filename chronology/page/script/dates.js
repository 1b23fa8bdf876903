/* Days are numbers since 1970-01-01, proleptic Gregorian; years are astronomical (0 is 1 BCE). */
/**
 * @typedef {[number, number]} DayRange  half-open: the first day, and the day after the last
 * @typedef {{year: number, month: number, day: number}} CivilDate  of the month 1 to 12
 */

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/**
 * @param {number} year
 * @param {number} month  from 1; beyond 12 or below 1 it is counted on into other years
 * @param {number} day  counted on likewise
 * @returns {number}
 */
function dayNumber(year, month, day) {
  const months = year * 12 + month - 1;
  year = Math.floor(months / 12);
  month = months - year * 12 + 1;
  const shifted = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leaps = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return 365 * shifted + leaps + dayOfYear - 719468;
}

/**
 * @param {number} number
 * @returns {CivilDate}
 */
function civilDate(number) {
  const shifted = Math.floor(number) + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1,
  };
}

/**
 * @param {number} number  a day
 * @param {number} [later]  so many months later
 * @returns {number}
 */
function monthStart(number, later = 0) {
  const { year, month } = civilDate(number);
  return dayNumber(year, month + later, 1);
}

/**
 * @param {number} first
 * @param {number} last
 * @returns {number}
 */
function monthsBetween(first, last) {
  const from = civilDate(first);
  const to = civilDate(last);
  return (to.year - from.year) * 12 + to.month - from.month;
}

/**
 * A year as people write it: no year 0, BCE and CE said where they are needed.
 * @param {number} year
 * @returns {string}
 */
function yearWords(year) {
  if (year <= 0) return `${yearDigits(1 - year)} BCE`;
  return year < 1000 ? `${year} CE` : yearDigits(year);
}

/**
 * Digits in threes where there are more than four.
 * @param {number} year
 * @returns {string}
 */
function yearDigits(year) {
  return year < 10000 ? String(year) : year.toLocaleString("en-GB");
}

/**
 * @param {number} month
 * @returns {string}
 */
function shortMonth(month) {
  return MONTHS[month - 1].slice(0, 3);
}

/**
 * @param {number} number
 * @param {{year?: boolean}} [options]
 * @returns {string}
 */
function shortDay(number, { year = true } = {}) {
  const date = civilDate(number);
  return `${date.day} ${shortMonth(date.month)}${year ? ` ${yearWords(date.year)}` : ""}`;
}

/**
 * The title of a half-open range of days, as coarse as its length allows.
 * @param {DayRange} range
 * @returns {string}
 */
function rangeWords([from, to]) {
  const first = civilDate(from);
  const last = civilDate(Math.ceil(to) - 1);
  const days = to - from;
  if (days > 365 * 7) return yearWords(first.year) + (first.year === last.year ? "" : ` to ${yearWords(last.year)}`);
  if (days > 120) {
    const start =
      first.year === last.year ? MONTHS[first.month - 1] : `${MONTHS[first.month - 1]} ${yearWords(first.year)}`;
    return `${start} to ${MONTHS[last.month - 1]} ${yearWords(last.year)}`;
  }
  const sameMonth = first.year === last.year && first.month === last.month;
  if (sameMonth && first.day === last.day) return shortDay(from);
  const start = sameMonth ? first.day : shortDay(from, { year: first.year !== last.year });
  return `${start} to ${shortDay(to - 0.001)}`;
}

/**
 * @param {number} number
 * @returns {string}
 */
function isoDay(number) {
  const { year, month, day } = civilDate(number);
  const digits = String(Math.abs(year)).padStart(4, "0");
  return `${year < 0 ? "-" : ""}${digits}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/**
 * @param {string} text
 * @returns {number | null} nothing where it is no day
 */
function parsedDay(text) {
  const match = /^(-?)(\d{4,13})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const year = Number(match[2]) * (match[1] ? -1 : 1);
  return dayNumber(year, Number(match[3]), Number(match[4]));
}
