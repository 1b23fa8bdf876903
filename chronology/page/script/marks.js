/* Placed items -> plotly traces. All is reckoned in pixels; x is handed over in milliseconds, y as it is. */
/**
 * @typedef {object} Shapes  what the marks of a family are drawn with
 * @property {{from: number, to: number, y: number, height: number, colour: string}[]} bars
 * @property {number[][][]} lines
 * @property {number[][][]} dashes
 * @property {number[][][]} solid
 * @property {{x: number, y: number, radius: number}[]} filled
 * @property {{x: number, y: number, radius: number}[]} hollow
 */

const FADE_SLICES = 12;

/**
 * The traces of one family: bars, hollow lines, filled outlines, symbols.
 * @param {Sign} family
 * @param {PlacedItem[]} items
 * @param {Scale} scale
 * @param {string} colour  as #rrggbb
 * @param {string} ground
 * @returns {object[]} traces of plotly
 */
function familyTraces(family, items, scale, colour, ground) {
  const shapes = { bars: [], lines: [], dashes: [], solid: [], filled: [], hollow: [] };
  for (const item of items) SHAPES[item.mark.shape](shapes, item, family, colour);
  return [
    barTrace(shapes.bars, scale),
    lineTrace(shapes.lines, scale, colour, 1.3, "solid"),
    lineTrace(shapes.dashes, scale, colour, 1.2, "2.5px,2px"),
    fillTrace(shapes.solid, scale, colour),
    symbolTrace(shapes.filled, scale, family, colour),
    symbolTrace(shapes.hollow, scale, family, colour, ground),
  ]
    .filter(Boolean)
    .map((trace) => ({ ...trace, name: family.id, legendgroup: family.id }));
}

/** @type {Record<string, (shapes: Shapes, item: PlacedItem, family: Sign, colour: string) => void>} */
const SHAPES = {
  symbol(shapes, { mark, y }, family) {
    const apart = mark.centres.length > 1;
    if (apart)
      shapes.dashes.push([
        [mark.centres[0], y],
        [mark.centres[mark.centres.length - 1], y],
      ]);
    for (const x of mark.centres) addSymbol(shapes, family, x, y, mark.hollow);
  },
  whisker(shapes, { mark, y }, family) {
    const [x] = mark.centres;
    shapes.lines.push(
      [
        [mark.left + 0.7, y - 4],
        [mark.left + 0.7, y + 4],
      ],
      [
        [mark.left, y],
        [mark.right, y],
      ],
      [
        [mark.right - 0.7, y - 4],
        [mark.right - 0.7, y + 4],
      ],
    );
    addSymbol(shapes, family, x, y, mark.hollow, 4.6);
  },
  bracket(shapes, { mark, y }, family, colour) {
    shapes.bars.push({ from: mark.left, to: mark.right, y, height: 7, colour: tinted(colour, 0.14) });
    shapes.dashes.push([
      [mark.left + 1, y],
      [mark.right - 1, y],
    ]);
    if (mark.closedLeft)
      shapes.lines.push([
        [mark.left + 0.7, y - 5],
        [mark.left + 0.7, y + 5],
      ]);
    if (mark.closedRight)
      shapes.lines.push([
        [mark.right - 0.7, y - 5],
        [mark.right - 0.7, y + 5],
      ]);
  },
  bar(shapes, { mark, y }, family, colour) {
    const tip = mark.arrowRight ? 9 : 0;
    addFade(shapes, mark.fadeLeft, mark.coreLeft, y, colour, false);
    shapes.bars.push({
      from: mark.coreLeft,
      to: Math.max(mark.coreRight - tip, mark.coreLeft + 1),
      y,
      height: BAR_HEIGHT,
      colour,
    });
    addFade(shapes, mark.coreRight, mark.fadeRight, y, colour, true);
    for (const [from, to] of mark.outline) shapes.dashes.push(boxAround(from, to, y));
    if (mark.arrowRight)
      shapes.solid.push([
        [mark.coreRight - 10, y - 7],
        [mark.coreRight, y],
        [mark.coreRight - 10, y + 7],
      ]);
    if (mark.arrowLeft)
      shapes.solid.push([
        [mark.left + 10, y - 7],
        [mark.left, y],
        [mark.left + 10, y + 7],
      ]);
    if (mark.raggedRight) shapes.solid.push(raggedEdge(mark.coreRight, y, 1));
    if (mark.raggedLeft) shapes.solid.push(raggedEdge(mark.coreLeft, y, -1));
  },
};

/**
 * @param {Shapes} shapes
 * @param {Sign} family
 * @param {number} x
 * @param {number} y
 * @param {boolean} hollow
 * @param {number} [radius]
 */
function addSymbol(shapes, family, x, y, hollow, radius = SYMBOL_RADIUS) {
  if (family.symbol === "pentagon") {
    const outline = symbolOutline("pentagon", x, y, radius + 0.5);
    if (hollow) shapes.lines.push([...outline, outline[0]]);
    else shapes.solid.push(outline);
  } else {
    (hollow ? shapes.hollow : shapes.filled).push({ x, y, radius });
  }
}

/**
 * Slices from nearly nothing to the full colour; `out` fades towards the right.
 * @param {Shapes} shapes
 * @param {number} from
 * @param {number} to
 * @param {number} y
 * @param {string} colour
 * @param {boolean} out
 */
function addFade(shapes, from, to, y, colour, out) {
  if (to - from < 0.5) return;
  const slice = (to - from) / FADE_SLICES;
  for (let index = 0; index < FADE_SLICES; index += 1) {
    const strength = 0.08 + (0.92 * (index + 0.5)) / FADE_SLICES;
    const at = out ? to - (index + 1) * slice : from + index * slice;
    shapes.bars.push({ from: at, to: at + slice, y, height: BAR_HEIGHT, colour: tinted(colour, strength) });
  }
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} y
 * @returns {number[][]}
 */
function boxAround(from, to, y) {
  const half = BAR_HEIGHT / 2;
  return [
    [from, y - half],
    [to, y - half],
    [to, y + half],
    [from, y + half],
    [from, y - half],
  ];
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} way
 * @returns {number[][]}
 */
function raggedEdge(x, y, way) {
  const half = BAR_HEIGHT / 2;
  return [
    [x, y - half],
    [x + 5 * way, y - half],
    [x + 1 * way, y - half / 3],
    [x + 6 * way, y + half / 3],
    [x + 2 * way, y + half],
    [x, y + half],
  ];
}

/**
 * @param {string} colour  as #rrggbb
 * @param {number} strength
 * @returns {string}
 */
function tinted(colour, strength) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return `rgba(${red},${green},${blue},${strength.toFixed(3)})`;
}

const UNTOUCHED = { hoverinfo: "skip", showlegend: false };

/**
 * @param {Shapes["bars"]} bars
 * @param {Scale} scale
 * @returns {object | null}
 */
function barTrace(bars, scale) {
  if (!bars.length) return null;
  return {
    ...UNTOUCHED,
    type: "bar",
    orientation: "h",
    base: bars.map((bar) => scale.day(bar.from)),
    x: bars.map((bar) => scale.day(bar.to) - scale.day(bar.from)),
    y: bars.map((bar) => bar.y),
    width: bars.map((bar) => bar.height),
    marker: { color: bars.map((bar) => bar.colour), line: { width: 0 } },
  };
}

/**
 * Many lines in one trace, parted by gaps.
 * @param {number[][][]} lines
 * @param {Scale} scale
 * @returns {{x: (number | null)[], y: (number | null)[]}}
 */
function strung(lines, scale) {
  const x = [];
  const y = [];
  for (const line of lines) {
    for (const [px, py] of line) {
      x.push(scale.day(px));
      y.push(py);
    }
    x.push(null);
    y.push(null);
  }
  return { x, y };
}

/**
 * @param {number[][][]} lines
 * @param {Scale} scale
 * @param {string} colour
 * @param {number} width
 * @param {string} dash
 * @returns {object | null}
 */
function lineTrace(lines, scale, colour, width, dash) {
  if (!lines.length) return null;
  return {
    ...UNTOUCHED,
    type: "scatter",
    mode: "lines",
    cliponaxis: false,
    ...strung(lines, scale),
    line: { color: colour, width, dash },
  };
}

/**
 * @param {number[][][]} outlines
 * @param {Scale} scale
 * @param {string} colour
 * @returns {object | null}
 */
function fillTrace(outlines, scale, colour) {
  if (!outlines.length) return null;
  return {
    ...UNTOUCHED,
    type: "scatter",
    mode: "lines",
    cliponaxis: false,
    fill: "toself",
    fillcolor: colour,
    line: { width: 0 },
    ...strung(
      outlines.map((outline) => [...outline, outline[0]]),
      scale,
    ),
  };
}

/**
 * plotly's own symbols, drawn to the size of the page's icons.
 * @type {Record<string, number>}
 */
const SYMBOL_SIZES = { square: 9.2, circle: 11, "triangle-up": 11.2, diamond: 10.2, x: 10 };

/**
 * @param {Shapes["filled"]} symbols
 * @param {Scale} scale
 * @param {Sign} family
 * @param {string} colour
 * @param {string} [ground]  for hollow ones
 * @returns {object | null}
 */
function symbolTrace(symbols, scale, family, colour, ground) {
  if (!symbols.length) return null;
  const size = SYMBOL_SIZES[family.symbol] ?? 11;
  const hollow = ground !== undefined;
  return {
    ...UNTOUCHED,
    type: "scatter",
    mode: "markers",
    cliponaxis: false,
    x: symbols.map((symbol) => scale.day(symbol.x)),
    y: symbols.map((symbol) => symbol.y),
    marker: {
      symbol: family.symbol,
      size: symbols.map((symbol) => (size * symbol.radius) / SYMBOL_RADIUS - (hollow ? 1 : 0)),
      color: hollow ? ground : colour,
      opacity: 1,
      line: { color: colour, width: hollow ? 1.8 : 0 },
    },
  };
}
