/* The key names only the marks that are in the picture. */
/** @type {[string, (item: PlacedItem) => unknown, string][]} */
const KEY_ENTRIES = [
  [say("on that day"), (item) => item.mark.shape === "symbol" && !item.mark.hollow, "dot"],
  [say("one day or the other"), (item) => item.mark.shape === "symbol" && item.mark.centres.length > 1, "pair"],
  [
    say("uncertain, or not yet"),
    (item) => item.mark.shape === "symbol" && item.mark.hollow && item.mark.centres.length === 1,
    "ring",
  ],
  [say("some day in this time"), (item) => item.mark.shape === "bracket", "bracket"],
  [say("a few days"), (item) => item.mark.shape === "whisker", "whisker"],
  [say("known start and end"), (item) => item.mark.shape === "bar" && !item.mark.arrowRight, "bar"],
  [
    say("approximate"),
    (item) =>
      item.mark.shape === "bar" &&
      (item.mark.coreLeft - item.mark.fadeLeft > 1 || item.mark.fadeRight - item.mark.coreRight > 1),
    "fade",
  ],
  [say("contested or uncertain"), (item) => item.mark.outline?.length, "outline"],
  [say("still running"), (item) => item.mark.arrowRight, "arrow"],
  [say("end unknown"), (item) => item.mark.raggedRight || item.mark.raggedLeft, "ragged"],
];

/** @type {[string, (item: ClaimItem) => unknown, string][]} */
const CLAIM_KEY_ENTRIES = [
  [say("claim reported, not shared"), (item) => item.reported, "ring"],
  [say("claim made some day in this time"), (item) => item.stretch && !item.moment.open, "days"],
  [say("claim made by that day, not known when"), (item) => item.moment.open === "past", "tail"],
  [say("claim made from that day, not known when"), (item) => item.moment.open === "future", "head"],
];

/**
 * What else is in the picture; nothing but where there are too many events to draw each.
 * @param {Layout} _layout
 * @returns {HTMLElement[]}
 */
function furtherKeys(_layout) {
  return [];
}

/**
 * @param {Layout} layout
 * @param {Debate} debate
 */
function drawKey(layout, debate) {
  const items = layout.lanes.flatMap((lane) => lane.items);
  const used = KEY_ENTRIES.filter(([, isUsed]) => items.some(isUsed)).map(([words, , mark]) => keyEntry(words, mark));
  if (byId("over").querySelector(".relation")) used.push(keyEntry(say("relation of the chosen event"), "relation"));
  for (const [words, isUsed, mark] of CLAIM_KEY_ENTRIES)
    if (debate.items.some(isUsed)) used.push(keyEntry(words, mark));
  used.push(...furtherKeys(layout));
  byId("key").replaceChildren(...used);
}

/** @type {Record<string, [keyof SVGElementTagNameMap, Attributes][]>} */
const KEY_MARKS = {
  dot: [["circle", { cx: 6, cy: 7, r: 5 }]],
  ring: [["circle", { class: "line", cx: 6, cy: 7, r: 4.5 }]],
  pair: [
    ["circle", { class: "line", cx: 6, cy: 7, r: 4.3 }],
    ["path", { class: "line dashed", d: "M11,7h8" }],
    ["circle", { class: "line", cx: 24, cy: 7, r: 4.3 }],
  ],
  bracket: [
    ["rect", { x: 1, y: 4, width: 28, height: 6, opacity: 0.18 }],
    ["path", { class: "line", d: "M1.5,2.5v9M28.5,2.5v9" }],
    ["path", { class: "line dashed", d: "M2,7h26" }],
  ],
  whisker: [
    ["path", { class: "line", d: "M3.5,3.5v7M26.5,3.5v7M3,7h24" }],
    ["circle", { cx: 15, cy: 7, r: 4.3 }],
  ],
  bar: [["rect", { x: 0, y: 4.5, width: 30, height: 5 }]],
  fade: [0.15, 0.35, 0.55, 0.75, 1, 1].map((opacity, index) => [
    "rect",
    { x: index * 5, y: 4.5, width: 5, height: 5, opacity },
  ]),
  outline: [
    ["rect", { class: "line dashed", x: 0.6, y: 4.6, width: 12, height: 4.8 }],
    ["rect", { x: 13, y: 4.5, width: 17, height: 5 }],
  ],
  arrow: [
    ["rect", { x: 0, y: 4.5, width: 22, height: 5 }],
    ["path", { d: "M21,1l9,6l-9,6z" }],
  ],
  ragged: [["path", { d: "M0,4.5h28l-4,1.7l5,1.6l-4,1.7h-25z" }]],
  days: [
    ["rect", { x: 0, y: 4, width: 25, height: 6, opacity: 0.25 }],
    ["circle", { cx: 25, cy: 7, r: 4.5 }],
  ],
  tail: [
    ["path", { class: "line dotted", d: "M7,7h18" }],
    ["path", { class: "line", d: "M1,7l6,-4v8z" }],
    ["circle", { cx: 25, cy: 7, r: 4.5 }],
  ],
  head: [
    ["path", { class: "line dotted", d: "M5,7h18" }],
    ["path", { class: "line", d: "M29,7l-6,-4v8z" }],
    ["circle", { cx: 5, cy: 7, r: 4.5 }],
  ],
  relation: [
    ["path", { class: "relation", d: "M0,7h24" }],
    ["path", { class: "arrowhead", d: "M30,7l-8,-4v8z" }],
  ],
};

/**
 * @param {string} words
 * @param {string} mark
 * @returns {HTMLElement}
 */
function keyEntry(words, mark) {
  const width = mark === "dot" || mark === "ring" ? 12 : 30;
  const shapes = KEY_MARKS[mark].map(([name, attributes]) => drawn(name, attributes));
  return element(
    "span",
    { class: "key-entry" },
    drawn("svg", { width, height: 14, "aria-hidden": "true" }, ...shapes),
    words,
  );
}
