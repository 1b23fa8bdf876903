/* What the reader has chosen. The address keeps it, so that a link restores the view. */
const NARROW = matchMedia("(max-width: 640px)");
const WIDE = matchMedia("(min-width: 1900px)");

/**
 * @typedef {object} View
 * @property {string} query
 * @property {boolean} widely  whether cited sources are searched, too
 * @property {Record<string, Set<string>>} facets  the values chosen of each
 * @property {boolean} certain
 * @property {{from: TypedDate | null, to: TypedDate | null}} dates
 * @property {string} lanes
 * @property {string | null} order  of the lanes
 * @property {string} colour
 * @property {string | null} debate  a proposition
 * @property {string | null} shown  one of VIEWS
 * @property {string | null} theme
 * @property {DayRange | null} range
 * @property {string | null} chosen  an event
 * @property {string[]} lost  what a link asks for that the page does not have
 * @property {boolean} [whole]  whether the story tells all events
 * @property {string | null} [claim]
 * @property {string | null} [speaker]
 */

/** The views that there are: the debate only where claims take positions. */
const VIEWS = ["timeline", "list", "story", ...(PROPOSITION_IDS.length ? ["debate"] : [])].filter(isThere);

/** @type {View} */
const view = {
  query: "",
  widely: false,
  facets: Object.fromEntries(FACETS.map((name) => [name, new Set()])),
  certain: false,
  dates: { from: null, to: null },
  lanes: DATA.lanes,
  order: null,
  colour: "kind",
  debate: null,
  shown: null,
  theme: null,
  range: null,
  chosen: null,
  lost: [],
};

/**
 * One of the views: what the reader asked for, else what suits the width.
 * @returns {string}
 */
function shownView() {
  return view.shown ?? (NARROW.matches && isThere("list") ? "list" : "timeline");
}

/** @returns {boolean} */
function isDark() {
  return view.theme ? view.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** @returns {boolean} */
function isFiltered() {
  return Boolean(view.query || view.certain || spanOf(view.dates) || FACETS.some((name) => view.facets[name].size));
}

function clearFilters() {
  view.query = "";
  view.widely = false;
  view.certain = false;
  view.dates = { from: null, to: null };
  for (const name of FACETS) view.facets[name].clear();
}

/**
 * @param {{onlyEvent?: boolean}} [options]
 * @returns {string} without the "#"
 */
function fragmentOf({ onlyEvent = false } = {}) {
  const parts = new URLSearchParams();
  if (view.chosen && (onlyEvent || view.chosen !== openingEvent()?.id)) parts.set("event", view.chosen);
  if (!onlyEvent) {
    if (view.query) parts.set("q", view.query);
    if (view.query && view.widely) parts.set("sources", "1");
    for (const name of FACETS) for (const value of writtenValues(name)) parts.append(name, value);
    if (view.certain) parts.set("certain", "1");
    for (const end of ["from", "to"]) if (view.dates[end]) parts.set(end, view.dates[end].text);
    if (view.lanes !== DATA.lanes) parts.set("lanes", view.lanes);
    if (view.order) parts.set("order", view.order);
    if (view.colour !== "kind") parts.set("colour", view.colour);
    if (view.debate) parts.set("debate", view.debate);
    if (view.shown) parts.set("view", view.shown);
    if (view.theme) parts.set("theme", view.theme);
    writeStory(parts);
    writeDebates(parts);
    if (view.range) parts.set("range", view.range.map((day) => isoDay(Math.round(day))).join(","));
  }
  return parts.toString().replace(/%2C/g, ",");
}

/**
 * @param {string} fragment  with the "#"
 * @returns {{asked: boolean, lost: string[]}} whether it asks for an event to be shown, and for what there is not
 */
function readFragment(fragment) {
  const parts = new URLSearchParams(fragment.slice(1));
  /** @type {(name: string, allowed: (string | null)[]) => string | null} */
  const one = (name, allowed) => (allowed.includes(parts.get(name)) ? parts.get(name) : null);
  view.query = (parts.get("q") ?? "").slice(0, 200);
  view.widely = parts.get("sources") === "1";
  for (const name of FACETS) view.facets[name] = new Set(readValues(parts, name).filter((id) => FACET_VALUES[name].has(id)));
  view.certain = parts.get("certain") === "1";
  view.dates = readDates(parts);
  view.lanes = one("lanes", [...LANE_UNITS, "none"]) ?? DATA.lanes;
  view.order = one("order", ["size", "name"]);
  view.colour = one("colour", COLOURINGS) ?? "kind";
  view.debate = one("debate", PROPOSITION_IDS);
  view.shown = one("view", VIEWS);
  view.theme = one("theme", ["light", "dark"]);
  view.range = readRange(parts.get("range"));
  const asked = parts.get("event");
  view.chosen = EVENT_BY_ID.has(asked) ? asked : (openingEvent()?.id ?? null);
  readStory(parts);
  readDebates(parts);
  return {
    asked: EVENT_BY_ID.has(asked) && !["story", "debate"].includes(view.shown),
    lost: hasAddress() ? lostParts(parts) : [],
  };
}

/**
 * The events and values of filters in a link that the page does not have.
 * @param {URLSearchParams} parts
 * @returns {string[]}
 */
function lostParts(parts) {
  const values = FACETS.flatMap((name) =>
    readValues(parts, name)
      .filter((id) => id && !FACET_VALUES[name].has(id))
      .map((id) => `${name}=${id}`),
  );
  const events = parts.getAll("event").filter((id) => id && !EVENT_BY_ID.has(id));
  return [...events.map((id) => `event=${id}`), ...values].map((part) => isolated(part.slice(0, 80)));
}

/**
 * Whether a link has the chosen values of a facet in one text: kinds, unless the name of one holds a comma.
 * @param {string} name
 * @returns {boolean}
 */
function areJoined(name) {
  return name === "kind" && ![...FACET_VALUES.kind.keys()].some((id) => id.includes(","));
}

/**
 * @param {string} name
 * @returns {string[]}
 */
function writtenValues(name) {
  const values = [...view.facets[name]];
  return areJoined(name) && values.length ? [values.join(",")] : values;
}

/**
 * @param {URLSearchParams} parts
 * @param {string} name
 * @returns {string[]}
 */
function readValues(parts, name) {
  const values = parts.getAll(name);
  return areJoined(name) ? values.flatMap((value) => value.split(",")) : values;
}

/**
 * The dates of a link; an end that lies before its beginning is left out.
 * @param {URLSearchParams} parts
 * @returns {View["dates"]}
 */
function readDates(parts) {
  const [from, to] = ["from", "to"].map((end) => typedDate((parts.get(end) ?? "").slice(0, 40)));
  return { from, to: from && to && from.first > to.last ? null : to };
}

/**
 * @param {string | null} text
 * @returns {DayRange | null}
 */
function readRange(text) {
  /** @type {any} two days, where the text is right */
  const days = (text ?? "").split(",").map(parsedDay);
  const usable = days.length === 2 && days[0] !== null && days[1] !== null && days[1] - days[0] >= 1;
  return usable ? days : null;
}

/**
 * The event that a reader meets first: the one that most is said about; of several, one that the picture shows.
 * @returns {ChronicleEvent | null}
 */
function openingEvent() {
  const most = extremes(EVENTS.map(({ weight }) => weight))?.[1];
  const heaviest = EVENTS.filter(({ weight }) => weight === most);
  const [from, to] = shownRange();
  return heaviest.find(({ anchor }) => anchor !== null && anchor >= from && anchor < to) ?? heaviest[0] ?? null;
}
