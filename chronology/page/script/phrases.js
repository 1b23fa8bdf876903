/* Dates in words, for those of very many events that are looked at: years, months, days and ranges of them, as the
   library puts them. What has another form comes with its words. */
const PHRASE_DATE = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([?~%]?)$/;
const WEEKDAYS = [
  say("Thursday"),
  say("Friday"),
  say("Saturday"),
  say("Sunday"),
  say("Monday"),
  say("Tuesday"),
  say("Wednesday"),
];
const FIRST_GREGORIAN_YEAR = 1583;
const NOT_CLEAR = { day: say("The editors do not hold it for certain."), within: say("Known only roughly.") };

/**
 * @typedef {object} Told
 * @property {number} year
 * @property {number} month 0 where none is named
 * @property {number} day 0 where none is named
 * @property {string} mark its qualifier
 */

/**
 * @param {string} text
 * @returns {Told | null}
 */
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
    full: withWeekday(edtf, bounds, long),
    long,
    short: phrase(edtf, { short: true }),
    in_year: phrase(edtf, { unsaid: year }),
    brief: briefPhrase(edtf, bounds, reading, year),
  };
}

/**
 * @param {string} edtf
 * @param {{short?: boolean, unsaid?: number | null}} [options]  a year that goes without saying, if no other occurs
 * @returns {string}
 */
function phrase(edtf, { short = false, unsaid = null } = {}) {
  const [start, end] = edtf.split("/");
  const dates = [start, end].map((text) => toldDate(text ?? "")).filter(Boolean);
  const style = { short, noYear: unsaid !== null && dates.every(({ year }) => year === unsaid) };
  return end === undefined ? singlePhrase(dates[0], style) : rangePhrase(start, end, style);
}

/**
 * @typedef {{short: boolean, noYear: boolean}} PhraseStyle
 * @param {Told} date
 * @param {PhraseStyle} style
 * @returns {string}
 */
function datePhrase({ year, month, day }, { short, noYear }) {
  if (!month) return yearWords(year);
  if (day) return noYear ? dayInMonth(day, month, { short }) : inYear(dayInMonth(day, month, { short }), year);
  const name = short ? shortMonth(month) : longMonth(month);
  return noYear ? name : monthInYear(name, year);
}

/**
 * @param {Told} date
 * @param {PhraseStyle} style
 * @returns {string}
 */
function singlePhrase(date, style) {
  const name = datePhrase(date, style);
  const about = /[~%]/.test(date.mark) ? say("about {date}", { date: name }) : name;
  if (/[?%]/.test(date.mark)) return say("{date}, uncertain", { date: about });
  return date.day || date.mark ? about : say("some time in {date}", { date: name });
}

/**
 * @param {string} start
 * @param {string} end
 * @param {PhraseStyle} style
 * @returns {string}
 */
function rangePhrase(start, end, style) {
  const [first, last] = [toldDate(start), toldDate(end)];
  const said = [];
  if (first && last) said.push(spanPhrase(first, last, style));
  else if (first)
    said.push(say("from {date}", { date: endPhrase(first, style) }), end === ".." ? say("ongoing") : say("end unknown"));
  else
    said.push(
      say("until {date}", { date: endPhrase(last, style) }),
      start === ".." ? say("start open") : say("start unknown"),
    );
  const [isStart, isEnd] = [first, last].map((date) => /[?%]/.test(date?.mark ?? ""));
  if (isStart && isEnd) said.push(say("start and end uncertain"));
  else if (isStart) said.push(say("start uncertain"));
  else if (isEnd) said.push(say("end uncertain"));
  return clauses(said);
}

/**
 * @param {Told} date
 * @param {PhraseStyle} style
 * @returns {string}
 */
function endPhrase(date, style) {
  const words = datePhrase(date, style);
  return /[~%]/.test(date.mark) ? say("about {date}", { date: words }) : words;
}

/**
 * From one date to another: what both have in common is said once.
 * @param {Told} first
 * @param {Told} last
 * @param {PhraseStyle} style
 * @returns {string}
 */
function spanPhrase(first, last, style) {
  const isMarked = first.mark || last.mark;
  if (!isMarked && !first.month && !last.month) return fromTo(yearBefore(first, last), yearWords(last.year));
  if (isMarked || !first.month || !last.month || first.year !== last.year)
    return fromTo(endPhrase(first, style), endPhrase(last, style));
  if (first.day && last.day && first.month === last.month) {
    const days = daysInMonth(first.day, last.day, first.month, style);
    return style.noYear ? days : inYear(days, first.year);
  }
  const [from, to] = [first, last].map((date) => datePhrase(date, { ...style, noYear: true }));
  return style.noYear ? fromTo(from, to) : spanInYear(from, to, first.year);
}

/**
 * The first year of a range; in English without the letters that its last one bears, too.
 * @param {Told} first
 * @param {Told} last
 * @returns {string}
 */
function yearBefore(first, last) {
  const words = yearWords(first.year);
  return LANGUAGE === "en" && eraOf(first) === eraOf(last) ? words.replace(/ (BCE|CE)$/, "") : words;
}

/**
 * The letters behind a year, if any.
 * @param {{year: number}} date
 * @returns {string}
 */
function eraOf({ year }) {
  return / (BCE|CE)$/.exec(yearWords(year))?.[1] ?? "";
}

/**
 * With its day of the week, where the date is one of the calendar that we still use.
 * @param {string} edtf
 * @param {(number | null)[]} bounds
 * @param {string} words
 * @returns {string}
 */
function withWeekday(edtf, bounds, words) {
  const date = toldDate(edtf);
  if (!date?.day || date.mark || date.year < FIRST_GREGORIAN_YEAR) return words;
  return say("{weekday} {date}", { weekday: WEEKDAYS[((bounds[0] % 7) + 7) % 7], date: words });
}

/**
 * The fewest words, for a reader who sees the year: "24 Feb on", "some day", "4 Feb".
 * @param {string} edtf
 * @param {(number | null)[]} bounds
 * @param {string} reading
 * @param {number | null} year
 * @returns {string}
 */
function briefPhrase(edtf, bounds, reading, year) {
  const [start, end] = edtf.split("/");
  if (toldDate(start) && (end === ".." || end === "")) {
    return onPhrase(toldDate(start), end, year);
  }
  const words = phrase(edtf, { short: true, unsaid: year });
  if (reading !== "within" || /[?~%]/.test(edtf)) return words;
  return isWholeYear(bounds) ? say("some day") : words.replace(/^on one day /, "");
}

/**
 * A range without a known end by its start: "24 Feb on", "about 2014 to ?".
 * @param {Told} start
 * @param {string} end
 * @param {number | null} year  that goes without saying
 * @returns {string}
 */
function onPhrase(start, end, year) {
  const words = endPhrase(start, { short: true, noYear: start.year === year });
  const date = /[?%]/.test(start.mark) ? `${words}?` : words;
  return say(end ? "{date} on" : "{date} to ?", { date });
}

/**
 * @param {(number | null)[]} bounds
 * @returns {boolean}
 */
function isWholeYear([first, , , last]) {
  const { month, day } = civilDate(first);
  return month === 1 && day === 1 && last - first >= 364 && last - first <= 365;
}

/**
 * How well a date is known, in a sentence or two.
 * @param {{edtf: string, bounds: (number | null)[], reading: string}} date
 * @returns {string}
 */
function certaintyPhrase({ edtf, bounds, reading }) {
  const marks = edtf.match(/[?~%]/g) ?? [];
  const sentences = [reading === "range" ? rangePrecision(edtf, bounds) : momentPrecision(reading, marks.length)];
  if (marks.some((mark) => mark !== "?")) sentences.push(say("It is approximate."));
  if (marks.some((mark) => mark !== "~")) sentences.push(say("Its source is uncertain of it."));
  return sentences.join(LANGUAGE === "zh" ? "" : " ");
}

/**
 * @param {string} reading
 * @param {number} isDoubted
 * @returns {string}
 */
function momentPrecision(reading, isDoubted) {
  if (isDoubted) return NOT_CLEAR[reading];
  return reading === "day" ? say("Certain to the day.") : say("One moment in this time; no day is favoured.");
}

/**
 * @param {string} edtf
 * @param {(number | null)[]} bounds
 * @returns {string}
 */
function rangePrecision(edtf, [startMin, startMax, endMin, endMax]) {
  const [first, last] = edtf.split("/");
  const known = (text, from, to) => (text && text !== ".." && from !== null && to !== null ? to - from + 1 : null);
  const [startDays, endDays] = [known(first, startMin, startMax), known(last, endMin, endMax)];
  if (startDays === 1 && endDays === 1) return say("Start and end are known to the day.");
  const start = startPrecision(startDays, first === "..");
  return say("{start}; {end}.", { start, end: endPrecision(endDays, last === "..") });
}

/**
 * @param {number | null} days
 * @param {boolean} isOpen
 * @returns {string}
 */
function startPrecision(days, isOpen) {
  if (isOpen) return say("The start is before all record");
  if (days === null) return say("The start is not known");
  if (days === 1) return say("The start is known to the day");
  return say("The start is known to within {time}", { time: roomPhrase(days) });
}

/**
 * @param {number | null} days
 * @param {boolean} isOpen
 * @returns {string}
 */
function endPrecision(days, isOpen) {
  if (isOpen) return say("no end so far");
  if (days === null) return say("the end is not known");
  if (days === 1) return say("the end is known to the day");
  return say("the end is known to within {time}", { time: roomPhrase(days) });
}

/**
 * A number of days in which something lies, never fewer than there are: "28 days", "21 years".
 * @param {number} days
 * @returns {string}
 */
function roomPhrase(days) {
  if (days < 60) return counted(days, "day");
  const months = Math.ceil(days / 30.436875 - 0.1);
  return months < 24 ? counted(months, "month") : counted(Math.ceil(days / 365.2425 - 0.01), "year");
}
