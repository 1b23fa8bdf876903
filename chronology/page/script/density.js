/* How many events there are at each time, lane by lane, where there are too many to draw each. */
/**
 * @typedef {object} DensityArea  a lane with its bins
 * @property {number} at  its place
 * @property {LaidLane} lane
 * @property {Uint32Array} counts
 * @property {number[]} edges
 * @property {DensityUnit} unit
 * @property {Scale} scale
 * @property {number} gutter
 * @property {number} peak  the highest count
 * @property {number} head
 */

/** @typedef {any} DensityUnit  `days` or `months`, and the words for its highest count */

const DENSITY = { least: 3, top: 14, head: 30, bottom: 3, tip: 12 };
/** @type {any[][]} each a number of days, and the unit that has about as many */
const DENSITY_UNITS = [
  [1, { days: 1, most: (n) => say("up to {n} a day", { n }) }],
  [7, { days: 7, most: (n) => say("up to {n} a week", { n }) }],
  ...[
    [1, (n) => say("up to {n} a month", { n })],
    [3, (n) => say("up to {n} a quarter", { n })],
    [12, (n) => say("up to {n} a year", { n })],
    [120, (n) => say("up to {n} a decade", { n })],
    [1200, (n) => say("up to {n} a century", { n })],
    [12000, (n) => say("up to {n} a millennium", { n })],
  ].map(([months, most]) => [months * 30.44, { months, most }]),
];
/**
 * The lane and the day on which the keyboard stands among the densities.
 * @type {{lane: number, day: number | null}}
 */
const densityAt = { lane: 0, day: null };

/**
 * The smallest unit of the calendar that is wide enough to see.
 * @param {Scale} scale
 * @returns {DensityUnit}
 */
function densityUnit(scale) {
  const least = (DENSITY.least / scale.width) * (scale.to - scale.from);
  const unit = DENSITY_UNITS.find(([days]) => days >= least);
  if (unit) return unit[1];
  const years = 10 ** Math.ceil(Math.log10(least / 365.2425));
  return { months: years * 12, most: (n) => say("up to {n} a {years} years", { n, years }) };
}

/**
 * A bin in words: "March 2014", "week of 3 Mar 2014".
 * @param {DensityUnit} unit
 * @param {number} from
 * @param {number} to
 * @returns {string}
 */
function binWords({ days, months }, from, to) {
  if (days) return days > 1 ? say("week of {date}", { date: shortDay(from) }) : shortDay(from);
  const { year, month } = civilDate(from);
  if (months === 1) return monthInYear(longMonth(month), year);
  if (months === 3) return spanInYear(longMonth(month), longMonth(month + 2), year);
  return months === 12 ? yearWords(year) : fromTo(yearWords(year), yearWords(civilDate(to - 1).year));
}

/**
 * @param {Element} under
 * @param {Element} over
 * @param {Layout} layout
 * @param {Measures} measures
 */
function drawBehind(under, over, layout, { gutter, phone }) {
  hideTip();
  const scale = scaleOf(shownRange(), metrics().plotWidth);
  const unit = densityUnit(scale);
  const edges = unitEdges(scale.from, scale.to, unit);
  for (const [at, lane] of layout.lanes.entries()) {
    if (!lane.isDense) continue;
    const counts = touching(lane.selection.begins, lane.selection.ends, edges);
    const peak = counts.reduce((one, other) => Math.max(one, other), 0);
    const head = phone && lane.title ? DENSITY.head : DENSITY.top;
    const area = { at, lane, counts, edges, unit, scale, gutter, peak, head };
    under.append(densityPath(area));
    over.append(...(phone ? peakAbove(area) : peakBeside(area)), densityHit(area));
  }
}

/**
 * @param {DensityArea} area
 * @returns {Element}
 */
function densityPath({ lane, counts, edges, scale, gutter, peak, head }) {
  const floor = lane.top + lane.height - DENSITY.bottom;
  const room = lane.height - head - DENSITY.bottom;
  const x = (day) => gutter + Math.min(Math.max(scale.x(day), 0), scale.width);
  let outline = "";
  for (let bin = 0; bin < counts.length; bin += 1) {
    if (!counts[bin]) continue;
    const [left, right] = [x(edges[bin]), x(edges[bin + 1])];
    const height = Math.max(1.5, (counts[bin] / peak) * room);
    outline += `M${left.toFixed(1)},${floor}v${-height.toFixed(1)}H${right.toFixed(1)}V${floor}z`;
  }
  const colour = lane.family ? familyColour(lane.family.hue) : "var(--ink2)";
  return drawn("path", { class: lane.events.length ? "density faint" : "density", d: outline, fill: colour });
}

/**
 * How high the highest bin of a lane is: each lane is drawn to its own.
 * @param {DensityArea} area
 * @returns {string}
 */
function peakWords({ peak, unit }) {
  return unit.most(peak);
}

/**
 * In the gutter, under the counts of the lane.
 * @param {DensityArea} area
 * @returns {Element[]}
 */
function peakBeside(area) {
  const { lane, gutter, peak } = area;
  if (!peak) return [];
  const x = 18 + (lane.family ? 18 : 0);
  const y = 21 + (lane.title ? lane.titleLines.length + 1 : 0) * 16;
  const lines = wrapped(peakWords(area), font(12.5), gutter - x - 6, y + 20 < lane.height ? 2 : 1);
  const spans = lines.map((line, at) => drawn("tspan", { x, y: lane.top + y + at * 16 }, line));
  return [drawn("text", { class: "small count" }, ...spans)];
}

/**
 * At the right of the lane's title, where it leaves room.
 * @param {DensityArea} area
 * @returns {Element[]}
 */
function peakAbove(area) {
  const { lane, gutter, peak, scale } = area;
  const words = peakWords(area);
  const taken = textWidth(lane.title, font(12.5, 600)) + textWidth(laneCount(lane), font(12.5)) + 44;
  if (!peak || (lane.title && taken + textWidth(words, font(12.5)) > scale.width)) return [];
  return [drawn("text", { class: "small count", x: gutter + scale.width, y: lane.top + 20, "text-anchor": "end" }, words)];
}

/**
 * What the height of a density means, for the key.
 * @param {Layout} layout
 * @returns {HTMLElement[]}
 */
function furtherKeys({ lanes }) {
  KEY_MARKS.density ??= [["path", { d: "M0,14V8h6V4h6v5h6V2h6v6h6v6z" }]];
  return lanes.some((lane) => lane.isDense) ? [keyEntry(say("how many at a time, each lane to its own highest"), "density")] : [];
}

/**
 * What can be pointed at and reached by key: the bins of a lane.
 * @param {DensityArea} area
 * @returns {Element}
 */
function densityHit(area) {
  const { at, lane, edges, gutter, scale } = area;
  const hit = drawn("rect", {
    class: "hit bins",
    x: gutter,
    y: lane.top,
    width: scale.width,
    height: lane.height,
    role: "slider",
    tabindex: densityAt.lane === at ? 0 : -1,
    "data-bins": at,
    "aria-label": lane.title
      ? say("Number of events, {lane}; Enter zooms in", { lane: lane.title })
      : say("Number of events; Enter zooms in"),
    "aria-valuemin": 0,
    "aria-valuemax": edges.length - 2,
    on: {
      pointermove: (event) => showTip(area, scale.day(event.offsetX - gutter), event),
      pointerleave: hideTip,
      click: (event) => zoom(0.25, scale.day(event.offsetX - gutter)),
      focus: () => tellBin(hit, area),
      blur: hideTip,
      keydown: (event) => stepThroughBins(event, hit, area),
    },
  });
  setBin(hit, area, binOf(area, densityAt.day ?? (scale.from + scale.to) / 2));
  return hit;
}

/**
 * @param {DensityArea} area
 * @param {number} day
 * @returns {number}
 */
function binOf({ edges, counts }, day) {
  return Math.min(Math.max(lowerBound(edges, day + 1e-6) - 1, 0), counts.length - 1);
}

/**
 * @param {DensityArea} area
 * @param {number} bin
 * @returns {string}
 */
function countWords({ counts, edges, unit, lane }, bin) {
  const time = clauses([lane.title, binWords(unit, edges[bin], edges[bin + 1])]);
  return say("{time}: {events}", { time, events: counted(counts[bin], "event") });
}

/**
 * @param {any} hit
 * @param {DensityArea} area
 * @param {number} bin
 */
function setBin(hit, area, bin) {
  hit.setAttribute("aria-valuenow", bin);
  hit.setAttribute("aria-valuetext", countWords(area, bin));
}

/**
 * @param {any} hit
 * @param {DensityArea} area
 */
function tellBin(hit, area) {
  const bin = Number(hit.getAttribute("aria-valuenow"));
  const { edges, scale } = area;
  densityAt.lane = area.at;
  showTip(area, Math.min(Math.max((edges[bin] + edges[bin + 1]) / 2, scale.from), scale.to), null);
}

/**
 * Left and right from bin to bin, up and down from lane to lane; Enter zooms in.
 * @param {KeyboardEvent} event
 * @param {any} hit
 * @param {DensityArea} area
 */
function stepThroughBins(event, hit, area) {
  const bin = Number(hit.getAttribute("aria-valuenow"));
  const last = area.counts.length - 1;
  const to = { ArrowLeft: bin - 1, ArrowRight: bin + 1, Home: 0, End: last, PageUp: bin - 10, PageDown: bin + 10 }[event.key];
  const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (to === undefined && !way && event.key !== "Enter") return;
  event.preventDefault();
  event.stopPropagation();
  const middle = (at) => (area.edges[at] + area.edges[at + 1]) / 2;
  if (event.key === "Enter") zoom(0.25, middle(bin));
  else if (way) byId("over").querySelector(`[data-bins="${area.at + way}"]`)?.focus();
  else {
    setBin(hit, area, Math.min(Math.max(to, 0), last));
    densityAt.day = middle(Number(hit.getAttribute("aria-valuenow")));
    tellBin(hit, area);
  }
}

/**
 * The count beside the hand, or above the bin where the keyboard stands.
 * @param {DensityArea} area
 * @param {number} day
 * @param {MouseEvent | null} event
 */
function showTip(area, day, event) {
  const { scale, gutter, lane } = area;
  const tip = byId("tip") ?? byId("picture").appendChild(element("div", { id: "tip", class: "tip", "aria-hidden": "true" }));
  tip.textContent = countWords(area, binOf(area, day));
  tip.hidden = false;
  const x = gutter + scale.x(day);
  const right = x + tip.offsetWidth + 2 * DENSITY.tip > metrics().width;
  tip.style.left = `${right ? x - tip.offsetWidth - DENSITY.tip : x + DENSITY.tip}px`;
  tip.style.top = `${event ? event.offsetY - 30 : lane.top + 4}px`;
}

function hideTip() {
  if (byId("tip")) byId("tip").hidden = true;
}
