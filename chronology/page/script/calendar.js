/* The results as a calendar (RFC 5545). Only what is dated to the day can stand in one; the others are counted. */
const FIRST_CALENDAR_DAY = dayNumber(1, 1, 1);
const LAST_CALENDAR_DAY = dayNumber(9999, 12, 31);
/** @type {Record<string, string>} */
const CALENDAR_STATUS = {
  planned: "TENTATIVE",
  alleged: "TENTATIVE",
  disputed: "TENTATIVE",
  did_not_happen: "CANCELLED",
};

/**
 * Whether first and last day are known, not several days apart, and such as a calendar can hold: of the years 1 to
 * 9999, with the day after the last one, too.
 * @param {EventEntry} event
 * @returns {boolean}
 */
function fitsCalendar({ bounds: [first, startMax, endMin, last], doubt, edtf }) {
  if (first === null || last === null || first !== startMax || endMin !== last) return false;
  return !doubt.some(Boolean) && !edtf.startsWith("{") && first >= FIRST_CALENDAR_DAY && last < LAST_CALENDAR_DAY;
}

/** The results as a calendar. Its time stamps are the last day of the data, never the clock: the same page gives the
    same bytes.
    @returns {string} */
function resultsIcs() {
  const { title, description, events: all } = rawData();
  const events = rawEvents(results);
  const kept = events.filter(fitsCalendar);
  const stamp = `${calendarDay(lastDay(all))}T000000Z`;
  const name = slugOf(title) || "chronology";
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//chronology//page//EN",
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${calendarText(title)}`,
    description ? `X-WR-CALDESC:${calendarText(description)}` : "",
    `X-CHRONOLOGY-LEFT-OUT:${calendarText(leftOutWords(events.length - kept.length))}`,
    ...kept.flatMap((event) => calendarEvent(event, name, stamp)),
    "END:VCALENDAR",
  ]
    .filter(Boolean)
    .map(calendarLine)
    .join("");
}

/** How many events are left out of the calendar, and why.
    @param {number} number
    @returns {string} */
function leftOutWords(number) {
  return number ? `${number.toLocaleString("en-GB")} left out as not dated to the day` : "none left out";
}

/**
 * The last day on record that a calendar can hold.
 * @param {EventEntry[]} events
 * @returns {number}
 */
function lastDay(events) {
  const days = events
    .flatMap(({ bounds }) => bounds)
    .filter((day) => day >= FIRST_CALENDAR_DAY && day <= LAST_CALENDAR_DAY && day !== null);
  return extremes(days)?.[1] ?? 0;
}

/**
 * @param {EventEntry} event
 * @param {string} name  of the chronology
 * @param {string} stamp
 * @returns {string[]} lines
 */
function calendarEvent(event, name, stamp) {
  const { places, actors } = rawData();
  const where = event.places.map((id) => (Object.hasOwn(places, id) ? places[id] : id));
  const who = uniqueIds(event.people.map(([id]) => (Object.hasOwn(actors, id) ? actors[id].name : id)));
  const words = [
    event.summary,
    `${event.words.long} (EDTF ${event.edtf}), ${event.status.replace(/_/g, " ")}`,
    who.length ? `With: ${who.join(", ")}` : "",
    event.note,
    ...sourcesOf(event).map(([, source]) => referenceText(source, (address) => `Archived at ${address}`)),
  ];
  return [
    "BEGIN:VEVENT",
    `UID:${calendarText(event.id)}@${name}.chronology`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${calendarDay(event.bounds[0])}`,
    `DTEND;VALUE=DATE:${calendarDay(event.bounds[3] + 1)}`,
    `SUMMARY:${calendarText(event.title)}`,
    `DESCRIPTION:${calendarText(words.filter(Boolean).join("\n"))}`,
    where.length ? `LOCATION:${calendarText(where.join(", "))}` : "",
    `CATEGORIES:${[event.kind, ...event.tags].map(calendarText).join(",")}`,
    `STATUS:${CALENDAR_STATUS[event.status] ?? "CONFIRMED"}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

/**
 * @param {number} number
 * @returns {string}
 */
function calendarDay(number) {
  return isoDay(number).replace(/-/g, "");
}

/** A text with the escapes of a calendar; its breaks are "\n", other control characters are replaced.
    @param {string} text
    @returns {string} */
function calendarText(text) {
  return text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n|[\n\r\x85\u2028\u2029]/g, "\\n")
    .replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "\ufffd");
}

/** A line, folded where it is longer than 75 octets, and never within a character; with its CRLF.
    @param {string} line
    @returns {string} */
function calendarLine(line) {
  let folded = "";
  let octets = 0;
  for (const character of line) {
    const size = character <= "\x7f" ? 1 : character <= "\u07ff" ? 2 : character.length > 1 ? 4 : 3;
    if (octets + size > 75) {
      folded += "\r\n ";
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return `${folded}\r\n`;
}
