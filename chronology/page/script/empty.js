/* An empty result says which filter to drop, and what that would show. */
function drawEmpty() {
  const empty = byId("empty");
  empty.hidden = results.length > 0;
  if (results.length) return;
  const title = view.query ? `No event mentions “${isolated(view.query)}”` : "No event passes these filters";
  const groups = filterGroups();
  empty.replaceChildren(
    element("h2", {}, EVENTS.length ? (groups.length > 1 && view.query ? `${title} and passes these filters` : title) : "No events yet"),
    view.query ? element("p", {}, "The search reads titles, summaries, notes, actors, places, tags, claims and sources.") : "",
    element("p", { class: "ways-out" }, ...waysOut(groups), showAll()),
    element("p", {}, ...oftenLookedFor()),
  );
}

/**
 * For each condition that alone would show something if it were dropped, a button that drops it.
 * @param {ActiveFilter[]} groups
 * @returns {Element[]}
 */
function waysOut(groups) {
  const helping = groups
    .map((group) => ({ ...group, left: groups.length > 1 ? matching({ except: group.name }).length : EVENTS.length }))
    .filter(({ left, name }) => left > 0 && (groups.length > 1 || name === "search"));
  return helping.map(({ name, words, drop, left }) =>
    button(
      { on: { click: () => showWithout(drop) } },
      name === "search" ? "Clear the search" : `Without “${words}”`,
      groups.length > 1 ? element("span", { class: "count" }, counted(left, "event")) : null,
    ),
  );
}

/** @returns {Element} */
function showAll() {
  return button({ on: { click: () => showWithout(clearFilters) } }, `Show all ${counted(EVENTS.length, "event")}`);
}

/** @param {() => void} drop */
function showWithout(drop) {
  drop();
  byId("search").value = view.query;
  refresh();
  byId("search").focus();
}

/** @returns {Child[]} */
function oftenLookedFor() {
  const often = facetValues("actor").slice(0, 3);
  const terms = often.flatMap((id, index) => [
    index ? ", " : "",
    button({ class: "link", on: { click: () => lookFor(actorName(id)) } }, actorName(id)),
    ` ${FACET_VALUES.actor.get(id).toLocaleString("en-GB")}`,
  ]);
  return terms.length ? ["Often looked for: ", ...terms] : [];
}

/** @param {string} words */
function lookFor(words) {
  clearFilters();
  view.query = words;
  byId("search").value = words;
  refresh();
  byId("search").focus();
}
