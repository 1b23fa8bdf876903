/* What a step of the story tells: when, what, who, the weightiest claims for and against, the sources, what comes next. */
/**
 * @typedef {{claim: Claim, stance: string | null}} ClaimEntry
 * @typedef {{id: string, for: ClaimEntry[], between: ClaimEntry[], against: ClaimEntry[]}} Dispute  on a proposition
 */

const CLAIMS_A_SIDE = 2;
const SOURCES_OF_A_STEP = 3;

/**
 * Everything that a step tells.
 * @param {ChronicleEvent[]} steps
 * @param {number} at
 * @param {{live: boolean}} options  `live` for the step on the screen: it can be focused and walked on from
 * @returns {Node[]}
 */
function storyParts(steps, at, { live }) {
  const event = steps[at];
  const words = capital(event.words.full);
  const date = element("p", { class: words.length > 34 ? "story-date long" : "story-date" }, words);
  const heading = element("h3", { class: "story-title", ...(live ? { id: "story-title", tabindex: -1 } : {}) }, event.title);
  return [
    element(
      "div",
      { class: "story-told" },
      storyKicker(event, steps[at - 1]),
      date,
      event.exact ? null : element("p", { class: "certainty" }, event.certainty),
      heading,
      event.summary ? element("p", { class: "story-summary" }, event.summary) : null,
      storyPeople(event),
    ),
    storyClaims(event),
    element(
      "div",
      { class: "story-ground" },
      storySources(event),
      live && isThere("details") ? button({ class: "link story-more", on: { click: () => openFromStory(event.id) } }, moreWords(event)) : null,
    ),
    live ? storyTeaser(steps, at) : null,
  ].filter(Boolean);
}

/**
 * @param {ChronicleEvent} event
 * @param {ChronicleEvent | undefined} before
 * @returns {Element}
 */
function storyKicker(event, before) {
  const gap = before ? gapAfter(before, event) : "";
  const status = event.status === "established" ? "" : statusWords(event.status);
  return element(
    "p",
    { class: "story-kicker" },
    symbolIcon(signOf(event), { hollow: isHollow(event) }),
    clauses([DATA.kinds[event.kind].name, status]),
    gap ? element("span", { class: "story-gap" }, gap) : null,
  );
}

/**
 * How long after one event another begins: "20 days later", "about 7 years later", "the same day".
 * @param {ChronicleEvent} one
 * @param {ChronicleEvent} other
 * @returns {string}
 */
function gapAfter(one, other) {
  if (one.anchor === null || other.anchor === null) return "";
  const known = [one, other].every(({ bounds }) => bounds[0] !== null && bounds[0] === bounds[1]);
  const days = other.anchor - one.anchor;
  if (days === 0) return known ? say("the same day") : say("about the same time");
  const months = Math.round(days / 30.44);
  const time =
    days < 60
      ? counted(days, "day")
      : months < 24
        ? counted(months, "month")
        : counted(Math.round(days / 365.2425), "year");
  const gap = say("{time} later", { time });
  return known ? gap : say("about {gap}", { gap });
}

/**
 * Who took part, by role, and where.
 * @param {ChronicleEvent} event
 * @returns {Element | null}
 */
function storyPeople(event) {
  const roles = new Map();
  for (const [actor, role, side] of event.people) {
    const name = partWords(role, side);
    if (!roles.has(name)) roles.set(name, []);
    roles.get(name).push(actorName(actor));
  }
  const rows = [...roles].map(([role, names]) => [role, listed(names), "strong"]);
  if (event.places.length) rows.push([say("place"), listed(event.places.map(placeName)), null]);
  if (!rows.length) return null;
  return element(
    "dl",
    { class: "story-people" },
    ...rows.map(([name, words, kind]) =>
      element("div", { class: "pair" }, element("dt", {}, name), element("dd", { class: kind }, words)),
    ),
  );
}

/**
 * Where a stance stands: for, against, or between.
 * @param {string} stance
 * @returns {"for" | "between" | "against"}
 */
function sideOf(stance) {
  if (stance === "qualifies") return "between";
  return stance.startsWith("affirms") || stance === "leans_towards" ? "for" : "against";
}

/**
 * What lets a claim speak for its side: the editors prefer it, it is outspoken, they share it, several sources have it.
 * @param {ClaimEntry} entry
 * @returns {number}
 */
function claimWeight({ claim, stance }) {
  const outspoken = stance === "affirms" || stance === "denies";
  return 4 * Number(claim.rank === "preferred") + 3 * Number(claim.shared) + 2 * Number(outspoken) +  Math.min(claim.sources.length, 3) / 2;
}

/**
 * The proposition on which the claims about an event disagree most, else the one that most of them speak of.
 * @param {ChronicleEvent} event
 * @returns {Dispute | null}
 */
function mainDispute(event) {
  const disputes = new Map();
  for (const claim of event.claims.map((index) => DATA.claims[index])) {
    if (claim.rank === "deprecated") continue;
    for (const [id, stance] of claim.positions) {
      if (!disputes.has(id)) disputes.set(id, { id, for: [], between: [], against: [] });
      disputes.get(id)[sideOf(stance)].push({ claim, stance });
    }
  }
  /** @type {(one: Dispute) => number} */
  const contest = (one) => Math.min(one.for.length, one.against.length);
  /** @type {(one: Dispute) => number} */
  const size = (one) => one.for.length + one.between.length + one.against.length;
  const [main] = [...disputes.values()].sort((one, other) => contest(other) - contest(one) || size(other) - size(one));
  return main ?? null;
}

/**
 * The weightiest claims of a side, each by another speaker.
 * @param {ClaimEntry[]} entries
 * @returns {ClaimEntry[]}
 */
function weightiest(entries) {
  const speakers = new Set();
  return [...entries]
    .sort((one, other) => claimWeight(other) - claimWeight(one))
    .filter(({ claim }) => !speakers.has(claim.by.join()) && speakers.add(claim.by.join()))
    .slice(0, CLAIMS_A_SIDE);
}

/**
 * @param {ChronicleEvent} event
 * @returns {Element | null}
 */
function storyClaims(event) {
  const dispute = mainDispute(event);
  if (!dispute) return storyRemarks(event);
  /** @type {any[][]} each a name and its entries */
  const sides = [
    [say("For"), weightiest(dispute.for)],
    [say("Against"), weightiest(dispute.against)],
    [say("Between"), dispute.for.length && dispute.against.length ? [] : weightiest(dispute.between)],
  ].filter(([, entries]) => entries.length);
  return element(
    "section",
    { class: "story-claims" },
    element("h4", {}, propositionWords(dispute.id)),
    element(
      "div",
      { class: "story-sides" },
      ...sides.map(([name, entries]) =>
        element("div", {}, element("h5", {}, name), ...entries.map((entry) => storyClaim(entry))),
      ),
    ),
  );
}

/**
 * Claims that take no position, the weightiest first.
 * @param {ChronicleEvent} event
 * @returns {Element | null}
 */
function storyRemarks(event) {
  const entries = event.claims.map((index) => ({ claim: DATA.claims[index], stance: null }));
  const kept = weightiest(entries.filter(({ claim }) => claim.rank !== "deprecated"));
  if (!kept.length) return null;
  return element(
    "section",
    { class: "story-claims" },
    element("h4", {}, say("What is said of it")),
    element("div", { class: "story-sides" }, ...kept.map((entry) => element("div", {}, storyClaim(entry)))),
  );
}

/**
 * @param {ClaimEntry} entry
 * @returns {Element}
 */
function storyClaim({ claim, stance }) {
  const manner = [/^leans/.test(stance ?? "") ? STANCE_WORDS[stance] : "", claim.shared ? "" : say("reported, not shared")];
  const words = manner.filter(Boolean).join(BETWEEN_PARTS);
  return element(
    "blockquote",
    { class: claim.shared ? "story-claim" : "story-claim reported", "data-claim": claim.id },
    words ? element("div", { class: "small" }, capital(words)) : null,
    element("p", {}, claim.text),
    element("footer", { class: "small" }, ...speakerWords(claim)),
  );
}

/**
 * @param {ChronicleEvent} event
 * @returns {Element | null}
 */
function storySources(event) {
  if (!FACET_VALUES.source.size) return null;
  if (!event.sources.length)
    return element("section", { class: "sources" }, element("h4", {}, say("Sources")), element("p", { class: "small" }, say("No source found yet.")));
  const entries = event.sources.map((citation) => element("li", {}, ...citationWords(citation)));
  const [first, rest] = [entries.slice(0, SOURCES_OF_A_STEP), entries.slice(SOURCES_OF_A_STEP)];
  return element(
    "section",
    { class: "sources" },
    element("h4", {}, say("Sources")),
    element("ol", {}, ...first),
    rest.length
      ? element(
          "details",
          {},
          element("summary", {}, say("{n} more", { n: rest.length })),
          element("ol", { start: SOURCES_OF_A_STEP + 1 }, ...rest),
        )
      : null,
  );
}

/**
 * @param {ChronicleEvent} event
 * @returns {string}
 */
function moreWords(event) {
  const parts = [];
  if (event.claims.length) parts.push(counted(event.claims.length, "claim"));
  if (event.relations.length) parts.push(counted(event.relations.length, "related event"));
  return parts.length ? say("All of this event: {things}", { things: listed(parts) }) : say("All of this event");
}

/**
 * What comes next, and how much later; after the last step, the way back to the first.
 * @param {ChronicleEvent[]} steps
 * @param {number} at
 * @returns {Element | null}
 */
function storyTeaser(steps, at) {
  const next = steps[at + 1];
  if (!next && steps.length < 2) return null;
  const gap = next ? gapAfter(steps[at], next) : "";
  return button(
    { class: "story-teaser", on: { click: () => goToStep(next ? at + 1 : 0) } },
    element("span", { class: "small" }, next ? (gap ? say("Next, {gap}", { gap }) : say("Next")) : say("That was the last one")),
    element("span", { class: "story-teaser-title" }, next ? next.title : say("Back to the start"), element("span", { "aria-hidden": "true" }, next ? " →" : " ↺")),
  );
}
