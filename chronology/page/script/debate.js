/* The debate: who took which position on one proposition, and when; above the line for, below it against. */
/**
 * @typedef {object} ClaimMoment  when a claim was made, as it is drawn
 * @property {number} day  of its dot
 * @property {number} from  of the stretch before or after it
 * @property {number} to
 * @property {string | null} open  `past` or `future` where the stretch has no bound
 */

/** @typedef {{claim: Claim, stance: string, moment: ClaimMoment | null}} DebateClaim  a claim on the proposition in debate */

/**
 * @typedef {object} ClaimItem  a claim as it is drawn, in pixels of the plot
 * @property {Claim} claim
 * @property {string} stance
 * @property {ClaimMoment} moment
 * @property {{from: number, to: number} | null} stretch
 * @property {{left: number, right: number}} mark
 * @property {number} x
 * @property {string} name
 * @property {string} text
 * @property {boolean} reported
 * @property {number} gap
 * @property {number} textWidth
 */

/** @typedef {{stance: string, top: number, first: number, bottom: number, lines: FilledRow<ClaimItem>[]}} StanceRow */

/**
 * @typedef {object} Debate  the strip of the debate; of no height where there is none
 * @property {number} shown
 * @property {number} earlier
 * @property {number} later
 * @property {number} undated
 * @property {number} height
 * @property {StanceRow[]} rows
 * @property {ClaimItem[]} items
 */

/** @type {Record<string, string>} */
const STANCE_WORDS = {
  affirms: capital(say("affirms")),
  leans_towards: capital(say("leans towards")),
  qualifies: capital(say("qualifies")),
  leans_against: capital(say("leans against")),
  denies: capital(say("denies")),
};
const CLAIM_RADIUS = 4.2;
const CLAIM_HALF = 4.5;
const OPEN_TAIL = 24;
const LEAST_CLAIM_ROOM = 90;

/**
 * The height of what stands above the claims: the menu, on phones with the counts under it.
 * @param {Measures} measures
 * @returns {number}
 */
function debateHead({ phone }) {
  return phone ? 74 : 42;
}

/**
 * When a claim was made, as drawn: a dot at the last day on which that may have been, and a stretch before it; where no
 * last day is known, a dot at the first and a stretch after it. Nothing for a claim without a date.
 * @param {Moment | null} made
 * @returns {ClaimMoment | null}
 */
function momentOf(made) {
  const known = made?.bounds.filter((day) => day !== null) ?? [];
  if (!known.length) return null;
  const [from, , , to] = made.bounds;
  if (to === null) return { day: Math.min(...known) + 0.5, from: Math.min(...known), to: Infinity, open: "future" };
  return { day: to + 0.5, from: from ?? -Infinity, to: to + 1, open: from === null ? "past" : null };
}

/**
 * The claims on the proposition that are about the events shown, each with its stance and its moment.
 * @returns {DebateClaim[]}
 */
function debateClaims() {
  const about = new Set(results.map((event) => event.id));
  return DATA.claims.flatMap((claim) => {
    const position = claim.positions.find(([id]) => id === debated());
    if (!position || !claim.about.some((id) => about.has(id))) return [];
    return [{ claim, stance: position[1], moment: momentOf(claim.made) }];
  });
}

/**
 * Whether a claim lies "earlier" or "later" than the range, or "in" it; an open end reaches nowhere.
 * @param {ClaimMoment | null} moment
 * @param {Scale} scale
 * @returns {"undated" | "earlier" | "later" | "in"}
 */
function momentPlace(moment, scale) {
  if (!moment) return "undated";
  const from = moment.open ? moment.day : moment.from;
  const to = moment.open ? moment.day : moment.to;
  if (to <= scale.from) return "earlier";
  return from >= scale.to ? "later" : "in";
}

/**
 * @param {DebateClaim} claim
 * @param {Scale} scale
 * @param {Measures} measures
 * @returns {ClaimItem}
 */
function debateItem({ claim, stance, moment }, scale, measures) {
  const { width } = scale;
  const x = Math.min(Math.max(scale.x(moment.day), 0), width);
  const mark = { left: x - CLAIM_HALF, right: x + CLAIM_HALF };
  const stretch = stretchOf(moment, x, scale);
  if (stretch && Math.max(width - stretch.to, stretch.from) > LEAST_CLAIM_ROOM) {
    mark.left = Math.min(mark.left, stretch.from - 5);
    mark.right = Math.max(mark.right, stretch.to + 5);
  }
  const room = Math.max(width - mark.right, mark.left) - 20;
  const name = fitted(listed(claim.by.map(actorName)), font(measures.size, 600), room);
  const nameWidth = textWidth(name, font(measures.size, 600));
  const text = fitted(claim.text, measures.face, Math.min(330, room - nameWidth - 8));
  const textRoom = text ? textWidth(text, measures.face) + 6 : 0;
  return {
    claim,
    stance,
    moment,
    stretch,
    mark,
    x,
    name,
    text,
    reported: !claim.shared,
    gap: LABEL_GAP,
    textWidth: nameWidth + textRoom,
  };
}

/**
 * The pixels of the days on which a claim may have been made as well; nothing where the dot would cover them.
 * @param {ClaimMoment} moment
 * @param {number} x
 * @param {Scale} scale
 * @returns {{from: number, to: number} | null}
 */
function stretchOf(moment, x, scale) {
  if (moment.open === "past") return { from: Math.max(x - OPEN_TAIL, -6), to: x };
  if (moment.open === "future") return { from: x, to: Math.min(x + OPEN_TAIL, scale.width + 6) };
  const from = Math.max(scale.x(moment.from), 0);
  return x - from > 2 * CLAIM_RADIUS ? { from, to: x } : null;
}

/**
 * The rows of each stance, the height of the whole, and how many claims are where.
 * @param {Layout} layout
 * @param {Scale} scale
 * @param {Measures} measures
 * @returns {Debate}
 */
function debateOf(layout, scale, measures) {
  const places = { shown: 0, earlier: 0, later: 0, undated: 0 };
  const none = { ...places, height: 0, rows: [], items: [] };
  if (!isThere("debate") || !debated()) return none;
  if (!positionCounts(results.flatMap((event) => event.claims.map((at) => DATA.claims[at]))).size) return none;
  const claims = debateClaims();
  for (const { moment } of claims) places[momentPlace(moment, scale).replace(/^in$/, "shown")] += 1;
  const items = claims
    .filter(({ moment }) => momentPlace(moment, scale) === "in")
    .map((claim) => debateItem(claim, scale, measures))
    .sort((one, other) => one.x - other.x);
  const rows = items.length ? stanceRows(items, layout.bottom + debateHead(measures) + 2, scale, measures) : [];
  const bottom = rows.length ? rows[rows.length - 1].bottom : layout.bottom + debateHead(measures);
  return { ...places, height: bottom - layout.bottom + 12, rows, items };
}

/**
 * A row of claims for each stance; on phones its name stands above it, and stances that nobody takes are left out.
 * @param {ClaimItem[]} items
 * @param {number} top
 * @param {Scale} scale
 * @param {Measures} measures
 * @returns {StanceRow[]}
 */
function stanceRows(items, top, scale, { phone, pitch }) {
  const rows = [];
  for (const stance of STANCES) {
    const own = items.filter((item) => item.stance === stance);
    if (phone && !own.length) continue;
    const lines = firstFit(own, scale.width, besideFootprints);
    const first = top + (phone ? 20 : 0);
    const bottom = first + Math.max(lines.length, 1) * pitch;
    rows.push({ stance, top, first, bottom, lines });
    top = bottom;
  }
  return rows;
}

/**
 * @param {Element} over
 * @param {Debate} debate
 * @param {Layout} layout
 * @param {Scale} scale
 * @param {Measures} measures
 */
function drawDebate(over, debate, layout, scale, measures) {
  drawDebateChoice(debate, layout, measures);
  if (!debate.height) return;
  const { width } = measures;
  over.append(drawn("line", { class: "axis-line", x1: 0, x2: width, y1: layout.bottom, y2: layout.bottom }));
  for (const row of debate.rows) drawStance(over, row, scale, measures);
}

/**
 * @param {Element} over
 * @param {StanceRow} row
 * @param {Scale} scale
 * @param {Measures} measures
 */
function drawStance(over, row, scale, { gutter, phone, pitch }) {
  const middle = (row.first + row.bottom) / 2;
  const across = { x1: gutter, x2: gutter + scale.width };
  over.prepend(drawn("line", { class: "grid", ...across, y1: row.top, y2: row.top }));
  if (row.stance === "qualifies" && !phone)
    over.prepend(drawn("line", { class: "grid axis", ...across, y1: middle, y2: middle }));
  const place = phone ? { x: gutter, y: row.top + 16 } : { x: gutter - 14, y: middle + 4.5, "text-anchor": "end" };
  over.append(drawn("text", { class: "small", ...place }, STANCE_WORDS[row.stance]));
  for (const [index, line] of row.lines.entries()) {
    const lineY = row.first + (index + 0.5) * pitch;
    for (const item of line.items) if (item.stretch) over.append(...claimStretch(item, lineY, gutter));
    for (const item of line.items) over.append(...claimMark(item, lineY, gutter));
  }
}

/**
 * @param {ClaimItem & Footprint} item
 * @param {number} y
 * @param {number} gutter
 * @returns {Element[]}
 */
function claimMark(item, y, gutter) {
  const x = gutter + item.labelLeft;
  const about = item.claim.about.find((id) => EVENT_BY_ID.has(id));
  return [
    drawn("rect", { class: "patch", x: x - 2, y: y - 9, width: item.textWidth + 4, height: 18, fill: "var(--sheet)" }),
    drawn(
      "text",
      { class: "label claim", x, y: y + 4.5, "data-claim": item.claim.id, on: { click: () => chooseByHand(about) } },
      drawn("title", {}, claimTitle(item.claim)),
      drawn("tspan", { class: "speaker" }, item.name),
      item.text ? drawn("tspan", { dx: 6 }, item.text) : null,
    ),
    drawn("circle", {
      class: item.reported ? "claim-dot reported" : "claim-dot",
      cx: gutter + item.x,
      cy: y,
      r: CLAIM_RADIUS,
    }),
  ];
}

/**
 * All that a claim says, for those who point at it.
 * @param {Claim} claim
 * @returns {string}
 */
function claimTitle(claim) {
  const speaker = listed(claim.by.map(actorName));
  if (!claim.made) return say("{speaker}: {text}", { speaker, text: claim.text });
  return say("{speaker}, {date}: {text}", { speaker, date: claim.made.words.short, text: claim.text });
}

/**
 * A faint bar over the days on which a claim may have been made; where they have no bound, dots and an open mark.
 * @param {ClaimItem} item
 * @param {number} y
 * @param {number} gutter
 * @returns {Element[]}
 */
function claimStretch({ moment, stretch }, y, gutter) {
  const from = gutter + stretch.from;
  const to = gutter + stretch.to;
  if (!moment.open) return [drawn("rect", { class: "claim-days", x: from, y: y - 3, width: to - from, height: 6 })];
  const [tip, back] = moment.open === "past" ? [from, from + 6] : [to, to - 6];
  return [
    drawn("path", { class: "claim-tail", d: `M${from},${y}H${to}` }),
    drawn("path", { class: "claim-open", d: `M${tip},${y}L${back},${y - 4}V${y + 4}Z` }),
  ];
}
