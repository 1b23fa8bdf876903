/* The picture as it stands, as a drawing that needs nothing else: its colours and type are written into it. */
const SNAPSHOT_PAD = 18;
const SNAPSHOT_FACTOR = 2;
const MOST_PIXELS_ACROSS = 16000;
const MOST_PIXELS = 200e6;

/* What of the style sheet a drawing keeps, and what each is where nothing is said. */
/** @type {Record<string, string>} */
const INHERITED_STYLE = {
  fill: "rgb(0, 0, 0)",
  "fill-opacity": "1",
  stroke: "none",
  "stroke-width": "1px",
  "stroke-opacity": "1",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "font-family": "",
  "font-size": "",
  "font-weight": "400",
  "text-anchor": "start",
};
const OWN_STYLE = { opacity: "1" };
const TEXT_STYLE = /^(font|text)-/;
const GEOMETRY = new Set(
  "x y x1 y1 x2 y2 cx cy r rx ry d points width height dx dy transform clip-path href viewBox preserveAspectRatio id offset".split(
    " ",
  ),
);
const UNPRINTED = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/**
 * Whether the picture is there to be taken along: not in the list alone, and not without events.
 * @returns {boolean}
 */
function isPictureShown() {
  return results.length > 0 && byId("over").childElementCount > 0 && byId("picture").offsetParent !== null;
}

/**
 * A copy of a drawn node with its computed style as attributes; nothing of what cannot be seen.
 * @param {any} node  an element as it stands in the page
 * @param {Record<string, string>} above  the style that it inherits in the copy
 * @returns {Element | null}
 */
function printedNode(node, above) {
  if (node.matches(".hits, .track, .grip, title, style, script, foreignObject")) return null;
  const computed = getComputedStyle(node);
  const inDefinitions = node.closest("defs") !== null;
  if (!inDefinitions && (computed.display === "none" || computed.visibility === "hidden")) return null;
  const copy = document.createElementNS(SVG_NAMESPACE, node.localName === "svg" ? "g" : node.localName);
  for (const { name, value } of node.attributes)
    if (GEOMETRY.has(name) && (name !== "id" || inDefinitions)) copy.setAttribute(name, value);
  if (node.localName === "svg") for (const name of ["width", "height", "viewBox", "x", "y"]) copy.removeAttribute(name);
  const style = inDefinitions ? above : writtenStyle(copy, node, computed, above);
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) copy.append(child.data.replace(UNPRINTED, "\ufffd"));
    else if (child.nodeType === Node.ELEMENT_NODE) copy.append(...[printedNode(child, style)].filter(Boolean));
  }
  return isVisible(copy, style) || inDefinitions ? copy : null;
}

/**
 * Writes what the style of a node changes against what it inherits, and gives what its children inherit.
 * @param {Element} copy
 * @param {Element} node
 * @param {CSSStyleDeclaration} computed
 * @param {Record<string, string>} above
 * @returns {Record<string, string>}
 */
function writtenStyle(copy, node, computed, above) {
  const style = { ...above };
  const isText = /^(text|tspan)$/.test(node.localName);
  const isGroup = /^(g|svg|defs|clipPath)$/.test(node.localName);
  for (const name of isGroup ? [] : Object.keys(INHERITED_STYLE)) {
    if (TEXT_STYLE.test(name) && !isText) continue;
    style[name] = computed.getPropertyValue(name);
    if (style[name] !== above[name]) copy.setAttribute(name, style[name]);
  }
  for (const [name, usual] of Object.entries(OWN_STYLE)) {
    const value = computed.getPropertyValue(name);
    if (value !== usual) copy.setAttribute(name, value);
  }
  return style;
}

const UNSEEN_PAINT = /^(none|transparent|rgba\(.*, 0\))$/;

/**
 * Whether anything of a copied node can be seen: a group with children, or a shape with a paint.
 * @param {Element} copy
 * @param {Record<string, string>} style
 * @returns {boolean}
 */
function isVisible(copy, style) {
  if (/^(g|defs|text)$/.test(copy.localName)) return copy.childNodes.length > 0;
  if (copy.localName === "path" && !copy.getAttribute("d")) return false;
  return !(UNSEEN_PAINT.test(style.fill) && UNSEEN_PAINT.test(style.stroke));
}

/**
 * The layers of the picture from the lowest to the topmost; what is painted on a canvas comes as an image.
 * @param {Record<string, string>} style
 * @returns {Element[]}
 */
function printedLayers(style) {
  const layers = [...byId("picture").querySelectorAll("svg, canvas")].filter(
    (node) => !node.parentElement.closest("svg, .debate-choice"),
  );
  return layers
    .map((layer) => {
      if (layer.localName === "canvas") return printedCanvas(layer);
      const copy = printedNode(layer, style);
      return copy && withoutOverview(layer, copy, style);
    })
    .filter(Boolean);
}

/**
 * The strip of all years is a control: a still picture does without.
 * @param {Element} layer
 * @param {Element} copy
 * @param {Record<string, string>} style
 * @returns {Element}
 */
function withoutOverview(layer, copy, style) {
  const from = [...layer.children].findIndex((node) => node.matches(".overview-ground, .overview"));
  if (from < 0) return copy;
  const kept = [...layer.children].slice(0, from).map((node) => printedNode(node, style));
  copy.replaceChildren(...kept.filter(Boolean));
  return copy;
}

/**
 * @param {any} canvas
 * @returns {Element | null}
 */
function printedCanvas(canvas) {
  if (!canvas.width || canvas.offsetParent === null) return null;
  const frame = byId("picture").getBoundingClientRect();
  const box = canvas.getBoundingClientRect();
  return drawn("image", {
    x: box.left - frame.left,
    y: box.top - frame.top,
    width: box.width,
    height: box.height,
    href: canvas.toDataURL(),
  });
}

/**
 * How far down the picture reaches without the strip of all years.
 * @returns {number}
 */
function printedHeight() {
  const strip = byId("over").querySelector(".overview-ground");
  return strip ? Number(strip.getAttribute("y")) : byId("picture").clientHeight;
}

/** @returns {{svg: Element, width: number, height: number}} the picture with its title above and its key below */
function snapshot() {
  const width = byId("picture").clientWidth;
  const sans = getComputedStyle(document.body).fontFamily;
  const style = { ...INHERITED_STYLE, "font-family": sans };
  const colours = themeColours();
  const head = snapshotHead(width, colours);
  const middle = printedHeight();
  const clip = drawn("clipPath", { id: "frame" }, drawn("rect", { width, height: middle }));
  const body = drawn(
    "g",
    { transform: `translate(0,${head.height})`, "clip-path": "url(#frame)" },
    ...printedLayers(style),
    ...debateHeading(width, colours),
  );
  const foot = snapshotFoot(width, head.height + middle, style, colours);
  const height = Math.ceil(head.height + middle + foot.height);
  const svg = drawn(
    "svg",
    { xmlns: SVG_NAMESPACE, width, height, viewBox: `0 0 ${width} ${height}`, "font-family": sans, role: "img" },
    drawn("title", {}, printedText(rawData().title)),
    drawn("defs", {}, clip),
    drawn("rect", { width, height, fill: colours.sheet }),
    ...head.nodes,
    body,
    ...foot.nodes,
  );
  renumberIds(body);
  svg.setAttribute("style", "font-variant-numeric:lining-nums tabular-nums");
  return { svg, width, height };
}

/**
 * Ids of what is drawn, chosen anew by plotly each time, as numbers in their order: the same picture, the same bytes;
 * those that nothing refers to go.
 * @param {Element} body
 */
function renumberIds(body) {
  const nodes = [...body.querySelectorAll("*")];
  const used = new Map();
  for (const node of nodes) {
    const id = /^url\(["']?[^#]*#([^"')]+)["']?\)$/.exec(node.getAttribute("clip-path") ?? "")?.[1];
    if (!id) continue;
    if (!used.has(id)) used.set(id, `clip-${used.size + 1}`);
    node.setAttribute("clip-path", `url(#${used.get(id)})`);
  }
  for (const node of nodes) {
    const id = node.getAttribute("id");
    if (id === null) continue;
    if (used.has(id)) node.setAttribute("id", used.get(id));
    else if (node.localName === "clipPath") node.remove();
    else node.removeAttribute("id");
  }
}

/**
 * @param {string} text
 * @returns {string}
 */
function printedText(text) {
  return text.replace(UNPRINTED, "\ufffd");
}

/** @returns {Record<string, string>} */
function themeColours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["sheet", "ink", "ink2", "ink3", "rule", "control"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

/**
 * The title, what stretch of time is shown, and what is filtered.
 * @param {number} width
 * @param {Record<string, string>} colours
 * @returns {{nodes: Element[], height: number}}
 */
function snapshotHead(width, colours) {
  const size = width < 600 ? 20 : 26;
  const room = width - 2 * SNAPSHOT_PAD;
  const title = wrapped(DATA.title, font(size, 600, SERIF), room, 3);
  const asked = filterWords();
  const under = [
    `${byId("range-title").textContent}: ${byId("range-count").textContent}`,
    asked.length ? say("Filtered: {words}", { words: asked.join(BETWEEN_PARTS) }) : "",
  ].flatMap((words) => (words ? wrapped(words, font(13), room, 3) : []));
  const first = SNAPSHOT_PAD + size;
  const nodes = [
    ...title.map((line, index) =>
      headLine(line, first + index * size * 1.15, {
        "font-family": SERIF,
        "font-size": size,
        "font-weight": 600,
        fill: colours.ink,
      }),
    ),
    ...under.map((line, index) =>
      headLine(line, first + (title.length - 1) * size * 1.15 + 24 + index * 18, {
        "font-size": 13,
        fill: colours.ink2,
      }),
    ),
  ];
  return { nodes, height: Math.ceil(first + (title.length - 1) * size * 1.15 + 16 + under.length * 18) };
}

/**
 * @param {string} text
 * @param {number} y
 * @param {Attributes} attributes
 * @returns {Element}
 */
function headLine(text, y, attributes) {
  return drawn("text", { x: SNAPSHOT_PAD, y, ...attributes }, printedText(text));
}

/**
 * The proposition that the strip of the debate is about stands in a menu; in the drawing, in words.
 * @param {number} width
 * @param {Record<string, string>} colours
 * @returns {Element[]}
 */
function debateHeading(width, colours) {
  const choice = byId("debate-choice");
  if (choice.hidden) return [];
  const room = width - 2 * SNAPSHOT_PAD;
  const y = parseFloat(choice.style.top) + 20;
  const face = font(14, 600, SERIF);
  const words = fitted(say("Debate: {proposition}", { proposition: propositionWords(debated()) }), face, room);
  const x = SNAPSHOT_PAD + textWidth(words, face) + 12;
  const count = fitted(byId("debate-count").textContent, font(12.5), SNAPSHOT_PAD + room - x);
  return [
    headLine(words, y, { "font-family": SERIF, "font-size": 14, "font-weight": 600, fill: colours.ink }),
    count ? drawn("text", { x, y, "font-size": 12.5, fill: colours.ink3 }, printedText(count)) : null,
  ].filter(Boolean);
}

/**
 * The key, in rows, then whose data it is.
 * @param {number} width
 * @param {number} top
 * @param {Record<string, string>} style
 * @param {Record<string, string>} colours
 * @returns {{nodes: Element[], height: number}}
 */
function snapshotFoot(width, top, style, colours) {
  /** @type {Element[]} */
  const nodes = [drawn("path", { d: `M0,${top + 0.5}H${width}`, stroke: colours.rule })];
  let [x, y] = [SNAPSHOT_PAD, top + 24];
  for (const entry of [...chipEntries(), ...byId("key").children]) {
    const icon = entry.querySelector("svg");
    const words = entry.dataset.words ?? entry.textContent;
    const iconWidth = Number(icon.getAttribute("width"));
    const room = iconWidth + 8 + textWidth(words, font(12.5));
    if (x > SNAPSHOT_PAD && x + room > width - SNAPSHOT_PAD) [x, y] = [SNAPSHOT_PAD, y + 22];
    const copy = printedNode(icon, style);
    copy?.setAttribute("transform", `translate(${x},${y - Number(icon.getAttribute("height")) / 2 - 4.5})`);
    nodes.push(
      ...[copy].filter(Boolean),
      drawn("text", { x: x + iconWidth + 8, y, "font-size": 12.5, fill: colours.ink2 }, printedText(words)),
    );
    x += room + 22;
  }
  const { editors, licence } = rawData();
  const owners = clauses([listed(editors), licence]);
  const whose = owners ? say("Data: {licence}", { licence: owners }) : "";
  const lines = whose ? wrapped(whose, font(12), width - 2 * SNAPSHOT_PAD, 2) : [];
  for (const line of lines) {
    y += 22;
    nodes.push(drawn("text", { x: SNAPSHOT_PAD, y, "font-size": 12, fill: colours.ink3 }, printedText(line)));
  }
  return { nodes, height: y - top + SNAPSHOT_PAD };
}

/**
 * The symbols of the legend that are in the results, where the lanes do not bear them already.
 * @returns {Element[]}
 */
function chipEntries() {
  if (byId("over").querySelector(".icon")) return [];
  return [...byId("chips").querySelectorAll(".chip:not(.none)")].map((chip) => {
    chip.dataset.words = [...chip.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE)
      .map((node) => node.data)
      .join("");
    return chip;
  });
}

/** @returns {string} the picture as SVG */
function snapshotSvg() {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(snapshot().svg)}\n`;
}

/** The picture as PNG, two pixels for one; fewer where browsers paint no canvas as large as that.
    @returns {Promise<Blob>} */
async function snapshotPng() {
  const { svg, width, height } = snapshot();
  const factor = Math.min(
    SNAPSHOT_FACTOR,
    MOST_PIXELS_ACROSS / Math.max(width, height),
    Math.sqrt(MOST_PIXELS / (width * height)),
  );
  const address = URL.createObjectURL(
    new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" }),
  );
  try {
    const image = new Image(Math.round(width * factor), Math.round(height * factor));
    image.src = address;
    await image.decode();
    const canvas = element("canvas", { width: image.width, height: image.height });
    canvas.getContext("2d").drawImage(image, 0, 0, image.width, image.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}
