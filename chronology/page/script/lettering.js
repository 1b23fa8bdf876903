/* Text is measured, never guessed. */
const SANS = getComputedStyle(document.documentElement).getPropertyValue("--sans");
const SERIF = getComputedStyle(document.documentElement).getPropertyValue("--serif");
const pen = document.createElement("canvas").getContext("2d");
const knownWidths = new Map();

/** Readers may have set letters and words farther apart: texts are measured as they will be drawn. */
function measureSpacing() {
  const { letterSpacing, wordSpacing } = getComputedStyle(byId("picture"));
  const [letters, words] = [letterSpacing, wordSpacing].map((space) => `${parseFloat(space) || 0}px`);
  if (pen.letterSpacing === letters && pen.wordSpacing === words) return;
  [pen.letterSpacing, pen.wordSpacing] = [letters, words];
  knownWidths.clear();
}

/**
 * @param {number} size  in pixels
 * @param {number} [weight]
 * @param {string} [family]
 * @returns {string} as CSS writes it
 */
function font(size, weight = 400, family = SANS) {
  return `${weight} ${size}px ${family}`;
}

/**
 * @param {string} text
 * @param {string} face
 * @returns {number} in pixels
 */
function textWidth(text, face) {
  const key = `${face}|${text}`;
  let width = knownWidths.get(key);
  if (width === undefined) {
    pen.font = face;
    width = pen.measureText(text).width;
    if (knownWidths.size > 20000) knownWidths.clear();
    knownWidths.set(key, width);
  }
  return width;
}

/**
 * The text, cut with an ellipsis where it is wider than `room`.
 * @param {string} text
 * @param {string} face
 * @param {number} room
 * @returns {string} empty where not even one character has room
 */
function fitted(text, face, room) {
  if (textWidth(text, face) <= room) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (textWidth(`${text.slice(0, middle).trimEnd()}…`, face) <= room) low = middle;
    else high = middle - 1;
  }
  return low ? `${balanced(text.slice(0, low).trimEnd())}…` : "";
}

/**
 * The text in lines no wider than `room`; the last one is cut where there are more than `most`.
 * @param {string} text
 * @param {string} face
 * @param {number} room
 * @param {number} [most]
 * @returns {string[]}
 */
function wrapped(text, face, room, most = 3) {
  const lines = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && textWidth(longer, face) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const kept = lines.slice(0, most);
  if (lines.length > most) kept[most - 1] = lines.slice(most - 1).join(" ");
  return kept.map((line) => fitted(line, face, room));
}

/**
 * Letters that have no accent to take off, and marks that are typed in more than one way, as they are compared.
 * @type {Record<string, string>}
 */
const FOLDS = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ",
  "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "−": "-",
}; // prettier-ignore
const FOLDED_MARKS = new RegExp(`[${Object.keys(FOLDS).join("")}]`, "g");
const PLAIN = /^[\x00-\x7f]*$/;

/**
 * A text for comparing: lower case, without accents and marks of direction.
 * @param {string} text
 * @returns {string}
 */
function plainText(text) {
  if (PLAIN.test(text)) return text.toLowerCase();
  const bare = text.replace(DIRECTION_MARKS, "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.replace(FOLDED_MARKS, (mark) => FOLDS[mark]);
}

/**
 * The same, and for each of its characters the index it came from.
 * @param {string} text
 * @returns {{plain: string, origins: number[]}}
 */
function folded(text) {
  let plain = "";
  const origins = [];
  let index = 0;
  for (const character of text) {
    for (const unit of plainText(character).split("")) {
      plain += unit;
      origins.push(index);
    }
    index += character.length;
  }
  origins.push(text.length);
  return { plain, origins };
}

/**
 * Where the letter ends from which a folded character came: behind its accents, and never within it.
 * @param {number[]} origins
 * @param {number} at
 * @returns {number}
 */
function endOf(origins, at) {
  return origins.find((origin) => origin > origins[at]);
}

/**
 * The text with every occurrence of the search words in <mark>.
 * @param {string} text
 * @param {string[]} words  folded
 * @returns {(string | HTMLElement)[]}
 */
function marked(text, words) {
  if (!words.length) return [text];
  const { plain, origins } = folded(text);
  const spans = [];
  for (const word of words) {
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) {
      spans.push([origins[at], endOf(origins, at + word.length - 1)]);
    }
  }
  spans.sort((one, other) => one[0] - other[0]);
  const pieces = [];
  let done = 0;
  for (const [from, to] of spans) {
    if (from < done) continue;
    pieces.push(text.slice(done, from), element("mark", {}, text.slice(from, to)));
    done = to;
  }
  return [...pieces, text.slice(done)];
}
