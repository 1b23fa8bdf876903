/* What the page says of itself. English stands in the script; other languages come as a table with the English as key. */
const LANGUAGE = document.documentElement.lang || "en";
const LOCALE = LANGUAGE === "en" ? "en-GB" : LANGUAGE;
const PLURALS = new Intl.PluralRules(LOCALE);
/** @type {Record<string, string | Record<string, string>>} */
const TABLE = JSON.parse(byId("words")?.textContent ?? "{}");

/**
 * A number as the language writes it.
 * @param {number} number
 * @returns {string}
 */
function numeral(number) {
  return number.toLocaleString(LOCALE);
}

/**
 * A text with its values in the language of the page; where it has several forms, the number `n` chooses.
 * @param {string} text in English, with {names} where values go
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
function say(text, values = {}) {
  return filledWords(TABLE[text] ?? text, values);
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
