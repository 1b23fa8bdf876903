/* The card of a proposition: a table of who takes which position, its cells a picture of time. A row opens what was
   said, with office, paragraph and source. */
/**
 * @param {PropositionDebate} debate
 * @param {Scale} scale
 * @returns {Element}
 */
function debateCard(debate, scale) {
  const groups = STANCES.map((stance) => debate.stands.filter((stand) => stand.stance === stance)).filter(
    (stands) => stands.length,
  );
  return element(
    "article",
    { class: "card proposition", "data-proposition": debate.id },
    element("h3", { tabindex: -1 }, propositionWords(debate.id)),
    element(
      "p",
      { class: "tally-words" },
      `${tallyWords(debate)} `,
      element("span", { class: "count" }, say("{claims} by {speakers}", {
        claims: counted(debate.claims, "claim"),
        speakers: counted(speakersIn(debate), "speaker"),
      })),
    ),
    element(
      "table",
      {},
      element("caption", { class: "unseen" }, `${plainProposition(debate.id)} ${say("Who takes which position, and when.")}`),
      element(
        "thead",
        { class: "unseen" },
        element("tr", {}, element("th", { scope: "col" }, say("Speaker")), element("th", { scope: "col" }, say("When"))),
      ),
      ...groups.map((stands) => stanceGroup(debate, stands, scale)),
      element("tfoot", { "aria-hidden": "true" }, element("tr", {}, element("td", {}), element("td", {}, debateAxis(scale)))),
    ),
  );
}

/**
 * @param {PropositionDebate} debate
 * @returns {number}
 */
function speakersIn({ stands }) {
  return new Set(stands.map(({ by }) => by.join())).size;
}

/**
 * @param {PropositionDebate} debate
 * @param {Stand[]} stands
 * @param {Scale} scale
 * @returns {Element}
 */
function stanceGroup(debate, stands, scale) {
  const [{ stance }] = stands;
  return element(
    "tbody",
    { class: stance },
    element(
      "tr",
      { class: "stance-row" },
      element(
        "th",
        { colspan: 2, scope: "rowgroup" },
        drawn("svg", { class: "stance-mark", width: 14, height: 10, "aria-hidden": "true" }, drawn("rect", { class: `tally ${stance}`, x: 0, y: 0, width: 14, height: 10 })),
        STANCE_WORDS[stance],
        element("span", { class: "count" }, ` ${debate.counts.get(stance)}`),
      ),
    ),
    ...stands.flatMap((stand) => standRows(debate, stand, scale)),
  );
}

/**
 * @param {PropositionDebate} debate
 * @param {Stand} stand
 * @returns {boolean}
 */
function isOpen(debate, stand) {
  return debated() === debate.id && stand.claims.some(({ id }) => id === view.claim);
}

/**
 * @param {PropositionDebate} debate
 * @param {Stand} stand
 * @param {Scale} scale
 * @returns {Element[]}
 */
function standRows(debate, stand, scale) {
  const open = isOpen(debate, stand);
  const aside = view.speaker && !stand.by.includes(view.speaker);
  const row = element(
    "tr",
    { class: `stand${open ? " open" : ""}${aside ? " aside" : ""}` },
    element(
      "th",
      { scope: "row" },
      button(
        {
          "data-focus": `${debate.id}|${stand.stance}|${stand.by.join()}`,
          "data-claims": stand.claims.map(({ id }) => id).join(" "),
          "aria-expanded": String(open),
          on: { click: () => turnStand(debate, stand) },
        },
        stand.speaker,
        stand.claims.length > 1 ? element("span", { class: "count", "aria-hidden": "true" }, ` ${stand.claims.length}`) : null,
      ),
    ),
    element("td", {}, element("span", { class: "unseen" }, stand.claims.map(madeWords).join(BETWEEN_PARTS)), standPicture(stand, scale)),
  );
  return open ? [row, readingRow(debate, stand)] : [row];
}

/**
 * @param {Claim} claim
 * @returns {string}
 */
function madeWords(claim) {
  const made = claim.made ? claim.made.words.long : say("no date known");
  return clauses([made, claim.shared ? "" : say("reported, not shared")]);
}

/**
 * One row is open at a time; pressed again it closes.
 * @param {PropositionDebate} debate
 * @param {Stand} stand
 */
function turnStand(debate, stand) {
  const open = isOpen(debate, stand);
  view.debate = debate.id === mostDebated() ? null : debate.id;
  view.claim = open ? null : stand.claims[0].id;
  drawDebates();
  drawTimeline();
}

/**
 * What was said: the words, who said it as what, where that stands, and the events that it is about.
 * @param {PropositionDebate} debate
 * @param {Stand} stand
 * @returns {Element}
 */
function readingRow(debate, stand) {
  return element(
    "tr",
    { class: "reading" },
    element("td", { colspan: 2 }, ...stand.claims.map((claim) => readingOf(claim, debate.id))),
  );
}

/**
 * @param {Claim} claim
 * @param {string} proposition
 * @returns {Element}
 */
function readingOf(claim, proposition) {
  const also = claim.positions.filter(([id]) => id !== proposition);
  const about = claim.about.filter((id) => EVENT_BY_ID.has(id));
  return element(
    "div",
    { class: claim.shared ? "reading-claim" : "reading-claim reported", "data-claim": claim.id },
    element("p", { class: "reading-text" }, claim.text),
    element("p", { class: "small" }, ...speakerWords(claim), claim.shared ? "" : ` ${say("Reported, not shared.")}`),
    claim.outcome ? element("p", { class: "small" }, say("Outcome: {words}", { words: claim.outcome })) : null,
    claim.note ? element("p", { class: "small" }, claim.note) : null,
    also.length
      ? element(
          "p",
          { class: "small" },
          ...sayAround("Also {positions}", { positions: also.flatMap((position, at) => positionOf(claim, position, at)) }),
        )
      : null,
    element(
      "p",
      { class: "small" },
      ...sayAround("About {events}", {
        events: about.flatMap((id, index) => [
          index ? BETWEEN_NAMES : "",
          isThere("details")
            ? button({ class: "link", "data-id": id, on: { click: () => openFromStory(id) } }, EVENT_BY_ID.get(id).title)
            : EVENT_BY_ID.get(id).title,
        ]),
      }),
    ),
  );
}

/**
 * Another position of a claim, which leads to where it takes it.
 * @param {Claim} claim
 * @param {string[]} position  proposition and stance
 * @param {number} at
 * @returns {(Node | string)[]}
 */
function positionOf(claim, [id, stance], at) {
  const lead = { class: "link", "data-focus": `also ${claim.id} ${id}`, on: { click: () => leadToPosition(claim, id) } };
  const parts = { stance: [term(stance)], proposition: [button(lead, propositionWords(id))] };
  return [at ? BETWEEN_PARTS : "", ...sayAround("{stance} {proposition}", parts)];
}

/**
 * The same claim where it takes another position.
 * @param {Claim} claim
 * @param {string} id  of a proposition
 */
function leadToPosition(claim, id) {
  view.debate = id === mostDebated() ? null : id;
  view.claim = claim.id;
  view.speaker = null;
  drawDebates();
  drawTimeline();
  leadToClaim();
}

/** To the row that is open: into view, with the focus on it. */
function leadToClaim() {
  const row = openRow();
  row?.focus({ preventScroll: true });
  row?.closest("tr").scrollIntoView({ block: "center" });
}

/** @returns {HTMLElement | null} */
function openRow() {
  return byId("debates-cards").querySelector("button[aria-expanded=true]");
}

/**
 * Days as parts of the width in per cent; those beyond it at its edge, with the year they belong to.
 * @param {Stand} stand
 * @param {Scale} scale
 * @returns {Element}
 */
function standPicture(stand, scale) {
  const marks = stand.claims.map((claim) => ({ claim, moment: momentOf(claim.made) }));
  const dated = marks.filter(({ moment }) => moment);
  const [early, inside] = [dated.filter(({ moment }) => moment.day < scale.from), dated.filter(({ moment }) => moment.day >= scale.from && moment.day <= scale.to)];
  const late = dated.length - early.length - inside.length;
  const taken = new Map();
  return drawn(
    "svg",
    { class: "stand-picture", height: 24, "aria-hidden": "true" },
    drawn("line", { class: "grid-line", x1: 0, x2: "100%", y1: 12, y2: 12 }),
    ...inside.flatMap(({ moment }) => standStretch(moment, scale)),
    ...inside.map(({ claim, moment }) => {
      const day = Math.floor(moment.day);
      const nth = taken.get(day) ?? 0;
      taken.set(day, nth + 1);
      return drawn("circle", {
        class: `claim-dot${claim.shared ? "" : " reported"}${claim.id === view.claim ? " chosen" : ""}`,
        cx: `${scale.x(moment.day)}%`,
        cy: 12,
        r: CLAIM_RADIUS,
        transform: `translate(${-nth * 10.5} 0)`,
      });
    }),
    early.length ? drawn("text", { x: 0, y: 16.5 }, `◂ ${yearsOf(early)}`) : null,
    late ? drawn("text", { x: "100%", y: 16.5, "text-anchor": "end" }, `${say("{n} later", { n: late })} ▸`) : null,
    marks.length > dated.length && !dated.length ? drawn("text", { x: 0, y: 16.5 }, say("no date")) : null,
  );
}

/**
 * @param {{moment: ClaimMoment}[]} marks
 * @returns {string}
 */
function yearsOf(marks) {
  return [...new Set(marks.map(({ moment }) => yearWords(civilDate(moment.day).year)))].join(BETWEEN_NAMES);
}

/**
 * The days on which a claim may have been made as well: a faint bar, or dots and an open mark where they have no bound.
 * @param {ClaimMoment} moment
 * @param {Scale} scale
 * @returns {Element[]}
 */
function standStretch(moment, scale) {
  const x = scale.x(moment.day);
  if (moment.open) {
    const way = moment.open === "past" ? -1 : 1;
    const shape = `M0,12h${way * 18}`;
    return [
      drawn(
        "svg",
        { x: `${x}%`, overflow: "visible" },
        drawn("path", { class: "claim-tail", d: shape }),
        drawn("path", { class: "claim-open", d: `M${way * 24},12l${-way * 6},-4v8z` }),
      ),
    ];
  }
  const from = Math.max(scale.x(moment.from), 0);
  if (x - from < 1) return [];
  return [drawn("rect", { class: "claim-days", x: `${from}%`, y: 9, width: `${x - from}%`, height: 6 })];
}

/**
 * The first days of years, or of some months, under the rows of a card.
 * @param {Scale} scale
 * @returns {Element}
 */
function debateAxis(scale) {
  const room = scaleOf([scale.from, scale.to], NARROW.matches ? 140 : 280);
  const ticks = stripTicks(room, 70);
  return drawn(
    "svg",
    { class: "stand-picture axis", height: 24 },
    drawn("line", { class: "strip-axis", x1: 0, x2: "100%", y1: 0.5, y2: 0.5 }),
    ...ticks.flatMap(({ day, text }) => {
      const x = `${scale.x(day)}%`;
      const anchor = scale.x(day) < 6 ? "start" : scale.x(day) > 92 ? "end" : "middle";
      return [
        drawn("line", { class: "strip-axis", x1: x, x2: x, y1: 0, y2: 5 }),
        drawn("text", { x, y: 18, "text-anchor": anchor }, text),
      ];
    }),
  );
}
