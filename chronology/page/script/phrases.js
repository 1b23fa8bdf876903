/* Dates in words, for those of very many events that are looked at: years, months, days and ranges of them, as the
   library puts them. What has another form comes with its words. */
const PHRASE_DATE = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([?~%]?)$/;
const WEEKDAYS = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];
const FIRST_GREGORIAN_YEAR = 1583;
const NOT_CLEAR = { day: "The editors do not hold it for certain.", within: "Known only roughly." };

/**
 * @typedef {object} Told
 * @property {number} year
 * @property {number} month 0 where none is named
 * @property {number} day 0 where none is named
 * @property {string} mark its qualifier
 */

/** @returns {Told | null} */
function toldDate(text) {
  const match = PHRASE_DATE.exec(text);
  return match && { year: Number(match[1]), month: Number(match[2] ?? 0), day: Number(match[3] ?? 0), mark: match[4] };
}

/**
 * What is said of a date that the library does not say itself.
 * @param {{edtf: string, bounds: (number|null)[], reading: string, year: number|null}} date
 * @returns {{full: string, long: string, short: string, in_year: string, brief: string}}
 */
function phrasesOf({ edtf, bounds, reading, year }) {
  const long = phrase(edtf);
  return {
    full: weekdayBefore(edtf, bounds) + long,
    long,
    short: phrase(edtf, { short: true }),
    in_year: phrase(edtf, { unsaid: year }),
    brief: briefPhrase(edtf, bounds, reading, year),
  };
}

/**
 * @param {string} edtf
 * @param {{short?: boolean, unsaid?: number | null}} [options] a year that goes without saying, if no other occurs
 */
function phrase(edtf, { short = false, unsaid = null } = {}) {
  const [start, end] = edtf.split("/");
  const dates = [start, end].map((text) => toldDate(text ?? "")).filter(Boolean);
  const style = { short, noYear: unsaid !== null && dates.every(({ year }) => year === unsaid) };
  return end === undefined ? singlePhrase(dates[0], style) : rangePhrase(start, end, style);
}

function datePhrase({ year, month, day }, { short, noYear, noMonth, bare }) {
  if (!month) return bare ? yearWords(year).replace(/ (BCE|CE)$/, "") : yearWords(year);
  const words = [day || "", noMonth ? "" : short ? shortMonth(month) : MONTHS[month - 1], noYear ? "" : yearWords(year)];
  return words.filter((word) => word !== "").join(" ");
}

function singlePhrase(date, style) {
  const name = datePhrase(date, style);
  if (/[~%]/.test(date.mark)) return `about ${name}${date.mark === "%" ? ", uncertain" : ""}`;
  if (date.mark) return `${name}, uncertain`;
  return date.day ? name : `some time in ${name}`;
}

function rangePhrase(start, end, style) {
  const [first, last] = [toldDate(start), toldDate(end)];
  const clauses = [];
  if (first && last) clauses.push(`${endPhrase(first, terse(first, last, style))} to ${endPhrase(last, style)}`);
  else if (first) clauses.push(`from ${endPhrase(first, style)}`, end === ".." ? "ongoing" : "end unknown");
  else clauses.push(`until ${endPhrase(last, style)}`, start === ".." ? "start open" : "start unknown");
  const uncertain = ["start", "end"].filter((_, at) => /[?%]/.test([first, last][at]?.mark ?? ""));
  if (uncertain.length) clauses.push(`${uncertain.join(" and ")} uncertain`);
  return clauses.join(", ");
}

function endPhrase(date, style) {
  return `${/[~%]/.test(date.mark) ? "about " : ""}${datePhrase(date, style)}`;
}

/** What the start of a range need not say, since its end does. */
function terse(first, last, style) {
  if (first.mark || last.mark) return style;
  if (!first.month && !last.month) return { ...style, bare: eraOf(first) === eraOf(last) };
  if (!first.month || !last.month || first.year !== last.year) return style;
  return { ...style, noYear: true, noMonth: Boolean(first.day && last.day) && first.month === last.month };
}

/** The letters behind a year, if any. */
function eraOf({ year }) {
  return / (BCE|CE)$/.exec(yearWords(year))?.[1] ?? "";
}

function weekdayBefore(edtf, bounds) {
  const date = toldDate(edtf);
  if (!date?.day || date.mark || date.year < FIRST_GREGORIAN_YEAR) return "";
  return `${WEEKDAYS[((bounds[0] % 7) + 7) % 7]} `;
}

/** The fewest words, for a reader who sees the year: "24 Feb on", "some day", "4 Feb". */
function briefPhrase(edtf, bounds, reading, year) {
  const [start, end] = edtf.split("/");
  if (toldDate(start) && (end === ".." || end === "")) {
    const plain = phrase(start, { short: true, unsaid: year }).replace(/^some time in /, "");
    const said = plain.replace(/, uncertain$/, "?");
    return end ? `${said} on` : `${said} to ?`;
  }
  const words = phrase(edtf, { short: true, unsaid: year });
  if (reading !== "within" || /[?~%]/.test(edtf)) return words;
  return isWholeYear(bounds) ? "some day" : words.replace(/^on one day /, "");
}

function isWholeYear([first, , , last]) {
  const { month, day } = civilDate(first);
  return month === 1 && day === 1 && last - first >= 364 && last - first <= 365;
}

/**
 * How well a date is known, in a sentence or two.
 * @returns {string}
 */
function certaintyPhrase({ edtf, bounds, reading }) {
  const marks = edtf.match(/[?~%]/g) ?? [];
  const sentences = [reading === "range" ? rangePrecision(edtf, bounds) : momentPrecision(reading, marks.length)];
  if (marks.some((mark) => mark !== "?")) sentences.push("It is approximate.");
  if (marks.some((mark) => mark !== "~")) sentences.push("Its source is uncertain of it.");
  return sentences.join(" ");
}

function momentPrecision(reading, isDoubted) {
  if (isDoubted) return NOT_CLEAR[reading];
  return reading === "day" ? "Certain to the day." : "One moment in this time; no day is favoured.";
}

function rangePrecision(edtf, [startMin, startMax, endMin, endMax]) {
  const [first, last] = edtf.split("/");
  const start = endPrecision(first, startMin, startMax, "before all record");
  const end = endPrecision(last, endMin, endMax, "still to come");
  if (start === "known to the day" && end === start) return "Start and end are known to the day.";
  return `The start is ${start}; ${end === "still to come" ? "no end so far" : `the end is ${end}`}.`;
}

function endPrecision(text, first, last, open) {
  if (text === "..") return open;
  if (!text || first === null || last === null) return "not known";
  return first === last ? "known to the day" : `known to within ${roomPhrase(last - first + 1)}`;
}

/** A number of days in which something lies, never fewer than there are: "28 days", "21 years". */
function roomPhrase(days) {
  if (days < 60) return counted(days, "day");
  const months = Math.ceil(days / 30.436875 - 0.1);
  return months < 24 ? counted(months, "month") : counted(Math.ceil(days / 365.2425 - 0.01), "year");
}
