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
  if (year <= 0) return say("{year} BCE", { year: yearDigits(1 - year) });
  return say(year < 1000 ? "{year} CE" : "{year}", { year: yearDigits(year) });
}

/**
 * Digits in threes where there are more than four.
 * @param {number} year
 * @returns {string}
 */
function yearDigits(year) {
  return year < 10000 ? String(year) : numeral(year);
}

/**
 * A month by itself; the names of all are in MONTHS.
 * @param {number} month
 * @returns {string}
 */
function longMonth(month) {
  return say(MONTHS[month - 1]);
}

/**
 * A day in its month: "24 February", "24 Feb".
 * @param {number | string} day
 * @param {number} month
 * @param {{short?: boolean}} [options]
 * @returns {string}
 */
function dayInMonth(day, month, { short = false } = {}) {
  const name = MONTHS[month - 1];
  return say(`{day} ${short ? name.slice(0, 3) : name}`, { day: String(day), n: Number(day) });
}

/**
 * A day in its month and year: "24 February 2014".
 * @param {string} date
 * @param {number} year
 * @returns {string}
 */
function inYear(date, year) {
  return say("{date} {year}", { date, year: yearWords(year) });
}

/**
 * A month in its year: "February 2014", "Feb 2014".
 * @param {string} month
 * @param {number} year
 * @returns {string}
 */
function monthInYear(month, year) {
  return say("{month} {year}", { month, year: yearWords(year) });
}

/**
 * From one month or day to another of the same year: "January to March 2014", "3 Feb to 5 Mar 2014".
 * @param {string} first
 * @param {string} last
 * @param {number} year
 * @returns {string}
 */
function spanInYear(first, last, year) {
  return say("{first} to {last} {year}", { first, last, year: yearWords(year) });
}

/**
 * A year beside others on an axis: no more than its digits, where they say it.
 * @param {number} year
 * @returns {string}
 */
function axisYear(year) {
  return year < 1000 ? yearWords(year) : yearDigits(year);
}

/**
 * @param {string} first
 * @param {string} last
 * @returns {string}
 */
function fromTo(first, last) {
  return say("{first} to {last}", { first, last });
}

/**
 * @param {number} month
 * @returns {string}
 */
function shortMonth(month) {
  return say(MONTHS[month - 1].slice(0, 3));
}

/**
 * @param {number} number
 * @param {{year?: boolean}} [options]
 * @returns {string}
 */
function shortDay(number, { year = true } = {}) {
  const date = civilDate(number);
  const words = dayInMonth(date.day, date.month, { short: true });
  return year ? inYear(words, date.year) : words;
}

/**
 * Some days of a month: "3 to 5 March".
 * @param {number} first
 * @param {number} last
 * @param {number} month
 * @param {{short?: boolean}} [options]
 * @returns {string}
 */
function daysInMonth(first, last, month, options) {
  return dayInMonth(say("{day} to {last_day}", { day: String(first), last_day: String(last) }), month, options);
}

/**
 * @typedef {{year: number, month: number}} YearAndMonth
 * @param {YearAndMonth} first
 * @param {YearAndMonth} last  another month
 * @param {(month: number) => string} named
 * @returns {string}
 */
function monthsWords(first, last, named) {
  if (first.year === last.year) return spanInYear(named(first.month), named(last.month), last.year);
  return fromTo(monthInYear(named(first.month), first.year), monthInYear(named(last.month), last.year));
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
  const sameYear = first.year === last.year;
  if (days > 365 * 7) return sameYear ? yearWords(first.year) : fromTo(yearWords(first.year), yearWords(last.year));
  if (days > 120) return monthsWords(first, last, longMonth);
  if (!sameYear) return fromTo(shortDay(from), shortDay(to - 0.001));
  if (first.month !== last.month)
    return spanInYear(shortDay(from, { year: false }), shortDay(to - 0.001, { year: false }), first.year);
  if (first.day === last.day) return shortDay(from);
  return inYear(daysInMonth(first.day, last.day, first.month, { short: true }), first.year);
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
