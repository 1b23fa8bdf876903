/* All years in one strip: how many events began when, which slice the picture shows, and grips to change it. */
/**
 * @typedef {{from: number, to: number, count: number}} Bin
 * @typedef {{months: number, name: string}} BinUnit
 */

const OVERVIEW = { funnel: 34, bins: 46, names: 20, pad: 18 };

/** @returns {number} */
function overviewHeight() {
  if (!isThere("overview")) return 0;
  return OVERVIEW.funnel + OVERVIEW.bins + OVERVIEW.names + 8;
}

/**
 * The unit in which events are counted, so that a bin is wide enough to see.
 * @param {number} width
 * @returns {BinUnit}
 */
function binUnit(width) {
  const [from, to] = wholeYears();
  const months = (to - from) / 30.44;
  /** @type {[number, string][]} */
  const units = [
    [1, say("Events per month")],
    [3, say("Events per quarter")],
    [12, say("Events per year")],
    [120, say("Events per decade")],
    [1200, say("Events per century")],
    [12000, say("Events per millennium")],
  ];
  const unit = units.find(([length]) => (width / months) * length >= 6);
  if (unit) return { months: unit[0], name: unit[1] };
  const years = 10 ** Math.ceil(Math.log10((6 * months) / width / 12));
  return { months: years * 12, name: say("Events per {n} years", { n: years }) };
}

/**
 * @param {ChronicleEvent[]} events
 * @param {BinUnit} unit
 * @param {Scale} scale
 * @returns {Bin[]} none of them empty
 */
function binned(events, unit, scale) {
  const first = civilDate(scale.from).year * 12;
  const origin = Math.floor(first / unit.months) * unit.months;
  const counts = new Map();
  for (const event of events) {
    if (event.anchor === null) continue;
    const date = civilDate(event.anchor);
    const bin = Math.floor((date.year * 12 + date.month - 1 - origin) / unit.months);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  return [...counts].map(([bin, count]) => {
    const from = dayNumber(0, origin + bin * unit.months + 1, 1);
    return { from, to: monthStart(from, unit.months), count };
  });
}

/**
 * @param {Element} over
 * @param {{width: number, top: number, left: number, plotWidth: number}} place
 */
function drawOverview(over, { width, top, left, plotWidth }) {
  if (!isThere("overview")) return;
  const { pad } = OVERVIEW;
  const scale = scaleOf(wholeYears(), width - 2 * pad);
  const range = shownRange();
  const floor = top + OVERVIEW.funnel + OVERVIEW.bins;
  const ceiling = top + OVERVIEW.funnel;
  const brush = [range[0], range[1]].map((day) => pad + Math.min(Math.max(scale.x(day), 0), scale.width));
  if (brush[1] - brush[0] < 6) [brush[0], brush[1]] = [(brush[0] + brush[1]) / 2 - 3, (brush[0] + brush[1]) / 2 + 3];
  const unit = binUnit(scale.width);
  const bins = binned(results, unit, scale);
  const tallest = Math.max(1, ...bins.map((bin) => bin.count));
  over.append(drawn("rect", { class: "overview-ground", x: 0, y: top, width, height: overviewHeight() }));
  over.append(
    drawn("path", {
      class: "funnel",
      d: `M${left},${top}L${brush[0]},${ceiling}H${brush[1]}L${left + plotWidth},${top}`,
    }),
  );
  over.append(
    drawn("rect", { class: "brush", x: brush[0], y: ceiling, width: brush[1] - brush[0], height: OVERVIEW.bins }),
  );
  for (const bin of bins) {
    const height = Math.max(2, (bin.count / tallest) * (OVERVIEW.bins - 18));
    const inside = bin.from < range[1] && bin.to > range[0];
    const [x, end] = [bin.from, bin.to].map((day) => pad + Math.min(Math.max(scale.x(day), 0), scale.width));
    over.append(
      drawn("rect", {
        class: inside ? "bin inside" : "bin",
        x,
        y: floor - height,
        width: Math.max(1.5, end - x - 1),
        height,
      }),
    );
  }
  const peak = bins.find((bin) => bin.count === tallest);
  if (peak) {
    const middle = pad + (Math.max(scale.x(peak.from), 0) + Math.min(scale.x(peak.to), scale.width)) / 2;
    over.append(
      drawn(
        "text",
        { class: "small strong", x: middle, y: floor - OVERVIEW.bins + 14, "text-anchor": "middle" },
        numeral(peak.count),
      ),
    );
  }
  over.append(drawn("line", { class: "axis-line", x1: pad, x2: width - pad, y1: floor, y2: floor }));
  for (const tick of yearTicks(scale).lower) {
    const x = pad + scale.x(tick.day);
    over.append(drawn("line", { class: "axis-line", x1: x, x2: x, y1: floor, y2: floor + 4 }));
    const half = textWidth(tick.text, font(12)) / 2;
    if (x + half < width - 4 && x - half > 4) {
      over.append(drawn("text", { class: "small", x, y: floor + 16, "text-anchor": "middle" }, tick.text));
    }
  }
  drawOverviewWords(over, unit, { ceiling, brush, pad, peak, scale });
  over.append(...brushHandles(brush, { ceiling, scale, pad, width }));
}

/**
 * @param {Element} over
 * @param {BinUnit} unit
 * @param {{ceiling: number, brush: number[], pad: number, peak: Bin | undefined, scale: Scale}} place
 */
function drawOverviewWords(over, unit, { ceiling, brush, pad, peak, scale }) {
  const words = clauses([unit.name, rangeWords(wholeYears())]);
  const room = Math.min(brush[0], peak ? pad + scale.x(peak.from) : Infinity) - pad - 16;
  if (textWidth(words, font(12.5)) < room)
    over.append(drawn("text", { class: "small", x: pad, y: ceiling + 10 }, words));
}

/**
 * The brush and its two grips: dragged, or moved with the arrow keys.
 * @param {number[]} brush  its first and last pixel
 * @param {{ceiling: number, scale: Scale, pad: number, width: number}} place
 * @returns {Element[]}
 */
function brushHandles(brush, { ceiling, scale, pad, width }) {
  const dayAt = (x) => scale.day(x - pad);
  const track = drawn("rect", {
    class: "track",
    x: pad,
    y: ceiling,
    width: width - 2 * pad,
    height: OVERVIEW.bins + OVERVIEW.names,
    on: { click: (event) => recentre(dayAt(event.offsetX)) },
  });
  const body = drawn("rect", {
    class: "brush-body",
    x: brush[0],
    y: ceiling,
    width: brush[1] - brush[0],
    height: OVERVIEW.bins,
    on: { pointerdown: (event) => dragBrush(event, "body", scale) },
  });
  const grips = ["start", "end"].map((side, index) => {
    const x = brush[index] + (brush[1] - brush[0] < 16 ? (index * 2 - 1) * 4 : 0);
    const attributes = {
      class: "grip",
      tabindex: 0,
      role: "slider",
      "aria-label": say(side === "start" ? "First day shown" : "Last day shown"),
      "data-grip": side,
      "aria-valuetext": shortDay(shownRange()[index] - index * 0.001),
      "aria-valuenow": Math.round(shownRange()[index]),
      "aria-valuemin": Math.round(scale.from),
      "aria-valuemax": Math.round(scale.to),
      on: { pointerdown: (event) => dragBrush(event, side, scale), keydown: (event) => nudgeBrush(event, side) },
    };
    return drawn(
      "g",
      attributes,
      drawn("rect", { class: "grip-hit", x: x - 12, y: ceiling - 4, width: 24, height: OVERVIEW.bins + 8 }),
      drawn("rect", { class: "grip-body", x: x - 4, y: ceiling + OVERVIEW.bins / 2 - 10, width: 8, height: 20, rx: 3 }),
      drawn("path", {
        class: "grip-lines",
        d: `M${x - 1.2},${ceiling + OVERVIEW.bins / 2 - 5}v10M${x + 1.2},${ceiling + OVERVIEW.bins / 2 - 5}v10`,
      }),
    );
  });
  return [track, body, ...grips];
}

/** @param {number} day */
function recentre(day) {
  const [from, to] = shownRange();
  setRange([day - (to - from) / 2, day + (to - from) / 2]);
}

/**
 * @param {DayRange} range
 * @param {string} side  `start`, `end` or `body`
 * @param {number} days
 * @returns {DayRange}
 */
function movedRange([from, to], side, days) {
  if (side === "start") return [Math.min(from + days, to - 4), to];
  if (side === "end") return [from, Math.max(to + days, from + 4)];
  return [from + days, to + days];
}

/**
 * @param {PointerEvent} event
 * @param {string} side
 * @param {Scale} scale
 */
function dragBrush(event, side, scale) {
  event.preventDefault();
  const origin = event.clientX;
  holdHeight();
  const range = shownRange();
  /** @type {(moved: PointerEvent) => void} */
  const move = (moved) => setRange(movedRange(range, side, scale.day(moved.clientX - origin) - scale.from));
  const release = () => {
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", release);
    removeEventListener("pointercancel", release);
    releaseHeight();
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", release);
  addEventListener("pointercancel", release);
}

/**
 * @param {KeyboardEvent} event
 * @param {string} side
 */
function nudgeBrush(event, side) {
  const way = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1 }[event.key];
  if (!way) return;
  event.preventDefault();
  event.stopPropagation();
  const [from, to] = shownRange();
  setRange(movedRange([from, to], side, way * Math.max(1, (to - from) / 20)));
}
