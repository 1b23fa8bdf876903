/* The marks before plotly.js runs: its traces as plain paths, so that nobody waits for it to see the picture. */

/**
 * Draw traces into a node, in place of what stands there.
 * @param {HTMLElement} node
 * @param {any[]} traces  as plotly takes them
 * @param {Scale} scale
 * @param {{width: number, height: number, gutter: number}} size
 */
function sketch(node, traces, scale, { width, height, gutter }) {
  const x = (day) => gutter + scale.x(day);
  const bars = traces.filter(({ type }) => type === "bar");
  const others = traces.filter(({ type }) => type !== "bar");
  const marks = [...bars.flatMap((trace) => sketchedBars(trace, x)), ...others.map((trace) => sketchedTrace(trace, x))];
  node.replaceChildren(drawn("svg", { class: "sketch", width, height }, ...marks));
}

/**
 * @param {any} trace
 * @param {(day: number) => number} x
 * @returns {Element[]}
 */
function sketchedBars({ base, x: lengths, y, width, marker }, x) {
  return base.map((from, at) => {
    const left = x(from);
    const paint = { fill: marker.color[at], stroke: "none" };
    const [wide, high] = [x(from + lengths[at]) - left, width[at]];
    return drawn("rect", { x: left, y: y[at] - high / 2, width: Math.max(wide, 0), height: high, ...paint });
  });
}

/**
 * @param {any} trace
 * @param {(day: number) => number} x
 * @returns {Element | Element[]}
 */
function sketchedTrace(trace, x) {
  if (trace.mode === "markers") return sketchedSymbols(trace, x);
  const { color, width, dash } = trace.line;
  const line = { stroke: width ? color : "none", "stroke-width": width, "stroke-dasharray": dash === "solid" ? null : dash };
  return drawn("path", { d: strungPath(trace, x), fill: trace.fillcolor ?? "none", ...line });
}

/**
 * A path of many lines, parted by gaps.
 * @param {{x: (number | null)[], y: (number | null)[]}} trace
 * @param {(day: number) => number} x
 * @returns {string}
 */
function strungPath({ x: days, y }, x) {
  return days.map((day, at) => (day === null ? "" : `${at && days[at - 1] !== null ? "L" : "M"}${x(day).toFixed(2)},${y[at]}`)).join("");
}

/**
 * @param {any} trace
 * @param {(day: number) => number} x
 * @returns {Element}
 */
function sketchedSymbols({ x: days, y, marker }, x) {
  const usual = SYMBOL_SIZES[marker.symbol] ?? 11;
  const radius = (size) => (size / usual) * SYMBOL_RADIUS;
  const d = days.map((day, at) => pathOf(symbolOutline(marker.symbol, x(day), y[at], radius(marker.size[at])))).join("");
  const { color, width } = marker.line;
  return drawn("path", { d, fill: marker.color, stroke: width ? color : "none", "stroke-width": width });
}
