/* The debate: who took which position on one proposition, and when; above the line for, below it against. */
const STANCE_WORDS = {
  affirms: "Affirms",
  leans_towards: "Leans towards",
  qualifies: "Qualifies",
  leans_against: "Leans against",
  denies: "Denies",
};
const DEBATE_PITCH = 22;
const DEBATE_HEAD = 38;

/** The proposition that most claims take a position on. */
const DEBATED = mostDebated();

function mostDebated() {
  const counts = new Map();
  for (const claim of DATA.claims) for (const [id] of claim.positions) counts.set(id, (counts.get(id) ?? 0) + 1);
  let most = null;
  for (const [id, count] of counts) if (count > 1 && (!most || count > most.count)) most = { id, count };
  return most?.id ?? null;
}

/** The claims of the debate about the events shown, each at the day it was made. */
function debateItems(scale, measures) {
  const about = new Set(results.map((event) => event.id));
  const items = [];
  for (const claim of DATA.claims) {
    const position = claim.positions.find(([id]) => id === DEBATED);
    if (!position || !claim.made || !claim.about.some((id) => about.has(id))) continue;
    const [from, , , to] = claim.made.bounds;
    if (from === null || to === null || to < scale.from || from >= scale.to) continue;
    const x = Math.min(Math.max(scale.x((from + to + 1) / 2), 0), scale.width);
    items.push(debateItem(claim, position[1], x, measures, scale.width));
  }
  return items.sort((one, other) => one.mark.left - other.mark.left);
}

function debateItem(claim, stance, x, measures, width) {
  const name = listed(claim.by.map(actorName));
  const nameWidth = textWidth(name, font(measures.size, 600));
  const room = Math.max(width - x, x) - 24;
  const text = fitted(claim.text, measures.face, Math.min(330, room - nameWidth - 8));
  const textRoom = text ? textWidth(text, measures.face) + 6 : 0;
  return {
    claim,
    stance,
    name: fitted(name, font(measures.size, 600), room),
    text,
    nameWidth: Math.min(nameWidth, room),
    mark: { left: x - 4.5, right: x + 4.5 },
    gap: LABEL_GAP,
    textWidth: Math.min(nameWidth, room) + textRoom,
    x,
    reported: claim.via.length > 0,
  };
}

/** The rows of each position and the height of the whole; nothing on phones, where the sheet has it. */
function debateOf(layout, scale, measures) {
  const none = { height: 0, rows: [], reported: false };
  if (!DEBATED || measures.phone) return none;
  const items = debateItems(scale, measures);
  if (!items.length) return none;
  let top = layout.bottom + DEBATE_HEAD + 2;
  const rows = STANCES.map((stance) => {
    const packedRows = firstFit(
      items.filter((item) => item.stance === stance),
      scale.width,
      besideFootprints,
    );
    const height = Math.max(packedRows.length, 1) * DEBATE_PITCH;
    const row = { stance, top, height, rows: packedRows };
    top += height;
    return row;
  });
  return { height: top - layout.bottom + 12, rows, reported: items.some((item) => item.reported) };
}

function drawDebate(over, debate, layout, scale, measures) {
  if (!debate.height) return;
  const { gutter, width } = measures;
  over.append(drawn("line", { class: "axis-line", x1: 0, x2: width, y1: layout.bottom, y2: layout.bottom }));
  const title = `Debate: ${propositionWords(DEBATED)}`;
  const face = font(14, 600, SERIF);
  const shown = fitted(title, face, width - 40);
  over.append(drawn("text", { class: "debate-title", x: 18, y: layout.bottom + 25 }, shown));
  const aside = "who said so, when; above the line for, below it against";
  const asideLeft = 18 + textWidth(shown, face) + 14;
  if (asideLeft + textWidth(aside, font(12.5)) < width - 18)
    over.append(drawn("text", { class: "small count", x: asideLeft, y: layout.bottom + 25 }, aside));
  for (const row of debate.rows) {
    const middle = row.top + row.height / 2;
    over.append(
      drawn(
        "text",
        { class: "small", x: gutter - 14, y: middle + 4.5, "text-anchor": "end" },
        STANCE_WORDS[row.stance],
      ),
    );
    for (const [index, line] of row.rows.entries()) {
      for (const item of line.items) over.append(...debateMark(item, row.top + (index + 0.5) * DEBATE_PITCH, gutter));
    }
    over.prepend(
      drawn("line", {
        class: row.stance === "qualifies" ? "grid axis" : "grid",
        x1: gutter,
        x2: gutter + scale.width,
        y1: middle,
        y2: middle,
      }),
    );
  }
}

function debateMark(item, y, gutter) {
  const x = gutter + item.labelLeft;
  const about = item.claim.about.find((id) => EVENT_BY_ID.has(id));
  return [
    drawn("rect", { class: "patch", x: x - 2, y: y - 9, width: item.textWidth + 4, height: 18, fill: "var(--sheet)" }),
    drawn(
      "text",
      { class: "label claim", x, y: y + 4.5, on: { click: () => chooseByHand(about) } },
      drawn("title", {}, item.claim.text),
      drawn("tspan", { class: "speaker" }, item.name),
      item.text ? drawn("tspan", { dx: 6 }, item.text) : null,
    ),
    drawn("circle", { class: item.reported ? "claim-dot reported" : "claim-dot", cx: gutter + item.x, cy: y, r: 4.2 }),
  ];
}
