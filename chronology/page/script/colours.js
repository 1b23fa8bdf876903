/* What the colour and shape of an event stand for: its kind, how well its date is known, or its status. */
/**
 * @typedef {object} Sign
 * @property {string} id the value that it stands for
 * @property {string} name
 * @property {string} symbol its shape
 * @property {string} hue the family whose colour of the palette it takes
 */

/**
 * What is usual is set in grey, so that what is doubtful is seen; no two signs share colour or shape.
 * @type {Record<string, Record<string, string[]>>}
 */
const SIGNS = {
  certainty: {
    day: ["publication", "circle"],
    open: ["treaty", "square"],
    roughly: ["summit", "diamond"],
    uncertain: ["war", "triangle-up"],
    contested: ["sanction", "x"],
  },
  status: {
    established: ["publication", "circle"],
    reported: ["treaty", "square"],
    alleged: ["war", "triangle-up"],
    disputed: ["sanction", "x"],
    planned: ["summit", "diamond"],
    did_not_happen: ["exercise", "hexagon"],
  },
};
const COLOURINGS = ["kind", "certainty", "status"].filter(isUseful);
for (const family of DATA.families) family.hue = family.id;
/** @type {Record<string, Map<string, Sign>>} */
const SIGNS_OF = Object.fromEntries(COLOURINGS.map((name) => [name, signsFor(name)]));

/**
 * @param {string} name  of a facet
 * @returns {Map<string, Sign>}
 */
function signsFor(name) {
  if (name === "kind") return FAMILIES;
  return new Map(
    facetValues(name).map((id) => {
      const [hue, symbol] = SIGNS[name][id] ?? ["", "hexagon"];
      return [id, { id, name: facetLabel(name, id), symbol, hue }];
    }),
  );
}

/**
 * The signs in use, in the order of their legend.
 * @returns {Sign[]}
 */
function signs() {
  return [...(SIGNS_OF[view.colour] ?? FAMILIES).values()];
}

/**
 * The colour and shape of an event; of several words on its date the most doubtful one counts.
 * @param {ChronicleEvent} event
 * @returns {Sign}
 */
function signOf(event) {
  if (view.colour === "status") return SIGNS_OF.status.get(event.status);
  if (view.colour === "certainty") return SIGNS_OF.certainty.get(facetIds(event, "certainty").at(-1));
  return familyOf(event);
}
