/* The texts of very many events: unpacked after the picture is drawn, some thousands at a time, and searched as a whole. */
/**
 * @typedef {object} Pack  the texts of some thousand events
 * @property {Record<string, string>} lines  of each column its texts, joined
 * @property {Record<string, Uint32Array>} begins  where each text begins; made when it is first asked for
 * @property {Record<string, {line: string, begins: Uint32Array}>} folded  likewise
 */

/** @type {Pack[]} */
const PACKS = [];
const MOST_SEARCHES_KEPT = 12;
const READING_MS = 30;
const SEARCHED_TEXTS = new Set(["title", "summary"]);
/** @type {Map<string, Uint8Array>} */
const wordHits = new Map();
/** @type {Record<string, Moment>} of texts that phrases.js cannot put into words */
let otherDates = {};
let textsRead = false;

/** @returns {boolean} */
function areTextsRead() {
  return textsRead;
}

/** Read all packs, with pauses in which the page can answer. */
async function readTexts() {
  const elements = [...document.querySelectorAll("script.pack")];
  let paused = performance.now();
  for (const [at, node] of elements.entries()) {
    const text = await unpackedLetters(node.textContent, CROWD.packs[at]).text();
    node.remove();
    if (at === elements.length - 1) otherDates = JSON.parse(text);
    else PACKS.push(packOf(text));
    if (performance.now() - paused < READING_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    paused = performance.now();
  }
  textsRead = true;
}

/**
 * @param {string} text
 * @returns {Pack}
 */
function packOf(text) {
  const lines = text.split(BETWEEN_COLUMNS);
  return { lines: Object.fromEntries(CROWD.texts.map((name, at) => [name, lines[at]])), begins: {}, folded: {} };
}

/**
 * How many events a pack holds.
 * @param {number} pack  its place
 * @returns {number}
 */
function eventsIn(pack) {
  return Math.min(CROWD.in_a_pack, CROWD.length - pack * CROWD.in_a_pack);
}

/**
 * A text of an event; empty where there is none.
 * @param {string} name  of a column
 * @param {number} number  of an event
 * @returns {string}
 */
function textAt(name, number) {
  const at = Math.floor(number / CROWD.in_a_pack);
  const pack = PACKS[at];
  const line = pack?.lines[name];
  if (line === undefined) return "";
  const begins = beginningsIn(at, name);
  const within = number % CROWD.in_a_pack;
  return line.slice(begins[within], begins[within + 1] - 1);
}

/**
 * Where each text of a column begins in its pack.
 * @param {number} at
 * @param {string} name
 * @returns {Uint32Array}
 */
function beginningsIn(at, name) {
  const { lines, begins } = PACKS[at];
  return (begins[name] ??= beginningsOf(lines[name], eventsIn(at)));
}

/**
 * The number of the event that bears an id; -1 for none.
 * @param {string} id
 * @returns {number}
 */
function searchedId(id) {
  for (const [at, { lines }] of PACKS.entries()) {
    const found = `${BETWEEN_EVENTS}${lines.id}${BETWEEN_EVENTS}`.indexOf(`${BETWEEN_EVENTS}${id}${BETWEEN_EVENTS}`);
    if (found < 0) continue;
    const number = at * CROWD.in_a_pack + lowerBound(beginningsOf(lines.id, eventsIn(at)), found);
    knownIds.set(id, number);
    return number;
  }
  return -1;
}

/**
 * Which events bear a word in title, summary, or the name of an actor, a place or a tag.
 * @param {string} word folded
 * @returns {Uint8Array} 1 for each that does
 */
function hitsOf(word) {
  let hits = wordHits.get(word);
  if (hits) return hits;
  hits = new Uint8Array(CROWD.length);
  for (const name of CROWD.texts) if (SEARCHED_TEXTS.has(name)) markTexts(name, word, hits);
  for (const [name, label] of [["actor", actorName], ["place", placeName], ["tag", slugWords]]) markNames(name, label, word, hits);
  if (wordHits.size >= MOST_SEARCHES_KEPT) wordHits.delete(wordHits.keys().next().value);
  wordHits.set(word, hits);
  return hits;
}

/**
 * @param {string} name
 * @param {string} word
 * @param {Uint8Array} hits
 */
function markTexts(name, word, hits) {
  for (const at of PACKS.keys()) {
    const { line, begins } = foldedIn(at, name);
    markHits(line, begins, word, hits, at * CROWD.in_a_pack);
  }
}

/**
 * The texts of a column as they are searched, folded when they are first needed.
 * @param {number} at
 * @param {string} name
 * @returns {{line: string, begins: Uint32Array}}
 */
function foldedIn(at, name) {
  return (PACKS[at].folded[name] ??= foldedLine(at, name));
}

/**
 * Where folding changes no more than capitals, the texts begin where they did.
 * @param {number} at
 * @param {string} name
 * @returns {{line: string, begins: Uint32Array}}
 */
function foldedLine(at, name) {
  const text = PACKS[at].lines[name];
  const line = plainText(text);
  const isAsLong = line.length === text.length && line === text.toLowerCase();
  return { line, begins: isAsLong ? beginningsIn(at, name) : beginningsOf(line, eventsIn(at)) };
}

/** Ready the texts for the first search and the first single events while nothing else is to do. */
async function warmTexts() {
  const whenIdle = window.requestIdleCallback ?? ((/** @type {() => void} */ then) => setTimeout(then, READING_MS));
  for (const at of PACKS.keys()) {
    await new Promise((resolve) => whenIdle(() => resolve(undefined)));
    for (const name of CROWD.texts) (SEARCHED_TEXTS.has(name) ? foldedIn : beginningsIn)(at, name);
  }
}

/**
 * Mark events that bear a value whose name holds the word.
 * @param {string} name
 * @param {(id: string) => string} label
 * @param {string} word
 * @param {Uint8Array} hits
 * @returns {boolean} whether there is such a value
 */
function markNames(name, label, word, hits) {
  const bear = Uint8Array.from(foldedNames(name, label), (text) => Number(text.includes(word)));
  if (!bear.includes(1)) return false;
  const [codes, offsets] = [COLUMNS[name], OFFSETS[name]];
  for (let number = 0, at = 0; number < CROWD.length; number += 1)
    for (const end = offsets[number + 1]; at < end; at += 1) if (bear[codes[at]]) hits[number] = 1;
  return true;
}

/**
 * The names of all values as they are searched, folded once.
 * @param {string} name
 * @param {(id: string) => string} label
 * @returns {string[]}
 */
function foldedNames(name, label) {
  const names = (MEMO.names ??= {});
  return (names[name] ??= CROWD.codes[name].map((id) => plainText(`${label(id)}\n${aliasesOf(name, id)}`)));
}

/**
 * @param {string} name
 * @param {string} id
 * @returns {string}
 */
function aliasesOf(name, id) {
  return name === "actor" ? (DATA.actors[id]?.aliases ?? []).join("\n") : "";
}
