/* The marks as plain paths: before plotly.js runs, and as long as they move under a hand. */
/** @typedef {{width: number, height: number, gutter: number}} PictureSize  in pixels */
/** @typedef {(day: number) => number} PlaceOf  from days to pixels of the picture */

/**
 * What has been sketched and plotly is to draw once the picture rests.
 * @type {(() => void) | null}
 */
let leftToPlotly = null;

/**
 * Sketch the marks; plotly draws them once the picture rests.
 * @param {any[]} traces as plotly takes them
 * @param {Scale} scale
 * @param {PictureSize} size
 */
function drawTraces(traces, scale, size) {
  leftToPlotly = () => plotTraces(traces, scale, size);
  sketchTraces(traces, scale, size);
}

/** Let plotly draw what it has not drawn yet. */
function plotSketched() {
  if (!leftToPlotly || typeof Plotly === "undefined") return;
  const plot = leftToPlotly;
  leftToPlotly = null;
  byId("plot").classList.remove("sketched");
  byId("plot").querySelector(":scope > .sketch")?.remove();
  plot();
}

/**
 * @param {any[]} traces
 * @param {Scale} scale
 * @param {PictureSize} size
 */
function plotTraces(traces, scale, { width, height, gutter }) {
  Plotly.react(
    byId("plot"),
    traces,
    {
      width,
      height,
      margin: { l: gutter, r: width - gutter - scale.width, t: 0, b: 0 },
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      barmode: "overlay",
      showlegend: false,
      dragmode: false,
      xaxis: { type: "linear", range: [scale.from, scale.to], visible: false, fixedrange: true },
      yaxis: { range: [height, 0], visible: false, fixedrange: true },
    },
    { staticPlot: true, displayModeBar: false, displaylogo: false, showSendToCloud: false, responsive: false },
  );
}

/**
 * Bars lie below all else, as plotly has them.
 * @param {any[]} traces
 * @param {Scale} scale
 * @param {PictureSize} size
 */
function sketchTraces(traces, scale, { width, height, gutter }) {
  /** @type {PlaceOf} */
  const x = (day) => gutter + scale.x(day);
  const bars = traces.filter(({ type }) => type === "bar");
  const others = traces.filter(({ type }) => type !== "bar");
  const marks = [...bars.flatMap((trace) => sketchedBars(trace, x)), ...others.map((trace) => sketchedTrace(trace, x))];
  byId("plot").classList.add("sketched");
  byId("plot").querySelector(":scope > .sketch")?.remove();
  byId("plot").append(drawn("svg", { class: "sketch", width, height }, ...marks));
}

/**
 * @param {any} trace
 * @param {PlaceOf} x
 * @returns {Element[]}
 */
function sketchedBars({ base, x: lengths, y, width, marker }, x) {
  return base.map((/** @type {number} */ from, /** @type {number} */ at) => {
    const left = x(from);
    const wide = Math.max(x(from + lengths[at]) - left, 0);
    return drawn("rect", { x: left, y: y[at] - width[at] / 2, width: wide, height: width[at], fill: marker.color[at] });
  });
}

/**
 * @param {any} trace
 * @param {PlaceOf} x
 * @returns {Element}
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
 * @param {PlaceOf} x
 * @returns {string}
 */
function strungPath({ x: days, y }, x) {
  const steps = days.map((day, at) => {
    if (day === null) return "";
    return `${at && days[at - 1] !== null ? "L" : "M"}${x(day).toFixed(2)},${y[at]}`;
  });
  return steps.join("");
}

/**
 * @param {any} trace
 * @param {PlaceOf} x
 * @returns {Element}
 */
function sketchedSymbols({ x: days, y, marker }, x) {
  const usual = SYMBOL_SIZES[marker.symbol] ?? 11;
  const outlines = days.map((/** @type {number} */ day, /** @type {number} */ at) => {
    const radius = (marker.size[at] / usual) * SYMBOL_RADIUS;
    if (marker.symbol === "circle") return discPath(x(day), y[at], radius);
    return pathOf(symbolOutline(marker.symbol, x(day), y[at], radius));
  });
  const { color, width } = marker.line;
  return drawn("path", { d: outlines.join(""), fill: marker.color, stroke: width ? color : "none", "stroke-width": width });
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @returns {string}
 */
function discPath(x, y, radius) {
  const half = `a${radius},${radius} 0 1 0`;
  return `M${(x - radius).toFixed(2)},${y.toFixed(2)}${half} ${2 * radius},0${half} ${-2 * radius},0z`;
}
