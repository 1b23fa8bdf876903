/* The records as they were written, for whatever leaves the page: without the marks of direction that it adds. */
/** @type {Payload | null} */
let writtenData = null;

/**
 * The data of the page as it stands in the file. DATA holds the same with its texts isolated and more fields.
 * @returns {Payload}
 */
function rawData() {
  writtenData ??= JSON.parse(byId("data").textContent);
  return writtenData;
}

/**
 * The raw entries of some events, in the same order.
 * @param {ChronicleEvent[]} events
 * @returns {EventEntry[]}
 */
function rawEvents(events) {
  const { events: entries } = rawData();
  return events.map(({ index }) => entries[index]);
}

/**
 * The raw claims about any of some events, in the order of the data, each once.
 * @param {ChronicleEvent[]} events
 * @returns {Claim[]}
 */
function rawClaims(events) {
  const { claims } = rawData();
  const indexes = new Set(events.flatMap((event) => event.claims));
  return claims.filter((_, index) => indexes.has(index));
}

/**
 * Every citation of an event: its own, those of its other dates, of its relations and of the claims about it.
 * @param {EventEntry} event
 * @returns {Citation[]}
 */
function citationsOf(event) {
  const { claims } = rawData();
  return [
    ...event.sources,
    ...event.alternatives.flatMap(({ sources }) => sources),
    ...(event.record.relations ?? []).flatMap(({ sources }) => sources),
    ...event.claims.flatMap((index) => claims[index].sources),
  ];
}

/**
 * The sources cited by some events as [id, source], in the order of the data, each once.
 * @param {EventEntry[]} events
 * @returns {[string, Source][]}
 */
function citedSources(events) {
  const cited = new Set(events.flatMap(citationsOf).map(({ source }) => source));
  return Object.entries(rawData().sources).filter(([id]) => cited.has(id));
}

/** Where the page stands, with the event opened; of a file on a disk no more than its name, of other places nothing.
    @param {string} id of an event
    @returns {string} */
function pageAddress(id) {
  const fragment = `#${new URLSearchParams({ event: id })}`;
  if (/^https?:$/.test(location.protocol)) return location.href.split("#")[0] + fragment;
  if (location.protocol !== "file:") return "";
  return decodedName(location.pathname.split("/").pop()) + fragment;
}

/**
 * @param {string} name
 * @returns {string}
 */
function decodedName(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
