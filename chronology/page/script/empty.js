/* An empty result says which filter to drop, and what that would show. */
function drawEmpty() {
  const empty = byId("empty");
  empty.hidden = results.length > 0;
  if (results.length) return;
  const groups = filterGroups();
  empty.replaceChildren(
    element("h2", {}, emptyTitle(groups.length > 1)),
    view.query ? element("p", {}, say("The search reads titles, summaries, notes, actors, places, tags, claims and sources.")) : "",
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
      name === "search" ? say("Clear the search") : say("Without “{words}”", { words }),
      groups.length > 1 ? element("span", { class: "count" }, counted(left, "event")) : null,
    ),
  );
}

/** @returns {Element | null} */
function showAll() {
  if (!EVENTS.length) return null;
  return button({ on: { click: () => showWithout(clearFilters) } }, say({ one: "Show all {n} event", other: "Show all {n} events" }, { n: EVENTS.length }));
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
    index ? BETWEEN_NAMES : "",
    button({ class: "link", on: { click: () => lookFor(actorName(id)) } }, actorName(id)),
    ` ${numeral(FACET_VALUES.actor.get(id))}`,
  ]);
  return terms.length ? sayAround("Often looked for: {names}", { names: terms }) : [];
}

/**
 * What nothing was found of.
 * @param {boolean} isMore  whether besides a search there are filters
 * @returns {string}
 */
function emptyTitle(isMore) {
  if (!EVENTS.length) return say("No events yet");
  if (!view.query) return say("No event passes these filters");
  const query = isolated(view.query);
  if (isMore) return say("No event mentions “{query}” and passes these filters", { query });
  return say("No event mentions “{query}”", { query });
}

/** @param {string} words */
function lookFor(words) {
  clearFilters();
  view.query = words;
  byId("search").value = words;
  refresh();
  byId("search").focus();
}
