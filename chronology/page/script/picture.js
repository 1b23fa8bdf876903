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
    boldFace: font(big ? 13.5 : phone ? 12 : 12.5, 600),
    pitch: big || phone ? 26 : 24,
    tallPitch: big ? 36 : phone ? 38 : 32,
    barFoot: phone ? 11 : 9,
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
  const years = event.finish !== Infinity && civilDate(event.finish - 1).year !== event.year;
  return [years ? event.words.short.replace(/^on one day /, "") : event.words.brief, status].filter(Boolean).join(", ");
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
    const mark = event === chosen ? withVague(markOf(event, scale), event, scale) : markOf(event, scale);
    const isRelated = related.has(event.id);
    const first = !seen.has(event.id);
    seen.add(event.id);
    items.push({
      event, mark, place,
      label: event.title,
      extra: extraWords(event, scale, place),
      bold: event === chosen,
      gap: event === chosen || isRelated ? RINGED_LABEL_GAP : LABEL_GAP,
      above: isRelated && mark.shape === "bar" && lineX !== null && mark.left - lineX >= SHORTEST_BAR_ARROW,
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
  const all = lanesOf(results);
  for (const lane of all) {
    const items = itemsOf(lane, scale, chosen, related, lineX, seen);
    if (!items.length) continue;
    const placed = packed(items, { ...measures, width: scale.width, mostRows: rowAllowance(all.length, measures.phone) });
    lanes.push(withHeights({ ...lane, ...placed, shown: items.length, top }, measures));
    top += lanes[lanes.length - 1].height;
  }
  const places = { in: 0, before: 0, earlier: 0, later: 0, undated: 0 };
  for (const event of results) places[placeInRange(event, scale)] += 1;
  return { chosen, related, lineX, outside, strip, lanes, places, lanesTop: AXIS_HEIGHT + strip, bottom: top };
}

function withHeights(lane, measures) {
  const face = font(12.5, 600);
  lane.titleLines = measures.phone ? [lane.title] : wrapped(lane.title, face, measures.gutter - 44, 3);
  const titleRow = measures.phone && lane.title ? 26 : 0;
  const least = measures.phone || !lane.title ? 0 : lane.titleLines.length * 16 + 30;
  const inner = lane.rows.reduce((sum, row) => sum + row.height, 0);
  lane.height = Math.max(inner + 16 + titleRow, least);
  for (const item of lane.items) {
    const row = lane.rows[item.row];
    const rowTop = lane.top + 8 + titleRow + row.top;
    item.y = rowTop + (row.above ? row.height - measures.barFoot : row.height / 2);
    item.labelY = row.above ? rowTop + row.height - 2 * measures.barFoot - 1 : item.y + 4.5;
    item.rowTop = rowTop;
    item.rowHeight = row.height;
  }
  for (const fold of lane.folds) {
    const { y, labelY } = lane.items.find((item) => item.row === fold.row);
    fold.labelY = fold.above ? labelY : y + 4.5;
  }
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

function drawLanes(over, layout, measures) {
  for (const lane of layout.lanes) {
    drawLaneTitle(over, lane, measures);
    const group = drawn("g", { style: `--lane:var(--${lane.ground})` });
    for (const item of lane.items) if (item.mark.cutLeft && item.mark.right > 14) group.append(drawNotch(item, measures.gutter));
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
  return [drawn("text", { class: "label fold", x: gutter + fold.labelLeft, y: fold.labelY, tabindex: 0, role: "button",
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
  for (const [from, to] of vagueSpans(event, scaleOf(shownRange(), plotWidth))) {
    const [left, right] = [gutter + from, gutter + to];
    for (const { y } of instances) {
      under.append(drawn("path", { class: "vague", stroke: familyColour(event.family), d: `M${left},${y - 5}v10M${left},${y}H${right}M${right},${y - 5}v10` }));
    }
  }
}

/** The alternatives of a day, in pixels, where they are wide enough to be seen behind its symbol. */
function vagueSpans(event, scale) {
  return event.alternatives
    .filter(({ bounds }) => bounds[0] !== null && bounds[3] !== null)
    .map(({ bounds }) => [clamped(bounds[0], scale), clamped(bounds[3] + 1, scale)])
    .filter(([from, to]) => to - from >= 26);
}

/** The mark of the chosen event, with room for what vaguer sources say. */
function withVague(mark, event, scale) {
  if (mark.shape !== "symbol") return mark;
  const spans = vagueSpans(event, scale);
  return { ...mark, left: Math.min(mark.left, ...spans.map(([from]) => from)), right: Math.max(mark.right, ...spans.map(([, to]) => to - 4)) };
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
  const parts = [`${places.in.toLocaleString("en-GB")} of ${counted(results.length, "event")}`];
  if (places.before) parts.push(`${places.before} begun before`);
  if (NARROW.matches && places.earlier) parts.push(`${places.earlier} earlier`);
  if (NARROW.matches && places.later) parts.push(`${places.later} later`);
  if (places.undated) parts.push(`${places.undated} without a date to draw`);
  byId("range-count").textContent = parts.join(", ");
}
