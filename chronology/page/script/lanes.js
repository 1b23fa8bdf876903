/* The lanes of the picture: what each stands for, and their order. */
const LANE_UNITS = ["kind", "actor", "place", "tag"].filter((name) => FACET_VALUES[name].size);
const MOST_LANES = 7;

/**
 * @typedef {object} Lane
 * @property {string} title
 * @property {Sign | null} family the sign in front of its title
 * @property {ChronicleEvent[]} events  those that are drawn one by one
 * @property {number} [inside]  of very many events, how many are in the range
 * @property {number} [total]  how many there are
 * @property {number} [least]  its least height
 * @property {boolean} [isDense]  whether its density is drawn
 * @property {any} [selection]  all of its events
 */

/**
 * The lanes of some events; an event of two actors stands in the lane of each.
 * @param {ChronicleEvent[]} events
 * @returns {Lane[]} none of them empty; what is in no lane of its own comes last
 */
function lanesOf(events) {
  if (view.lanes === "none" || !LANE_UNITS.includes(view.lanes)) return [{ title: "", family: null, events }];
  return view.lanes === "kind" ? kindLanes(events) : valueLanes(events, view.lanes);
}

/**
 * @param {ChronicleEvent[]} events
 * @returns {Lane[]}
 */
function kindLanes(events) {
  const lanes = DATA.families.map((family) => ({
    title: family.name,
    family: view.colour === "kind" ? family : null,
    events: events.filter((event) => event.family === family.id),
  }));
  const filled = lanes.filter((lane) => lane.events.length);
  return view.order ? inOrder(filled, view.order) : filled;
}

/**
 * Lanes of the values that are chosen and of those that most events bear; the others share one.
 * @param {ChronicleEvent[]} events
 * @param {string} name
 * @returns {Lane[]}
 */
function valueLanes(events, name) {
  const counts = facetCounts(events, name);
  const chosen = view.facets[name];
  const byCount = facetValues(name, counts).filter((id) => counts.has(id));
  const named = [...byCount.filter((id) => chosen.has(id)), ...byCount.filter((id) => !chosen.has(id))].slice(0, MOST_LANES);
  const lanes = named.map((id) => ({
    title: facetLabel(name, id),
    family: null,
    events: events.filter((event) => facetIds(event, name).includes(id)),
  }));
  const isNamed = new Set(named);
  const others = events.filter((event) => !facetIds(event, name).some((id) => isNamed.has(id)));
  const rest = others.length ? [{ title: named.length ? say("Others") : "", family: null, events: others }] : [];
  return [...(view.order ? inOrder(lanes, view.order) : lanes), ...rest];
}

/**
 * Lanes by "size", the largest first, or by "name".
 * @template {{title: string, events: {length: number}}} Ordered
 * @param {Ordered[]} lanes
 * @param {string} order
 * @returns {Ordered[]}
 */
function inOrder(lanes, order) {
  const bySize = (one, other) => other.events.length - one.events.length;
  const byName = (one, other) => (plainText(one.title) < plainText(other.title) ? -1 : 1);
  return [...lanes].sort(order === "size" ? bySize : byName);
}
