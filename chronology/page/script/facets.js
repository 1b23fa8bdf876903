/* What events can be filtered by: the values that occur, what they are called, and how many events bear each. */
/**
 * @typedef {object} Facet
 * @property {string} title the name of its menu
 * @property {string} finder what the field that searches its values is called
 * @property {(event: ChronicleEvent) => string[]} ids the values that an event bears
 * @property {(id: string) => string} label a value in words
 * @property {(words: string) => string} [said] how a chosen value is said in a chip
 * @property {string[]} [order] its values in an order of their own, else the most frequent come first
 */

/**
 * How well a date is known; one event may bear several of these words.
 * @type {Record<string, string>}
 */
const CERTAINTIES = {
  day: say("Known to the day"),
  roughly: say("Known roughly"),
  uncertain: say("Uncertain"),
  contested: say("Contested"),
  open: say("Open end"),
};

/** @type {Record<string, Facet>} */
const FACET = {
  kind: {
    title: say("Kind"),
    finder: say("Search in kinds"),
    ids: (event) => [event.family],
    label: (id) => FAMILIES.get(id).name,
    order: DATA.families.map(({ id }) => id),
  },
  actor: {
    title: say("Actor"),
    finder: say("Search in actors"),
    ids: (event) => event.actors,
    label: (id) => actorName(id),
  },
  role: {
    title: say("Role"),
    finder: say("Search in roles"),
    ids: (event) => rolesOf(event, null),
    label: (id) => termWords(id),
  },
  tag: {
    title: say("Tag"),
    finder: say("Search in tags"),
    ids: (event) => event.tags,
    label: (id) => slugWords(id),
    said: (words) => say("Tag: {words}", { words }),
  },
  place: {
    title: say("Place"),
    finder: say("Search in places"),
    ids: (event) => event.places,
    label: (id) => placeName(id),
    said: (words) => say("Place: {words}", { words }),
  },
  source: {
    title: say("Source"),
    finder: say("Search in sources"),
    ids: (event) => (event.sourceIds ??= [...new Set(event.sources.map((citation) => citation.source))]),
    label: (id) => sourceLabel(id),
    said: (words) => say("Source: {words}", { words }),
  },
  certainty: {
    title: say("Certainty"),
    finder: say("Search in certainties"),
    ids: (event) => (event.certainties ??= certaintiesOf(event)),
    label: (id) => CERTAINTIES[id],
    said: (words) => say("Date: {words}", { words: lowered(words) }),
    order: Object.keys(CERTAINTIES),
  },
  status: {
    title: say("Status"),
    finder: say("Search in statuses"),
    ids: (event) => [event.status],
    label: (id) => termWords(id),
    said: (words) => say("Status: {words}", { words: lowered(words) }),
    order: ["established", "reported", "alleged", "disputed", "planned", "did_not_happen"],
  },
};
const FACETS = Object.keys(FACET);
const FACET_VALUES = Object.fromEntries(FACETS.map((name) => [name, facetCounts(EVENTS, name)]));

/**
 * What is true of the date of an event, most doubtful last.
 * @param {ChronicleEvent} event
 * @returns {string[]}
 */
function certaintiesOf(event) {
  if (event.exact) return ["day"];
  const doubt = event.doubt.join("");
  const [startMin, startMax, endMin, endMax] = event.bounds;
  const isVague = /[~%]/.test(doubt) || [[startMin, startMax], [endMin, endMax]].some(([one, other]) => one !== other && one !== null && other !== null);
  const words = [];
  if (event.bounds.includes(null)) words.push("open");
  if (isVague) words.push("roughly");
  if (/[?%]/.test(doubt)) words.push("uncertain");
  if (event.alternatives.length) words.push("contested");
  return words.length ? words : ["roughly"];
}

/**
 * The roles that are taken in an event: by anybody, or by some actors only.
 * @param {ChronicleEvent} event
 * @param {Set<string> | null} [actors]
 * @returns {string[]}
 */
function rolesOf(event, actors) {
  const roles = event.people.flatMap(([actor, role]) => (role && (!actors?.size || actors.has(actor)) ? [role] : []));
  return [...new Set(roles)];
}

/**
 * The actors that take part in an event: in any role, or in some roles only.
 * @param {ChronicleEvent} event
 * @param {Set<string> | null} [roles]
 * @returns {string[]}
 */
function actorsAs(event, roles) {
  if (!roles?.size) return event.actors;
  return [...new Set(event.people.flatMap(([actor, role]) => (roles.has(role) ? [actor] : [])))];
}

/**
 * The values of a facet that an event bears. Where actors and roles are chosen they go together: the role is theirs.
 * @param {ChronicleEvent} event
 * @param {string} name
 * @param {Record<string, Set<string>>} [chosen] the values that are chosen of each facet
 * @returns {string[]}
 */
function facetIds(event, name, chosen) {
  if (chosen && name === "role") return rolesOf(event, chosen.actor);
  if (chosen && name === "actor") return actorsAs(event, chosen.role);
  return FACET[name].ids(event);
}

/**
 * How many of the events bear each value of a facet.
 * @param {ChronicleEvent[]} events
 * @param {string} name
 * @param {Record<string, Set<string>>} [chosen]
 * @returns {Map<string, number>}
 */
function facetCounts(events, name, chosen) {
  const counts = new Map();
  for (const event of events) for (const id of facetIds(event, name, chosen)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/**
 * @param {string} name
 * @param {string} id
 * @returns {string}
 */
function facetLabel(name, id) {
  return FACET[name].label(id);
}

/**
 * The values of a facet that occur, in their own order, else the most frequent first.
 * @param {string} name
 * @param {Map<string, number>} [counts]
 * @returns {string[]}
 */
function facetValues(name, counts = FACET_VALUES[name]) {
  const { order } = FACET[name];
  const ids = [...FACET_VALUES[name].keys()];
  if (order) return ids.sort((one, other) => order.indexOf(one) - order.indexOf(other));
  const labels = new Map(ids.map((id) => [id, facetLabel(name, id)]));
  const count = (id) => counts.get(id) ?? 0;
  return ids.sort(
    (one, other) =>
      count(other) - count(one) ||
      FACET_VALUES[name].get(other) - FACET_VALUES[name].get(one) ||
      (labels.get(one) < labels.get(other) ? -1 : 1),
  );
}

/**
 * Whether a facet can part the events: it has values, and for those that every event bears, more than one.
 * @param {string} name
 * @returns {boolean}
 */
function isUseful(name) {
  const least = ["kind", "certainty", "status"].includes(name) ? 2 : 1;
  return FACET_VALUES[name].size >= least;
}
