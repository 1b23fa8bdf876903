/* The records as they were written, for whatever leaves the page: without the marks of direction that it adds. */
let writtenData = null;

/** The data of the page as it stands in the file. DATA holds the same with its texts isolated and more fields.
    @returns {typeof DATA} */
function rawData() {
  writtenData ??= JSON.parse(byId("data").textContent);
  return writtenData;
}

/** The raw entries of some events, in the same order.
    @param {{index: number}[]} events
    @returns {object[]} */
function rawEvents(events) {
  const { events: entries } = rawData();
  return events.map(({ index }) => entries[index]);
}

/** The raw claims about any of some events, in the order of the data, each once.
    @param {{claims: number[]}[]} events
    @returns {object[]} */
function rawClaims(events) {
  const { claims } = rawData();
  const indexes = new Set(events.flatMap((event) => event.claims));
  return claims.filter((_, index) => indexes.has(index));
}

/** Every citation of an event: its own, those of its other dates, of its relations and of the claims about it.
    @param {object} event a raw entry
    @returns {{source: string, locator: string}[]} */
function citationsOf(event) {
  const { claims } = rawData();
  return [
    ...event.sources,
    ...event.alternatives.flatMap(({ sources }) => sources),
    ...(event.record.relations ?? []).flatMap(({ sources }) => sources),
    ...event.claims.flatMap((index) => claims[index].sources),
  ];
}

/** The sources cited by some events as [id, source], in the order of the data, each once.
    @param {object[]} events raw entries
    @returns {[string, object][]} */
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

function decodedName(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
