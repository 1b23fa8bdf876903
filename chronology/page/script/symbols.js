/* The shape of each symbol as points on a circle of radius 1, or in a square of side 2; y runs down. */
/** @type {Record<string, number[][]>} */
const SYMBOL_POINTS = {
  square: [
    [-0.82, -0.82],
    [0.82, -0.82],
    [0.82, 0.82],
    [-0.82, 0.82],
  ],
  "triangle-up": [
    [0, -0.95],
    [1.05, 0.8],
    [-1.05, 0.8],
  ],
  diamond: [
    [0, -1.12],
    [1.12, 0],
    [0, 1.12],
    [-1.12, 0],
  ],
  x: saltire(),
  pentagon: [
    [-0.72, -0.95],
    [0.25, -0.95],
    [0.78, -0.38],
    [0.78, 0.95],
    [-0.72, 0.95],
  ],
  hexagon: regular(6, 0),
  bowtie: [
    [-1, -0.85],
    [0, -0.2],
    [1, -0.85],
    [1, 0.85],
    [0, 0.2],
    [-1, 0.85],
  ],
  cross: [
    [-0.36, -1],
    [0.36, -1],
    [0.36, -0.36],
    [1, -0.36],
    [1, 0.36],
    [0.36, 0.36],
    [0.36, 1],
    [-0.36, 1],
    [-0.36, 0.36],
    [-1, 0.36],
    [-1, -0.36],
    [-0.36, -0.36],
  ],
  star: star(),
  hourglass: [
    [-0.85, -1],
    [0.85, -1],
    [0.2, 0],
    [0.85, 1],
    [-0.85, 1],
    [-0.2, 0],
  ],
  "star-triangle-down": [
    [-1.05, -0.8],
    [0, -0.45],
    [1.05, -0.8],
    [0.45, 0.15],
    [0, 1.05],
    [-0.45, 0.15],
  ],
};

/**
 * @param {number} corners
 * @param {number} turn
 * @returns {[number, number][]}
 */
function regular(corners, turn) {
  return Array.from({ length: corners }, (_, index) => {
    const angle = turn + (index * 2 * Math.PI) / corners;
    return [Math.cos(angle), Math.sin(angle)];
  });
}

/** @returns {[number, number][]} */
function star() {
  return Array.from({ length: 10 }, (_, index) => {
    const angle = -Math.PI / 2 + (index * Math.PI) / 5;
    const radius = index % 2 ? 0.48 : 1.15;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/** @returns {[number, number][]} */
function saltire() {
  const arm = 0.92;
  const waist = 0.5;
  return [
    [-arm, -arm + waist],
    [-arm + waist, -arm],
    [0, -waist + 0.08],
    [arm - waist, -arm],
    [arm, -arm + waist],
    [waist - 0.08, 0],
    [arm, arm - waist],
    [arm - waist, arm],
    [0, waist - 0.08],
    [-arm + waist, arm],
    [-arm, arm - waist],
    [-waist + 0.08, 0],
  ];
}

/**
 * The corners of a symbol around a centre, in pixels; a disc has many.
 * @param {string} symbol
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @returns {[number, number][]}
 */
function symbolOutline(symbol, x, y, radius) {
  const points = SYMBOL_POINTS[symbol] ?? regular(28, 0);
  return points.map(([dx, dy]) => [x + dx * radius, y + dy * radius]);
}

/**
 * @param {[number, number][]} points
 * @returns {string}
 */
function pathOf(points) {
  return `M${points.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join("L")}Z`;
}

/**
 * A small symbol for lists, chips and the panel. Shape and colour go together.
 * @param {Sign} family
 * @param {{hollow?: boolean, size?: number}} [options]
 * @returns {SVGSVGElement}
 */
function symbolIcon(family, { hollow = false, size = 12 } = {}) {
  const middle = size / 2;
  const outline = pathOf(symbolOutline(family.symbol, middle, middle, middle - (hollow ? 1.6 : 1)));
  const paint = hollow
    ? { fill: "none", stroke: familyColour(family.hue), "stroke-width": 1.6 }
    : { fill: familyColour(family.hue) };
  return drawn(
    "svg",
    { class: "icon", width: size, height: size, viewBox: `0 0 ${size} ${size}`, "aria-hidden": "true" },
    drawn("path", { d: outline, ...paint }),
  );
}

/**
 * @param {string} id
 * @returns {string} a colour of the style sheet
 */
function familyColour(id) {
  return PALETTE_FAMILIES.has(id) ? `var(--family-${id})` : "var(--ink2)";
}

const PALETTE_FAMILIES = new Set(["treaty", "summit", "war", "exercise", "sanction", "publication"]);
