/* The data of the page, with what it needs to be searched, sorted and drawn. */
const DATA = parsedData(byId("data").textContent);
const FAMILIES = new Map(DATA.families.map((family) => [family.id, family]));
const STANCES = ["affirms", "leans_towards", "qualifies", "leans_against", "denies"];

/**
 * An event of the data with what all parts of the page need of it.
 * @param {object} event as in the data
 * @param {number} index its place in date order
 * @returns {object} the same event
 */
function enriched(event, index) {
  const [startMin, startMax, endMin, endMax] = event.bounds;
  event.index = index;
  event.family = DATA.kinds[event.kind].family;
  event.begin = startMin ?? -Infinity;
  event.finish = endMax === null ? Infinity : endMax + 1;
  event.open = endMin === null && endMax === null;
  event.anchor = startMin ?? startMax ?? endMin ?? endMax;
  event.actors = [...new Set(event.people.map(([actor]) => actor))];
  event.weight = 3 * event.claims.length + 2 * event.relations.length + event.sources.length;
  return event;
}

function actorName(id) {
  return DATA.actors[id]?.name ?? isolated(id);
}

function placeName(id) {
  return DATA.places[id] ?? slugWords(id);
}

function sourceLabel(id) {
  return DATA.sources[id]?.label ?? isolated(id);
}

function slugWords(slug) {
  const words = slug.replace(/[-_]/g, " ");
  return isolated(words.charAt(0).toUpperCase() + words.slice(1));
}

function statusWords(status) {
  return status.replace(/_/g, " ");
}

function familyOf(event) {
  return FAMILIES.get(event.family);
}

function isHollow(event) {
  return (
    event.reading === "within" ||
    event.reading === "days" ||
    (event.reading === "day" && event.doubt.some(Boolean)) ||
    event.status === "planned" ||
    event.status === "did_not_happen"
  );
}

/** The short list of badges that a date or a status calls for. */
function badgesOf(event) {
  const badges = [];
  if (event.status !== "established") badges.push(statusWords(event.status));
  if (event.alternatives.length) badges.push("contested");
  else if (/[?%]/.test(event.doubt[0]) && event.reading === "range") badges.push("start uncertain");
  else if (/[?%]/.test(event.doubt.join(""))) badges.push("uncertain");
  if (isPerhaps(event)) badges.push("perhaps");
  return badges;
}
