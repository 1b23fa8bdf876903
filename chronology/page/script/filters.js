/* The filters in force, in words, each with a way to drop it. */
/**
 * @typedef {object} ActiveFilter
 * @property {string} name the condition that it sets
 * @property {string} words what it asks for
 * @property {() => void} drop takes it away from the view
 */

/** @returns {ActiveFilter[]} one for each chosen value; the searched words stand in their own field */
function activeFilters() {
  const facets = FACETS.filter((name) => !["actor", "role"].includes(name)).flatMap((name) =>
    [...view.facets[name]].map((id) => ({ name, words: valueWords(name, id), drop: () => view.facets[name].delete(id) })),
  );
  return [...actorFilters(), ...facets, ...dateFilters()];
}

/**
 * @param {string} name
 * @param {string} id
 * @returns {string}
 */
function valueWords(name, id) {
  const words = facetLabel(name, id);
  return FACET[name].said?.(words) ?? words;
}

/**
 * "Russia as target": actors with the roles that are asked of them; roles alone where no actor is chosen.
 * @returns {ActiveFilter[]}
 */
function actorFilters() {
  const { actor, role } = view.facets;
  const roles = [...role].map((id) => isolated(term(id)));
  if (!actor.size)
    return [...role].map((id, at) => ({ name: "role", words: say("As {role}", { role: roles[at] }), drop: () => role.delete(id) }));
  return [...actor].map((id) => ({
    name: "actor",
    words: roles.length ? say("{actor} as {role}", { actor: actorName(id), role: roles.reduce(eitherOr) }) : actorName(id),
    drop: () => {
      actor.delete(id);
      if (!actor.size) role.clear();
    },
  }));
}

/** @returns {ActiveFilter[]} */
function dateFilters() {
  const ends = ["from", "to"].filter((end) => view.dates[end]);
  const filters = ends.map((end) => ({
    name: "dates",
    words: say(end === "from" ? "From {date}" : "To {date}", { date: view.dates[end].words }),
    drop: () => {
      view.dates[end] = null;
    },
  }));
  if (view.certain)
    filters.push({
      name: "certain",
      words: say("Certain dates only"),
      drop: () => {
        view.certain = false;
      },
    });
  return filters;
}

/**
 * The filters by condition, the search among them: what an empty result can be freed of.
 * @returns {ActiveFilter[]}
 */
function filterGroups() {
  const groups = new Map();
  if (view.query) groups.set("search", [{ words: quoted(isolated(view.query)), drop: dropSearch }]);
  for (const filter of activeFilters()) groups.set(filter.name, [...(groups.get(filter.name) ?? []), filter]);
  return [...groups].map(([name, filters]) => ({
    name,
    words: listed(filters.map(({ words }) => words)),
    drop: () => filters.forEach(({ drop }) => drop()),
  }));
}

/**
 * @param {string} first
 * @param {string} last
 * @returns {string}
 */
function eitherOr(first, last) {
  return say("{first} or {last}", { first, last });
}

function dropSearch() {
  view.query = "";
  view.widely = false;
}

/** A chip for each filter in force that no pressed chip of the legend shows already. */
function drawFilters() {
  const chips = activeFilters()
    .filter(({ name }) => name !== view.colour)
    .map(({ words, drop }) =>
      button(
        {
          class: "chip active",
          "data-focus": words,
          "aria-label": say("{words}, take away", { words }),
          on: {
            click: () => {
              drop();
              refresh();
            },
          },
        },
        element("span", { class: "words" }, words),
        element("span", { class: "cross", "aria-hidden": "true" }, "×"),
      ),
    );
  byId("clear").hidden = !isFiltered();
  redrawn(byId("filtered"), chips, () => byId("filtered").querySelector("button") ?? byId("search"));
}
