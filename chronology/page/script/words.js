/* What the page says of itself. English stands in the script; other languages come as a table with the English as key. */
const LANGUAGE = document.documentElement.lang || "en";
const LOCALE = LANGUAGE === "en" ? "en-GB" : LANGUAGE;
const PLURALS = new Intl.PluralRules(LOCALE);
const NUMERALS = new Intl.NumberFormat(LOCALE);
/** @type {Record<string, string | Record<string, string>>} */
const TABLE = JSON.parse(byId("words")?.textContent ?? "{}");

/**
 * A number as the language writes it.
 * @param {number} number
 * @returns {string}
 */
function numeral(number) {
  return NUMERALS.format(number);
}

/**
 * A text with its values in the language of the page; where it has several forms, the number `n` chooses.
 * @param {string | {one: string, other: string}} text in English, with {names} where values go; `other` is the key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
function say(text, values = {}) {
  return filledWords(TABLE[typeof text === "string" ? text : text.other] ?? text, values);
}

/**
 * A text with nodes in place of its {values}.
 * @param {string} text in English
 * @param {Record<string, (Node | string)[]>} nodes
 * @returns {(Node | string)[]}
 */
function sayAround(text, nodes) {
  const pieces = String(TABLE[text] ?? text).split(/\{(\w+)\}/);
  return pieces.flatMap((piece, at) => (at % 2 ? nodes[piece] : [piece]));
}

/**
 * A word of the library's own vocabulary, such as a role or a status; any other stays as it is.
 * @param {string} id
 * @returns {string}
 */
function term(id) {
  const words = id.replace(/[-_]/g, " ");
  const said = Object.hasOwn(TABLE, words) ? TABLE[words] : words;
  return typeof said === "string" ? said : words;
}

/**
 * With a capital at the beginning.
 * @param {string} words
 * @returns {string}
 */
function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * Without a capital at the beginning; a German noun keeps it.
 * @param {string} words
 * @returns {string}
 */
function lowered(words) {
  return LANGUAGE === "de" ? words : words.charAt(0).toLowerCase() + words.slice(1);
}

const BETWEEN_CLAUSES = say("{first}, {next}", { first: "", next: "" });
const BETWEEN_NAMES = say("{name}, {name_after}", { name: "", name_after: "" });
const BETWEEN_SENTENCES = LANGUAGE === "zh" ? "" : " ";
const BETWEEN_PARTS = say("{first}; {next}", { first: "", next: "" });

/**
 * What is said one after the other in a sentence; nothing of what is empty.
 * @param {string[]} texts
 * @returns {string}
 */
function clauses(texts) {
  return texts.filter(Boolean).join(BETWEEN_CLAUSES);
}

/**
 * Names one after the other.
 * @param {string[]} names
 * @returns {string}
 */
function inRow(names) {
  return names.join(BETWEEN_NAMES);
}

/**
 * @param {string} text
 * @returns {string}
 */
function quoted(text) {
  return say("“{text}”", { text });
}

/**
 * Names one after the other, "and" before the last.
 * @param {string[]} names
 * @returns {string}
 */
function listed(names) {
  if (names.length < 2) return names.join("");
  return say("{first} and {last}", { first: inRow(names.slice(0, -1)), last: names[names.length - 1] });
}

/**
 * A number of things: "1 event", "2 events".
 * @param {number} n
 * @param {string} noun the English singular
 * @returns {string}
 */
function counted(n, noun) {
  return filledWords(TABLE[`{n} ${noun}`] ?? { one: `{n} ${noun}`, other: `{n} ${noun}s` }, { n });
}

/**
 * @param {string | Record<string, string>} entry
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
function filledWords(entry, values) {
  const form = typeof entry === "string" ? entry : (entry[PLURALS.select(Number(values.n))] ?? entry.other);
  return form.replace(/\{(\w+)\}/g, (_, name) =>
    typeof values[name] === "number" ? numeral(values[name]) : String(values[name]),
  );
}
