/* The picture: plotly draws the marks; the layers under and over it hold grid, labels, arrows, axis and overview. */
const AXIS_HEIGHT = 52;
const STRIP_HEIGHT = 24;
const MOST_ACTOR_LANES = 7;
let lastLayout = null;

function metrics() {
  const width = byId("picture").clientWidth;
  const phone = NARROW.matches;
  const gutter = phone ? 14 : width < 860 ? 128 : 146;
  const right = phone ? 18 : 22;
  const plotWidth = width - gutter - right;
  const big = plotWidth > 1200;
  return {
    width, phone, gutter, plotWidth,
    size: big ? 13.5 : phone ? 12 : 12.5,
    face: font(big ? 13.5 : phone ? 12 : 12.5),
    pitch: big || phone ? 26 : 24,
    tallPitch: big ? 36 : phone ? 34 : 32,
  };
}

/** The lanes and their events: by family, by the actors who take part in most events, or all in one. */
function lanesOf(events) {
  if (view.lanes === "none") return [{ title: "", family: null, events }];
  if (view.lanes === "actor") return actorLanes(events);
  return DATA.families
    .map((family) => ({ title: family.name, family, events: events.filter((event) => event.family === family.id) }))
    .filter((lane) => lane.events.length);
}

function actorLanes(events) {
  const counts = [...facetCounts(events, "actor")].sort((one, other) => other[1] - one[1] || (actorName(one[0]) < actorName(other[0]) ? -1 : 1));
  const named = counts.slice(0, MOST_ACTOR_LANES).map(([id]) => id);
  const lanes = named.map((id) => ({ title: actorName(id), family: null, events: events.filter((event) => event.actors.includes(id)) }));
  const others = events.filter((event) => !event.actors.some((id) => named.includes(id)));
  if (others.length) lanes.push({ title: named.length ? "Others" : "", family: null, events: others });
  return lanes;
}

/** What stands beside a label: since when, the dates of a short range, a status that is not "established". */
function extraWords(event, scale, place) {
  const status = event.status === "established" ? "" : statusWords(event.status);
  if (place === "before" && event.reading === "range") return [sinceWords(event), status].filter(Boolean).join(", ");
  if (scale.to - scale.from > 120) return status;
  return [event.words.brief, status].filter(Boolean).join(", ");
}

function sinceWords(event) {
  const [startMin, startMax] = event.bounds;
  if (startMin === null) return "";
  const first = civilDate(startMin);
  const last = civilDate(startMax ?? startMin);
  const about = /[~%]/.test(event.doubt[0]) || startMin !== startMax ? "about " : "";
  const sameMonth = first.year === last.year && first.month === last.month;
  return `since ${about}${sameMonth ? `${shortMonth(first.month)} ` : ""}${yearWords(first.year)}`;
}

function itemsOf(lane, scale, chosen, related, lineX, seen) {
  const items = [];
  for (const event of lane.events) {
    const place = placeInRange(event, scale);
    if (place !== "in" && place !== "before") continue;
    const mark = markOf(event, scale);
    const isRelated = related.has(event.id);
    const first = !seen.has(event.id);
    seen.add(event.id);
    items.push({
      event, mark, place,
      label: event.title,
      extra: extraWords(event, scale, place),
      bold: event === chosen,
      related: isRelated,
      first,
      reach: isRelated && first ? reachFor(mark, lineX) : undefined,
      priority: event === chosen ? Infinity : isRelated ? 1e6 : event.weight,
      order: event.index,
    });
  }
  return items;
}

/** Everything that a drawing needs, decided: lanes with their placed items, heights, counts. */
function laidOut(scale, measures) {
  const chosen = EVENT_BY_ID.get(view.chosen) ?? null;
  const related = relatedTo(chosen);
  const here = chosen && results.includes(chosen) && ["in", "before"].includes(placeInRange(chosen, scale));
  const lineX = here ? Math.min(Math.max(markOf(chosen, scale).middle, 0), scale.width) : null;
  const outside = relatedOutside(related, scale);
  const strip = outside.earlier.length || outside.later.length ? STRIP_HEIGHT : 0;
  const seen = new Set();
  let top = AXIS_HEIGHT + strip;
  const lanes = [];
  for (const lane of lanesOf(results)) {
    const items = itemsOf(lane, scale, chosen, related, lineX, seen);
    if (!items.length) continue;
    const placed = packed(items, { ...measures, width: scale.width, mostRows: measures.phone ? MOST_MOMENT_ROWS_ON_PHONES : MOST_MOMENT_ROWS });
    lanes.push(withHeights({ ...lane, ...placed, shown: items.length, top }, measures));
    top += lanes[lanes.length - 1].height;
  }
  const places = { in: 0, before: 0, earlier: 0, later: 0, undated: 0 };
  for (const event of results) places[placeInRange(event, scale)] += 1;
  return { chosen, related, lineX, outside, strip, lanes, places, lanesTop: AXIS_HEIGHT + strip, bottom: top };
}

function withHeights(lane, measures) {
  const face = font(12.5, 600);
  lane.titleLines = measures.phone ? [lane.title] : wrapped(lane.title, face, measures.gutter - 62, 3);
  const titleRow = measures.phone && lane.title ? 26 : 0;
  const least = measures.phone || !lane.title ? 0 : lane.titleLines.length * 16 + 30;
  const inner = lane.rows.reduce((sum, row) => sum + row.height, 0);
  lane.height = Math.max(inner + 16 + titleRow, least);
  for (const item of lane.items) {
    const row = lane.rows[item.row];
    const rowTop = lane.top + 8 + titleRow + row.top;
    item.y = rowTop + (row.above ? row.height - 9 : row.height / 2);
    item.labelY = row.above ? rowTop + row.height - 18 : item.y + 4.5;
    item.rowTop = rowTop;
    item.rowHeight = row.height;
  }
  for (const fold of lane.folds) fold.y = lane.items.find((item) => item.row === fold.row).y;
  return lane;
}

function drawPicture() {
  const measures = metrics();
  if (measures.plotWidth < 60) return;
  const scale = scaleOf(shownRange(), measures.plotWidth);
  const layout = laidOut(scale, measures);
  lastLayout = { ...layout, scale, measures };
  const debate = debateOf(layout, scale, measures);
  const debateBottom = layout.bottom + debate.height;
  const height = debateBottom + overviewHeight();
  const picture = byId("picture");
  picture.style.height = `${height}px`;
  const under = drawn("svg", { class: "under", width: measures.width, height, "aria-hidden": "true" });
  const over = drawn("svg", { class: "over", width: measures.width, height, style: `--label:${measures.size}px` });
  const ground = drawGround(under, layout, scale, measures, debateBottom);
  drawMarks(layout, scale, measures, height, ground);
  drawAxis(over, layout, scale, measures);
  if (layout.strip) drawOutsideStrip(over, layout.outside, { left: measures.gutter, width: scale.width, lineX: layout.lineX, top: AXIS_HEIGHT });
  drawLanes(over, layout, measures);
  drawChosen(over, under, layout, measures);
  drawDebate(over, debate, layout, scale, measures);
  drawOverview(over, { width: measures.width, top: debateBottom, left: measures.gutter, plotWidth: scale.width });
  const hits = hitAreas(layout, measures);
  over.append(hits);
  replaceLayers(under, over);
  drawKey(layout, debate);
  sayCounts(layout);
}

/** The layers anew, with the keyboard focus kept where it was. */
function replaceLayers(under, over) {
  const focused = document.activeElement;
  const grip = focused?.getAttribute?.("data-grip");
  const event = focused?.closest?.(".over") ? focused.getAttribute("data-event") : null;
  byId("under").replaceChildren(under);
  byId("over").replaceChildren(over);
  if (grip) over.querySelector(`[data-grip="${grip}"]`)?.focus();
  else if (event) [...over.querySelectorAll("[data-event]")].find((hit) => hit.getAttribute("data-event") === event)?.focus();
}

function drawGround(under, layout, scale, measures, bottom) {
  const style = getComputedStyle(document.documentElement);
  const colours = { sheet: style.getPropertyValue("--sheet").trim(), band: style.getPropertyValue("--band").trim() };
  for (const [index, lane] of layout.lanes.entries()) {
    lane.ground = index % 2 ? "sheet" : "band";
    under.append(drawn("rect", { class: `lane ${lane.ground}`, x: 0, y: lane.top, width: measures.width, height: lane.height }));
    if (index) under.append(drawn("line", { class: "lane-line", x1: 0, x2: measures.width, y1: lane.top, y2: lane.top }));
  }
  for (const { day, strong } of axisTicks(scale).grid) {
    const x = Math.round(measures.gutter + scale.x(day)) + 0.5;
    under.append(drawn("line", { class: strong ? "grid strong" : "grid", x1: x, x2: x, y1: layout.lanesTop, y2: layout.bottom }));
  }
  if (layout.lineX !== null) {
    const x = measures.gutter + layout.lineX;
    under.append(drawn("line", { class: "date-line", x1: x, x2: x, y1: AXIS_HEIGHT, y2: bottom }));
  }
  return colours;
}

function drawMarks(layout, scale, measures, height, ground) {
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue("--ink2").trim();
  const traces = [];
  for (const lane of layout.lanes) {
    for (const family of DATA.families) {
      const items = lane.items.filter((item) => item.event.family === family.id);
      const colour = style.getPropertyValue(`--family-${family.id}`).trim() || ink;
      traces.push(...familyTraces(family, items, scale, colour, ground[lane.ground]));
    }
  }
  Plotly.react(byId("plot"), traces, {
    width: measures.width,
    height,
    margin: { l: measures.gutter, r: measures.width - measures.gutter - scale.width, t: 0, b: 0 },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    barmode: "overlay",
    showlegend: false,
    dragmode: false,
    xaxis: { type: "date", range: [scale.from * DAY_MS, scale.to * DAY_MS], visible: false, fixedrange: true },
    yaxis: { range: [height, 0], visible: false, fixedrange: true },
  }, { staticPlot: true, displayModeBar: false, displaylogo: false, showSendToCloud: false, responsive: false });
}

function flagWords(event) {
  const [startMin, startMax] = event.bounds;
  if (startMin !== null && startMin === startMax) return shortDay(startMin);
  return fitted(event.words.short.replace(/^some time (in )?/, ""), font(12.5, 600), 150);
}

function drawAxis(over, layout, scale, measures) {
  const { gutter } = measures;
  const lowerFace = font(12.5);
  const upperFace = font(13, 600, SERIF);
  const flag = layout.lineX === null ? null : flagBox(layout, scale, measures);
  const ticks = axisTicks(scale);
  const clear = (x, width) => !flag || x + width + 6 < flag.left || x > flag.left + flag.width + 6;
  let taken = -Infinity;
  for (const { day, text } of ticks.lower) {
    const x = gutter + scale.x(day);
    const width = textWidth(text, lowerFace);
    if (!clear(x, width) || x + width > measures.width - 4 || x < taken) continue;
    taken = x + width + 8;
    over.append(drawn("text", { class: "tick", x, y: 42 }, text));
  }
  const later = !measures.phone && layout.places.later ? `${layout.places.later} later ▸` : "";
  const laterWidth = later ? textWidth(later, lowerFace) + 12 : 0;
  for (const { day, text } of ticks.upper) {
    const x = gutter + scale.x(day);
    if (x + textWidth(text, upperFace) > measures.width - 8 - laterWidth) continue;
    over.append(drawn("text", { class: "tick upper", x, y: 24 }, text));
  }
  if (later) over.append(drawn("text", { class: "tick aside", x: gutter + scale.width, y: 24, "text-anchor": "end", on: { click: () => pan(0.6) } }, later));
  if (!measures.phone && layout.places.earlier) {
    over.append(drawn("text", { class: "tick aside", x: OVERVIEW.pad, y: 42, on: { click: () => pan(-0.6) } }, `◂ ${layout.places.earlier} earlier`));
  }
  over.append(drawn("line", { class: "axis-line", x1: 0, x2: measures.width, y1: AXIS_HEIGHT - 0.5, y2: AXIS_HEIGHT - 0.5 }));
  if (flag) {
    over.append(drawn("rect", { class: "flag", x: flag.left, y: 28, width: flag.width, height: 20, rx: 3 }),
      drawn("text", { class: "flag-words", x: flag.left + flag.width / 2, y: 42.5, "text-anchor": "middle" }, flag.text),
      drawn("line", { class: "date-line", x1: gutter + layout.lineX, x2: gutter + layout.lineX, y1: 48, y2: AXIS_HEIGHT }));
  }
}

function flagBox(layout, scale, { gutter, width: total }) {
  const text = flagWords(layout.chosen);
  const width = textWidth(text, font(12.5, 600)) + 16;
  const left = Math.min(Math.max(gutter + layout.lineX - width / 2, 4), total - width - 4);
  return { text, width, left };
}

function drawLanes(over, layout, measures) {
  for (const lane of layout.lanes) {
    drawLaneTitle(over, lane, measures);
    const group = drawn("g", { style: `--lane:var(--${lane.ground})` });
    for (const item of lane.items) if (item.mark.cutLeft) group.append(drawNotch(item, measures.gutter));
    for (const item of lane.items) if (item.side !== "folded") group.append(...drawLabel(item, layout, measures));
    for (const fold of lane.folds) group.append(...drawFold(fold, measures));
    over.append(group);
  }
}

/** A lane's title in the gutter, or on phones in a row of its own; with how many of its events are in the picture. */
function drawLaneTitle(over, lane, { phone }) {
  if (!lane.title) return;
  const count = lane.shown === lane.events.length ? String(lane.shown) : `${lane.shown} of ${lane.events.length}`;
  const left = phone ? 14 : 18;
  const text = left + (lane.family ? 18 : 0);
  const baseline = lane.top + (phone ? 20 : 21);
  if (lane.family) over.append(drawn("g", { transform: `translate(${left},${baseline - 10.5})` }, symbolIcon(lane.family)));
  if (phone) {
    over.append(drawn("text", { class: "lane-title", x: text, y: baseline }, lane.title, drawn("tspan", { class: "count", dx: 6 }, count)));
    return;
  }
  const lines = lane.titleLines.map((line, index) => drawn("tspan", { x: text, y: baseline + index * 16 }, line));
  over.append(drawn("text", { class: "lane-title" }, ...lines),
    drawn("text", { class: "small count", x: text, y: baseline + lane.titleLines.length * 16 }, count));
}

function drawNotch(item, gutter) {
  return drawn("path", { d: `M${gutter - 1},${item.y - 3.5}l5,3.5l-5,3.5z`, fill: "var(--lane)" });
}

function drawLabel(item, layout, { gutter }) {
  const x = gutter + item.labelLeft;
  const kind = item.event === layout.chosen ? " chosen" : item.related ? " related" : "";
  const parts = [item.label];
  if (item.extra) parts.push(drawn("tspan", { class: "extra", dx: 6 }, item.extra));
  return [
    drawn("rect", { class: "patch", x: x - 2, y: item.labelY - 13, width: item.textWidth + 4, height: 17, fill: "var(--lane)" }),
    drawn("text", { class: `label event${kind}`, x, y: item.labelY, "data-label": item.event.id }, ...parts),
  ];
}

function drawFold(fold, { gutter }) {
  const days = fold.items.map((item) => item.event.anchor);
  const spread = [Math.min(...days), Math.max(...days) + 1];
  const air = Math.max(3, (spread[1] - spread[0]) * 0.15);
  const open = () => setRange([spread[0] - air, spread[1] + air]);
  return [drawn("text", { class: "label fold", x: gutter + fold.labelLeft, y: fold.y + 4.5, tabindex: 0, role: "button",
    on: { click: open, keydown: (event) => event.key === "Enter" && open() } },
    drawn("title", {}, fold.items.map((item) => item.event.title).join("\n")), fold.text)];
}

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
    if (main && item.first && layout.lineX !== null) arrows.push({ item, relation: layout.related.get(item.event.id), ground: item.ground });
    else drawRing(over, item, measures.gutter, "ring related");
  }
  for (const arrow of arrows) {
    const group = drawn("g", { style: `--lane:var(--${arrow.ground})` });
    drawRelations(group, under, main, [arrow], { left: measures.gutter, lineX: layout.lineX, face: measures.face });
    over.append(group);
  }
}

/** What vaguer sources say of the chosen day, faint behind its symbol. */
function drawVague(under, event, instances, { gutter, plotWidth }) {
  const scale = scaleOf(shownRange(), plotWidth);
  for (const alternative of event.alternatives) {
    const [from, , , to] = alternative.bounds;
    if (from === null || to === null) continue;
    const left = gutter + Math.max(scale.x(from), 0);
    const right = gutter + Math.min(scale.x(to + 1), scale.width);
    if (right - left < 26) continue;
    for (const { y } of instances) {
      under.append(drawn("path", { class: "vague", stroke: familyColour(event.family), d: `M${left},${y - 5}v10M${left},${y}H${right}M${right},${y - 5}v10` }));
    }
  }
}

/** What can be pointed at and reached by key: one area for each event, as high as its row. */
function hitAreas(layout, { gutter }) {
  const group = drawn("g", { class: "hits" });
  const first = layout.lanes.flatMap((lane) => lane.items).find((item) => item.event === layout.chosen) ?? layout.lanes[0]?.items[0];
  for (const lane of layout.lanes) {
    for (const item of lane.items) {
      const from = item.side === "folded" ? item.mark.left : Math.min(item.mark.left, item.labelLeft);
      const to = item.side === "folded" ? item.mark.right : Math.max(item.mark.right, item.labelLeft + item.textWidth);
      const name = `${item.event.title}, ${item.event.words.long}`;
      group.append(drawn("rect", {
        class: "hit", x: gutter + from - 2, y: item.rowTop, width: Math.max(to - from + 4, 24), height: Math.max(item.rowHeight, 24), rx: 4,
        role: "button", tabindex: item.event === first?.event && item.first ? 0 : -1, "aria-label": name, "data-event": item.event.id,
        on: { click: () => chooseByHand(item.event.id), keydown: stepThroughPicture },
      }, drawn("title", {}, name)));
    }
  }
  return group;
}

/** Arrow keys walk the events of the picture in date order; Enter opens one. */
function stepThroughPicture(event) {
  const id = event.currentTarget.getAttribute("data-event");
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    chooseByHand(id);
    return;
  }
  const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!way) return;
  event.preventDefault();
  const hits = [...byId("over").querySelectorAll("[data-event]")];
  const shown = [...new Set(hits.map((hit) => hit.getAttribute("data-event")))]
    .sort((one, other) => EVENT_BY_ID.get(one).index - EVENT_BY_ID.get(other).index);
  const next = shown[shown.indexOf(id) + way];
  if (!next) return;
  for (const hit of hits) hit.setAttribute("tabindex", -1);
  const hit = hits.find((candidate) => candidate.getAttribute("data-event") === next);
  hit.setAttribute("tabindex", 0);
  hit.focus();
}

/** Counts in words, for eyes and for screen readers. */
function sayCounts({ places, scale }) {
  const range = scale ? [scale.from, scale.to] : shownRange();
  byId("range-title").textContent = rangeWords(range);
  const parts = [`${places.in} of ${counted(results.length, "event")}`];
  if (places.before) parts.push(`${places.before} begun before`);
  if (NARROW.matches && places.earlier) parts.push(`${places.earlier} earlier`);
  if (NARROW.matches && places.later) parts.push(`${places.later} later`);
  if (places.undated) parts.push(`${places.undated} without a date to draw`);
  byId("range-count").textContent = parts.join(", ");
}

const KEY_ENTRIES = [
  ["on that day", (item) => item.mark.shape === "symbol" && !item.mark.hollow, "dot"],
  ["one day or the other", (item) => item.mark.shape === "symbol" && item.mark.centres.length > 1, "pair"],
  ["uncertain, or not yet", (item) => item.mark.shape === "symbol" && item.mark.hollow && item.mark.centres.length === 1, "ring"],
  ["some day in this time", (item) => item.mark.shape === "bracket", "bracket"],
  ["a few days", (item) => item.mark.shape === "whisker", "whisker"],
  ["known start and end", (item) => item.mark.shape === "bar" && !item.mark.arrowRight, "bar"],
  ["approximate", (item) => item.mark.shape === "bar" && (item.mark.coreLeft - item.mark.fadeLeft > 1 || item.mark.fadeRight - item.mark.coreRight > 1), "fade"],
  ["contested or uncertain", (item) => item.mark.outline?.length, "outline"],
  ["still running", (item) => item.mark.arrowRight, "arrow"],
  ["end not known", (item) => item.mark.raggedRight || item.mark.raggedLeft, "ragged"],
];

/** The key names only the marks that are in the picture. */
function drawKey(layout, debate) {
  const items = layout.lanes.flatMap((lane) => lane.items);
  const used = KEY_ENTRIES.filter(([, isUsed]) => items.some(isUsed)).map(([words, , mark]) => keyEntry(words, mark));
  if (byId("over").querySelector(".relation")) used.push(keyEntry("relation of the chosen event", "relation"));
  if (debate.reported) used.push(keyEntry("claim reported, not shared", "ring"));
  byId("key").replaceChildren(...used);
}

const KEY_MARKS = {
  dot: [["circle", { cx: 6, cy: 7, r: 5 }]],
  ring: [["circle", { class: "line", cx: 6, cy: 7, r: 4.5 }]],
  pair: [["circle", { class: "line", cx: 6, cy: 7, r: 4.3 }], ["path", { class: "line dashed", d: "M11,7h8" }], ["circle", { class: "line", cx: 24, cy: 7, r: 4.3 }]],
  bracket: [["rect", { x: 1, y: 4, width: 28, height: 6, opacity: 0.18 }], ["path", { class: "line", d: "M1.5,2.5v9M28.5,2.5v9" }], ["path", { class: "line dashed", d: "M2,7h26" }]],
  whisker: [["path", { class: "line", d: "M3.5,3.5v7M26.5,3.5v7M3,7h24" }], ["circle", { cx: 15, cy: 7, r: 4.3 }]],
  bar: [["rect", { x: 0, y: 4.5, width: 30, height: 5 }]],
  fade: [0.15, 0.35, 0.55, 0.75, 1, 1].map((opacity, index) => ["rect", { x: index * 5, y: 4.5, width: 5, height: 5, opacity }]),
  outline: [["rect", { class: "line dashed", x: 0.6, y: 4.6, width: 12, height: 4.8 }], ["rect", { x: 13, y: 4.5, width: 17, height: 5 }]],
  arrow: [["rect", { x: 0, y: 4.5, width: 22, height: 5 }], ["path", { d: "M21,1l9,6l-9,6z" }]],
  ragged: [["path", { d: "M0,4.5h28l-4,1.7l5,1.6l-4,1.7h-25z" }]],
  relation: [["path", { class: "relation", d: "M0,7h24" }], ["path", { class: "arrowhead", d: "M30,7l-8,-4v8z" }]],
};

function keyEntry(words, mark) {
  const width = mark === "dot" || mark === "ring" ? 12 : 30;
  const shapes = KEY_MARKS[mark].map(([name, attributes]) => drawn(name, attributes));
  return element("span", { class: "key-entry" }, drawn("svg", { width, height: 14, "aria-hidden": "true" }, ...shapes), words);
}
