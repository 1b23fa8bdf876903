/* The panel of the chosen event: when in words, who, who says what of it, what it hangs together with, sources. */
function drawDetails() {
  const panel = byId("details");
  const event = EVENT_BY_ID.get(view.chosen);
  panel.hidden = !event;
  if (!event) return;
  const sections = [
    whenSection(event),
    peopleSection(event),
    ...claimSections(event),
    relatedSection(event),
    sourcesSection(event),
  ];
  const parts = [
    detailsHead(event),
    element("h2", { id: "details-title", tabindex: -1 }, event.title),
    event.summary ? element("p", { class: "summary" }, event.summary) : "",
    element("div", { class: "sections" }, ...sections.filter(Boolean)),
    actionsOf(event),
  ];
  redrawn(byId("details-body"), parts, () => byId("details-title"));
}

/**
 * @param {ChronicleEvent} event
 * @returns {Element}
 */
function detailsHead(event) {
  const at = results.indexOf(event);
  /** @type {(way: number, name: string, arrow: string) => HTMLElement} */
  const step = (way, name, arrow) => {
    const [next] = at < 0 ? [] : results.slice(at + way, at + way + 1);
    return button(
      { class: "step", "aria-label": name, "data-focus": name, disabled: !next, on: { click: () => next && choose(next.id) } },
      arrow,
    );
  };
  return element(
    "div",
    { class: "details-head" },
    symbolIcon(signOf(event), { hollow: isHollow(event) }),
    element(
      "span",
      { class: "kind-line" },
      DATA.kinds[event.kind].name,
      element(
        "span",
        { class: event.status === "established" ? "status-word" : null },
        `${BETWEEN_CLAUSES}${statusWords(event.status)}`,
      ),
    ),
    element("span", { class: "nth" }, at < 0 ? say("not in results") : say("{n} of {all}", { n: at + 1, all: results.length })),
    step(-1, say("Previous event"), "←"),
    step(1, say("Next event"), "→"),
    button({ class: "step close", "aria-label": say("Close"), on: { click: closeSheet } }, "✕"),
  );
}

/**
 * @param {string} name
 * @param {string | null} title
 * @param {...Child} children
 * @returns {HTMLElement}
 */
function section(name, title, ...children) {
  return element("section", { class: name }, title ? element("h3", {}, title) : null, ...children);
}

/**
 * @param {ChronicleEvent} event
 * @returns {HTMLElement}
 */
function whenSection(event) {
  const words = capital(event.words.full);
  return section(
    "when",
    null,
    element("p", { class: "date-words" }, words),
    element("p", { class: "certainty" }, event.certainty),
    event.alternatives.length ? alternativesPicture(event) : null,
    ...event.alternatives.map((alternative) =>
      element("p", { class: "small alternative" }, ...alternativeWords(alternative)),
    ),
  );
}

/**
 * @param {Alternative} alternative
 * @returns {Child[]}
 */
function alternativeWords(alternative) {
  const who = alternative.sources.map(
    (citation) => clauses([sourceLabel(citation.source), citation.locator]),
  );
  const date = alternative.words.long;
  const when = alternative.place ? say("{date} in {place}", { date, place: placeName(alternative.place) }) : date;
  const parts = { date: [element("strong", {}, when)], sources: [listed(who)], note: [alternative.note] };
  if (alternative.note) return sayAround(who.length ? "{date} ({sources}): {note}" : "{date}: {note}", parts);
  return sayAround(who.length ? "{date} ({sources})." : "{date}.", parts);
}

/**
 * @param {ChronicleEvent} event
 * @returns {HTMLElement | null}
 */
function peopleSection(event) {
  const rows = event.people.map(([actor, role, side]) =>
    element(
      "div",
      { class: "pair" },
      element("dt", {}, partWords(role, side)),
      element("dd", { class: "strong" }, actorName(actor)),
    ),
  );
  if (event.places.length)
    rows.push(
      element(
        "div",
        { class: "pair" },
        element("dt", {}, say("place")),
        element("dd", {}, inRow(event.places.map(placeName))),
      ),
    );
  for (const measure of event.measures)
    rows.push(element("div", { class: "pair" }, element("dt", {}, say("measure")), element("dd", {}, measure)));
  if (event.tags.length)
    rows.push(
      element(
        "div",
        { class: "pair" },
        element("dt", {}, say("tags")),
        element("dd", {}, inRow(event.tags.map((tag) => tag.replace(/[-_]/g, " ")))),
      ),
    );
  if (!rows.length && !event.note) return null;
  const disagree = event.alternatives.length ? element("strong", {}, `${say("Sources disagree.")} `) : null;
  return section(
    "people",
    say("Who took part"),
    element("dl", {}, ...rows),
    event.note ? element("p", { class: "note" }, disagree, event.note) : null,
  );
}

/**
 * As what somebody took part, and on which side.
 * @param {string} role
 * @param {string} side
 * @returns {string}
 */
function partWords(role, side) {
  const words = role ? term(role) : say("named");
  return side ? say("{role} ({side})", { role: words, side }) : words;
}

const FEW_CLAIMS = 8;
const OPEN_CLAIM_GROUPS = 2;

function openAllClaims() {
  for (const group of byId("details").querySelectorAll(".claims details")) group.open = true;
}

/**
 * One section for each proposition that claims about the event take a position on, and one for the other claims; where
 * there are many, the largest groups are open.
 * @param {ChronicleEvent} event
 * @returns {HTMLElement[]}
 */
function claimSections(event) {
  const groups = new Map();
  const order = new Map(DATA.claims.map((claim, index) => [claim, index]));
  for (const claim of event.claims.map((index) => DATA.claims[index])) {
    const [proposition, stance] = claim.positions[0] ?? [null, null];
    if (!groups.has(proposition)) groups.set(proposition, []);
    groups.get(proposition).push({ claim, stance });
  }
  const largestFirst = [...groups].sort((one, other) => other[1].length - one[1].length);
  return largestFirst.map(([proposition, entries], index) => {
    entries.sort(
      (one, other) =>
        STANCES.indexOf(one.stance) - STANCES.indexOf(other.stance) || order.get(one.claim) - order.get(other.claim),
    );
    const title = proposition === null ? say("What is said of it") : propositionWords(proposition);
    const open = index < OPEN_CLAIM_GROUPS || event.claims.length <= FEW_CLAIMS;
    return section(
      "claims",
      null,
      element(
        "details",
        { open },
        element(
          "summary",
          { "data-focus": title },
          element("h3", {}, title),
          element("span", { class: "count" }, counted(entries.length, "claim")),
        ),
        ...entries.map(({ claim, stance }) => claimEntry(claim, stance)),
      ),
    );
  });
}

/**
 * A proposition in quotes, without its full stop.
 * @param {string} id
 * @returns {string}
 */
function propositionWords(id) {
  return quoted((DATA.propositions[id] ?? id).replace(/\.$/, ""));
}

/**
 * @param {Claim} claim
 * @param {string | null} stance
 * @returns {Element}
 */
function claimEntry(claim, stance) {
  const also = claim.positions
    .slice(1)
    .map(([id, other]) => say("{stance} {proposition}", { stance: term(other), proposition: propositionWords(id) }));
  return element(
    "div",
    { class: "claim pair", "data-claim": claim.id },
    element(
      "div",
      { class: "stance" },
      stance ? STANCE_WORDS[stance] : termWords(claim.kind),
      stance ? stanceScale(stance, !claim.shared) : null,
    ),
    element(
      "div",
      {},
      element("p", { class: "claim-text" }, claim.text),
      element("p", { class: "small" }, ...speakerWords(claim)),
      also.length ? element("p", { class: "small" }, say("Also {positions}.", { positions: listed(also) })) : null,
      claim.outcome ? element("p", { class: "small" }, say("Outcome: {words}", { words: claim.outcome })) : null,
      claim.note ? element("p", { class: "small" }, claim.note) : null,
    ),
  );
}

/**
 * @param {Claim} claim
 * @returns {Child[]}
 */
function speakerWords(claim) {
  /** @type {Child[]} */
  const further = [
    claim.capacity,
    claim.via.length ? say("reported by {names}", { names: listed(claim.via.map(actorName)) }) : "",
    claim.made ? claim.made.words.short : "",
  ];
  const speaker = [
    element("strong", {}, listed(claim.by.map(actorName))),
    ...further.filter(Boolean).map((words) => `${BETWEEN_CLAUSES}${words}`),
    claim.rank === "deprecated" ? ` ${say("(deprecated)")}` : "",
  ];
  if (!claim.sources.length) return sayAround("{speaker}.", { speaker });
  return sayAround("{speaker}. {sources}", { speaker, sources: claim.sources.flatMap(placeInSource) });
}

/**
 * A source of a claim, and the place in it, which is a link where it can be.
 * @param {Citation} citation
 * @param {number} index
 * @returns {(Node | string)[]}
 */
function placeInSource({ source: id, locator }, index) {
  const source = DATA.sources[id];
  const place = locator ? [BETWEEN_CLAUSES, outsideLink(source?.live ?? source?.archived, locator)] : [];
  return [index ? BETWEEN_PARTS : "", sourceLabel(id), ...place];
}

/**
 * A line from "denies" to "affirms" with a dot where the claim stands; hollow for a claim that is reported, not shared.
 * @param {string} stance
 * @param {boolean} reported
 * @returns {Element}
 */
function stanceScale(stance, reported) {
  const x = 58 - STANCES.indexOf(stance) * 13;
  return drawn(
    "svg",
    { class: "stance-scale", width: 64, height: 14, "aria-hidden": "true" },
    drawn("path", { class: "line", d: "M4,7H60M32,3v8" }),
    drawn("circle", { class: reported ? "claim-dot reported" : "claim-dot", cx: x, cy: 7, r: 4 }),
  );
}

/**
 * @param {ChronicleEvent} event
 * @returns {HTMLElement | null}
 */
function relatedSection(event) {
  if (!event.relations.length) return null;
  const rows = event.relations.map((relation) => {
    const target = EVENT_BY_ID.get(relation.event);
    const name = target
      ? button({ class: "link", "data-related": target.id, on: { click: () => choose(target.id) } }, target.title)
      : element("span", {}, say("{event} (not in this chronology)", { event: relation.event }));
    return element(
      "div",
      { class: "pair related" },
      element("dt", {}, relation.words),
      element("dd", {}, name, relation.note ? element("div", { class: "small" }, relation.note) : null),
      element("dd", { class: "gap-words" }, relation.gap),
    );
  });
  return section("related-events", say("Related events"), element("dl", {}, ...rows));
}

/**
 * @param {ChronicleEvent} event
 * @returns {HTMLElement | null}
 */
function sourcesSection(event) {
  if (!FACET_VALUES.source.size) return null;
  if (!event.sources.length)
    return section("sources", say("Sources"), element("p", { class: "small" }, say("No source found yet.")));
  return section(
    "sources",
    say("Sources"),
    element("ol", {}, ...event.sources.map((citation) => element("li", {}, ...citationWords(citation)))),
  );
}

/**
 * @param {Citation} citation
 * @returns {Child[]}
 */
function citationWords(citation) {
  const source = DATA.sources[citation.source];
  if (!source) return [citation.source, citation.locator ? `${BETWEEN_CLAUSES}${citation.locator}` : ""];
  const words = source.reference.map(([text, italic]) => (italic ? element("cite", {}, text) : text));
  if (citation.locator) words.push(` ${citation.locator.replace(/\.?$/, ".")}`);
  const link = (address, name) => sayAround("{link}.", { link: [outsideLink(address, name)] });
  const sentences = [
    citation.supports.length ? [say("For {fields}.", { fields: inRow(citation.supports.map(term)) })] : [],
    citation.note ? [citation.note.replace(/\.?$/, ".")] : [],
    source.live ? link(source.live, say("Live")) : source.address ? [source.address] : [],
    source.accessed ? [say("Looked up {date}.", { date: source.accessed })] : [],
    source.archived ? link(source.archived, say("Archived copy")) : source.live ? [say("No archived copy yet.")] : [],
  ].filter((sentence) => sentence.length);
  const small = element("div", { class: "small" });
  for (const [at, sentence] of sentences.entries()) small.append(...(at ? [BETWEEN_SENTENCES] : []), ...sentence);
  return [...words, small];
}
