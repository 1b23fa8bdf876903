/* The words in the lanes: titles, labels, "n more", and the rings and arrows of the chosen event. */
/**
 * @param {Element} over
 * @param {Layout} layout
 * @param {Measures} measures
 */
function drawLanes(over, layout, measures) {
  for (const lane of layout.lanes) {
    drawLaneTitle(over, lane, measures);
    const group = drawn("g", { style: `--lane:var(--${lane.ground})` });
    for (const item of lane.items)
      if (item.mark.cutLeft && item.mark.right > 14) group.append(drawNotch(item, measures.gutter));
    for (const item of lane.items) if (item.side !== "folded") group.append(...drawLabel(item, layout, measures));
    for (const fold of lane.folds) group.append(...drawFold(fold, measures));
    over.append(group);
  }
}

/**
 * @param {{shown: number, events: {length: number}, total?: number}} lane
 * @returns {string}
 */
function laneCount({ shown, events, total = events.length }) {
  return shown === total ? numeral(shown) : say("{n} of {all}", { n: shown, all: total });
}

/**
 * A lane's title in the gutter, or on phones in a row of its own; with how many of its events are in the picture.
 * @param {Element} over
 * @param {LaidLane} lane
 * @param {Measures} measures
 */
function drawLaneTitle(over, lane, { phone }) {
  if (!lane.title) return;
  const count = laneCount(lane);
  const left = phone ? 14 : 18;
  const text = left + (lane.family ? 18 : 0);
  const baseline = lane.top + (phone ? 20 : 21);
  if (lane.family)
    over.append(drawn("g", { transform: `translate(${left},${baseline - 10.5})` }, symbolIcon(lane.family)));
  if (phone) {
    over.append(
      drawn(
        "text",
        { class: "lane-title", x: text, y: baseline },
        lane.title,
        drawn("tspan", { class: "count", dx: 6 }, count),
      ),
    );
    return;
  }
  const lines = lane.titleLines.map((line, index) => drawn("tspan", { x: text, y: baseline + index * 16 }, line));
  over.append(
    drawn("text", { class: "lane-title" }, ...lines),
    drawn("text", { class: "small count", x: text, y: baseline + lane.titleLines.length * 16 }, count),
  );
}

/**
 * @param {PlacedItem} item
 * @param {number} gutter
 * @returns {Element}
 */
function drawNotch(item, gutter) {
  return drawn("path", { d: `M${gutter - 1},${item.y - 3.5}l5,3.5l-5,3.5z`, fill: "var(--lane)" });
}

/**
 * @param {PlacedItem} item
 * @param {Layout} layout
 * @param {Measures} measures
 * @returns {Element[]}
 */
function drawLabel(item, layout, { gutter }) {
  const x = gutter + item.labelLeft;
  const kind = item.event === layout.chosen ? " chosen" : item.related ? " related" : "";
  /** @type {Child[]} */
  const parts = [item.label];
  if (item.extra) parts.push(drawn("tspan", { class: "extra", dx: 6 }, item.extra));
  return [
    drawn("rect", {
      class: "patch",
      x: x - 2,
      y: item.labelY - 13,
      width: item.textWidth + 4,
      height: 17,
      fill: "var(--lane)",
    }),
    drawn("text", { class: `label event${kind}`, x, y: item.labelY, "data-label": item.event.id }, ...parts),
  ];
}

/**
 * @param {Fold} fold
 * @param {Measures} measures
 * @returns {Element[]}
 */
function drawFold(fold, { gutter, face }) {
  const [first, last] = extremes(fold.items.map((item) => item.event.anchor));
  const air = Math.max(3, (last + 1 - first) * 0.15);
  const open = () => setRange([first - air, last + 1 + air]);
  const x = gutter + fold.labelLeft;
  const width = Math.max(24, textWidth(fold.text, face) + 4);
  return [
    drawn(
      "g",
      { class: "fold", tabindex: 0, role: "button", on: { click: open, keydown: (event) => openByKey(event, fold, open) } },
      drawn("title", {}, fold.items.map((item) => item.event.title).join("\n")),
      drawn("rect", { x: x - 2, y: fold.labelY - 16.5, width, height: 24, fill: "none", "pointer-events": "all" }),
      drawn("text", { class: "label fold", x, y: fold.labelY }, fold.text),
    ),
  ];
}

/**
 * What was folded is drawn, and the first of it has the focus.
 * @param {KeyboardEvent} event
 * @param {Fold} fold
 * @param {() => void} open
 */
function openByKey(event, fold, open) {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  open();
  const { id } = fold.items[0].event;
  requestAnimationFrame(() => [...hitNodes()].find((hit) => hit.getAttribute("data-event") === id)?.focus());
}

/** @returns {NodeListOf<SVGElement>} */
function hitNodes() {
  return byId("over").querySelectorAll(".hit[data-event]");
}

/**
 * @param {Element} over
 * @param {Element} under
 * @param {Layout} layout
 * @param {Measures} measures
 */
function drawChosen(over, under, layout, measures) {
  if (!layout.chosen) return;
  const all = layout.lanes.flatMap((lane) => lane.items.map((item) => ({ ...item, ground: lane.ground })));
  const instances = all.filter((item) => item.event === layout.chosen);
  if (instances.length && instances[0].mark.shape === "symbol") drawVague(under, layout.chosen, instances, measures);
  for (const item of instances) drawRing(over, item, measures.gutter, "ring");
  const main = instances.find((item) => item.first);
  const related = all.filter((item) => item.related);
  const arrows = [];
  for (const item of related) {
    if (main && item.first && layout.lineX !== null)
      arrows.push({ item, relation: layout.related.get(item.event.id), ground: item.ground });
    else drawRing(over, item, measures.gutter, "ring related");
  }
  for (const arrow of arrows) {
    const group = drawn("g", { style: `--lane:var(--${arrow.ground})` });
    drawRelations(group, under, main, [arrow], { left: measures.gutter, lineX: layout.lineX, face: measures.face });
    over.append(group);
  }
}

/**
 * What vaguer sources say of the chosen day, faint behind its symbol.
 * @param {Element} under
 * @param {ChronicleEvent} event
 * @param {PlacedItem[]} instances
 * @param {Measures} measures
 */
function drawVague(under, event, instances, { gutter, plotWidth }) {
  for (const [from, to] of vagueSpans(event, scaleOf(shownRange(), plotWidth))) {
    const [left, right] = [gutter + from, gutter + to];
    for (const { y } of instances) {
      under.append(
        drawn("path", {
          class: "vague",
          stroke: familyColour(signOf(event).hue),
          d: `M${left},${y - 5}v10M${left},${y}H${right}M${right},${y - 5}v10`,
        }),
      );
    }
  }
}

/**
 * The alternatives of a day, in pixels, where they are wide enough to be seen behind its symbol.
 * @param {ChronicleEvent} event
 * @param {Scale} scale
 * @returns {number[][]}
 */
function vagueSpans(event, scale) {
  return event.alternatives
    .filter(({ bounds }) => bounds[0] !== null && bounds[3] !== null)
    .map(({ bounds }) => [clamped(bounds[0], scale), clamped(bounds[3] + 1, scale)])
    .filter(([from, to]) => to - from >= 26);
}

/**
 * The mark of the chosen event, with room for what vaguer sources say.
 * @param {Mark} mark
 * @param {ChronicleEvent} event
 * @param {Scale} scale
 * @returns {Mark}
 */
function withVague(mark, event, scale) {
  if (mark.shape !== "symbol") return mark;
  const spans = vagueSpans(event, scale);
  return {
    ...mark,
    left: Math.min(mark.left, ...spans.map(([from]) => from)),
    right: Math.max(mark.right, ...spans.map(([, to]) => to - 4)),
  };
}
