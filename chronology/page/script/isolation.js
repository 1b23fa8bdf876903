/* A text of the data never turns the text beside it around: isolated, and its own marks of direction balanced. */
const DIRECTED = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const TEXT_FIELDS = new Set(
  "title description licence name text summary note capacity outcome locator in label".split(" "),
);
const TEXT_LISTS = new Set(["authors", "aliases", "measures"]);

/**
 * Isolates that the text closes without having opened are left out, those it leaves open are closed.
 * @param {string} text
 * @returns {string}
 */
function balanced(text) {
  let open = 0;
  let even = "";
  for (const character of text) {
    if (character >= "\u2066" && character <= "\u2068") open += 1;
    if (character === "\u2069" && !open) continue;
    if (character === "\u2069") open -= 1;
    even += character;
  }
  return even + "\u2069".repeat(open);
}

/**
 * The text between U+2068 and U+2069, which also end what it overrides, where it has any direction of its own.
 * @param {string} text
 * @returns {string}
 */
function isolated(text) {
  return DIRECTED.test(text) ? `\u2068${balanced(text)}\u2069` : text;
}

/**
 * For JSON.parse: the texts that people wrote are isolated; ids, dates and addresses stay as they are.
 * @param {string} key
 * @param {any} value
 * @returns {any}
 */
function isolating(key, value) {
  if (typeof value === "string") return TEXT_FIELDS.has(key) ? isolated(value) : value;
  if (TEXT_LISTS.has(key) && Array.isArray(value)) return value.map(isolated);
  if ((key === "places" || key === "propositions") && value && !Array.isArray(value))
    return Object.fromEntries(Object.entries(value).map(([id, text]) => [id, isolated(text)]));
  return value;
}

/**
 * @param {string} json
 * @returns {any}
 */
function parsedData(json) {
  return DIRECTED.test(json) ? JSON.parse(json, isolating) : JSON.parse(json);
}
