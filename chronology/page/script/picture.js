/* The picture: plotly draws the marks; the layers under and over it hold grid, labels, arrows, axis and overview. */
/**
 * @typedef {object} Measures  of the picture, which follow its width
 * @property {number} width
 * @property {boolean} phone
 * @property {number} gutter
 * @property {number} plotWidth
 * @property {number} size  of labels
 * @property {string} face
 * @property {string} boldFace
 * @property {number} pitch  height of a row
 * @property {number} tallPitch  of a row with labels above its marks
 * @property {number} barFoot
 */

/**
 * @typedef {object} LaneFields  what the picture adds to a lane
 * @property {number} shown  how many of its events are in the range
 * @property {number} top
 * @property {string[]} titleLines
 * @property {string} ground
 */

/** @typedef {Lane & Packing & LaneFields} LaidLane */

/**
 * @typedef {object} Layout  everything that a drawing needs, decided
 * @property {ChronicleEvent | null} chosen
 * @property {Map<string, Relation>} related
 * @property {number | null} lineX  the pixel of the chosen event
 * @property {{earlier: Related[], later: Related[]}} outside
 * @property {number} strip  height of the strip of what is related but outside
 * @property {LaidLane[]} lanes
 * @property {Places} places
 * @property {number} lanesTop
 * @property {number} bottom
 * @property {Scale} [scale]
 * @property {Measures} [measures]
 */

const AXIS_HEIGHT = 52;
const STRIP_HEIGHT = 24;
/** @type {Layout | null} */
let lastLayout = null;
let heldBottom = 0;

/** @returns {Measures} */
function metrics() {
  const width = byId("picture").clientWidth;
  const phone = NARROW.matches;
  const gutter = phone ? 14 : width < 860 ? 128 : 146;
  const right = phone ? 18 : 22;
  const plotWidth = width - gutter - right;
  const big = plotWidth > 1200;
  return {
    width,
    phone,
    gutter,
    plotWidth,
    size: big ? 13.5 : phone ? 12 : 12.5,
    face: font(big ? 13.5 : phone ? 12 : 12.5),
    boldFace: font(big ? 13.5 : phone ? 12 : 12.5, 600),
    pitch: big || phone ? 26 : 24,
    tallPitch: big ? 36 : phone ? 38 : 32,
    barFoot: phone ? 11 : 9,
  };
}

/**
 * What stands beside a label: since when, the dates of a short range, a status that is not "established".
 * @param {ChronicleEvent} event
 * @param {Scale} scale
 * @param {keyof Places} place
 * @returns {string}
 */
function extraWords(event, scale, place) {
  const status = [event.status === "established" ? "" : statusWords(event.status), isPerhaps(event) ? say("perhaps") : ""];
  if (place === "before" && event.reading === "range") return clauses([sinceWords(event), ...status]);
  if (scale.to - scale.from > 120) return clauses(status);
  const years = event.finish !== Infinity && civilDate(event.finish - 1).year !== event.year;
  const words = years ? event.words.short.replace(/^on one day /, "") : event.words.brief;
  const contested = event.reading === "range" && event.alternatives.length ? say("contested") : "";
  return clauses([words, contested, ...status]);
}

/**
 * @param {ChronicleEvent} event
 * @returns {string}
 */
function sinceWords(event) {
  const [startMin, startMax] = event.bounds;
  if (startMin === null) return "";
  const first = civilDate(startMin);
  const last = civilDate(startMax ?? startMin);
  const isRough = /[~%]/.test(event.doubt[0]) || startMin !== startMax;
  const sameMonth = first.year === last.year && first.month === last.month;
  const date = sameMonth ? monthInYear(shortMonth(first.month), first.year) : yearWords(first.year);
  return say(isRough ? "since about {date}" : "since {date}", { date });
}

/**
 * @param {Lane} lane
 * @param {Scale} scale
 * @param {ChronicleEvent | null} chosen
 * @param {Map<string, Relation>} related
 * @param {number | null} lineX
 * @param {Set<string>} seen  events that lanes above have
 * @returns {Item[]}
 */
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
      event,
      mark,
      place,
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

/**
 * Everything that a drawing needs, decided: lanes with their placed items, heights, counts.
 * @param {Scale} scale
 * @param {Measures} measures
 * @returns {Layout}
 */
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
    if (!items.length && !lane.inside) continue;
    const placed = packed(items, {
      ...measures,
      width: scale.width,
      mostRows: rowAllowance(all.length, measures.phone),
      leavesOut: lane.isDense,
    });
    lanes.push(withHeights({ ...lane, ...placed, shown: lane.inside ?? items.length, top }, measures));
    top += lanes[lanes.length - 1].height;
  }
  const places = placesOf(results, scale);
  return { chosen, related, lineX, outside, strip, lanes, places, lanesTop: AXIS_HEIGHT + strip, bottom: top };
}

/**
 * @param {any} lane  with its packing; what the picture adds is put into it
 * @param {Measures} measures
 * @returns {LaidLane} the same object
 */
function withHeights(lane, measures) {
  const face = font(12.5, 600);
  lane.titleLines = measures.phone ? [lane.title] : wrapped(lane.title, face, measures.gutter - 44, 3);
  const titleRow = measures.phone && lane.title ? 26 : 0;
  const least = measures.phone || !lane.title ? 0 : lane.titleLines.length * 16 + 30;
  const inner = lane.rows.reduce((sum, row) => sum + row.height, 0);
  lane.height = Math.max(inner + 16 + titleRow, least, (lane.least ?? 0) + titleRow);
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

/** While a hand moves the range, what stands below the lanes must not jump under it. */
function holdHeight() {
  heldBottom = lastLayout?.bottom ?? 0;
}

function releaseHeight() {
  if (!heldBottom) return;
  heldBottom = 0;
  scheduleDraw();
}

function drawPicture() {
  measureSpacing();
  const measures = metrics();
  if (measures.plotWidth < 60) return;
  const scale = scaleOf(shownRange(), measures.plotWidth);
  const layout = laidOut(scale, measures);
  lastLayout = { ...layout, scale, measures };
  layout.bottom = Math.max(layout.bottom, heldBottom);
  if (heldBottom) heldBottom = layout.bottom;
  const debate = debateOf(layout, scale, measures);
  const debateBottom = layout.bottom + debate.height;
  const height = debateBottom + overviewHeight();
  const picture = byId("picture");
  picture.style.height = `${height}px`;
  const under = drawn("svg", { class: "under", width: measures.width, height, "aria-hidden": "true" });
  const over = drawn("svg", { class: "over", width: measures.width, height, style: `--label:${measures.size}px` });
  const ground = drawGround(under, layout, scale, measures, debateBottom);
  drawBehind(under, over, layout, measures);
  drawMarks(layout, scale, measures, height, ground);
  drawAxis(over, layout, scale, measures);
  if (layout.strip)
    drawOutsideStrip(over, layout.outside, {
      left: measures.gutter,
      width: scale.width,
      lineX: layout.lineX,
      top: AXIS_HEIGHT,
    });
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

/**
 * The layers anew, with the keyboard focus kept where it was.
 * @param {Element} under
 * @param {Element} over
 */
function replaceLayers(under, over) {
  const focused = document.activeElement;
  const grip = focused?.getAttribute?.("data-grip");
  const event = focused?.closest?.(".over") ? focused.getAttribute("data-event") : null;
  const bins = focused?.getAttribute?.("data-bins");
  byId("under").replaceChildren(under);
  byId("over").replaceChildren(over);
  if (grip) over.querySelector(`[data-grip="${grip}"]`)?.focus();
  else if (bins) over.querySelector(`[data-bins="${bins}"]`)?.focus();
  else if (event)
    [...over.querySelectorAll("[data-event]")].find((hit) => hit.getAttribute("data-event") === event)?.focus();
}

/**
 * What stands behind the marks; nothing but where there are too many events to draw each.
 * @param {Element} _under
 * @param {Element} _over
 * @param {Layout} _layout
 * @param {Measures} _measures
 */
function drawBehind(_under, _over, _layout, _measures) {}

/**
 * What is said of events that are counted but not drawn each.
 * @returns {string[]}
 */
function drawnWords() {
  return [];
}

/**
 * @param {Element} under
 * @param {Layout} layout
 * @param {Scale} scale
 * @param {Measures} measures
 * @param {number} bottom
 * @returns {Record<string, string>} the colours of the grounds
 */
function drawGround(under, layout, scale, measures, bottom) {
  const style = getComputedStyle(document.documentElement);
  const colours = { sheet: style.getPropertyValue("--sheet").trim(), band: style.getPropertyValue("--band").trim() };
  for (const [index, lane] of layout.lanes.entries()) {
    lane.ground = index % 2 ? "sheet" : "band";
    under.append(
      drawn("rect", { class: `lane ${lane.ground}`, x: 0, y: lane.top, width: measures.width, height: lane.height }),
    );
    if (index)
      under.append(drawn("line", { class: "lane-line", x1: 0, x2: measures.width, y1: lane.top, y2: lane.top }));
  }
  for (const { day, strong } of axisTicks(scale).grid) {
    const x = Math.round(measures.gutter + scale.x(day)) + 0.5;
    under.append(
      drawn("line", { class: strong ? "grid strong" : "grid", x1: x, x2: x, y1: layout.lanesTop, y2: layout.bottom }),
    );
  }
  if (layout.lineX !== null) {
    const x = measures.gutter + layout.lineX;
    under.append(drawn("line", { class: "date-line", x1: x, x2: x, y1: AXIS_HEIGHT, y2: layout.bottom }));
    if (bottom > layout.bottom) {
      under.append(drawn("line", { class: "date-line", x1: x, x2: x, y1: layout.bottom + debateHead(measures), y2: bottom }));
    }
  }
  return colours;
}

/**
 * @param {Layout} layout
 * @param {Scale} scale
 * @param {Measures} measures
 * @param {number} height
 * @param {Record<string, string>} ground
 */
function drawMarks(layout, scale, measures, height, ground) {
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue("--ink2").trim();
  const traces = [];
  for (const lane of layout.lanes) {
    for (const sign of signs()) {
      const items = lane.items.filter((item) => signOf(item.event) === sign);
      const colour = style.getPropertyValue(`--family-${sign.hue}`).trim() || ink;
      traces.push(...familyTraces(sign, items, scale, colour, ground[lane.ground]));
    }
  }
  drawTraces(traces, scale, { width: measures.width, height, gutter: measures.gutter });
}

/**
 * Counts in words, for eyes and for screen readers.
 * @param {Layout} layout
 */
function sayCounts({ places, scale }) {
  /** @type {DayRange} */
  const range = scale ? [scale.from, scale.to] : shownRange();
  byId("range-title").textContent = capital(rangeWords(range));
  const parts = [
    say({ one: "{shown} of {n} event", other: "{shown} of {n} events" }, { shown: places.in, n: results.length }),
    places.before ? say("{n} begun before", { n: places.before }) : "",
    NARROW.matches && places.earlier ? say("{n} earlier", { n: places.earlier }) : "",
    NARROW.matches && places.later ? say("{n} later", { n: places.later }) : "",
    places.undated ? say("{n} without a date to draw", { n: places.undated }) : "",
  ];
  byId("range-count").textContent = [clauses(parts), ...drawnWords()].join(BETWEEN_PARTS);
}
