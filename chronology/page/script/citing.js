/* The chosen event as others cite it: in a sentence, or as BibTeX. */
/** @type {Record<string, string>} */
const LATEX_COMMANDS = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};
const LIGATURES = /(?<=-)(?=-)|(?<=[`?!])(?=`)|(?<=')(?=')/g;

/**
 * With one full stop at the end, unless the text ends a sentence already.
 * @param {string} text
 * @returns {string}
 */
function ended(text) {
  return /[.?!。？！]["”’)」]?$/.test(text) ? text : `${text}.`;
}

/**
 * The sources that an event itself rests on, as [id, source], each once.
 * @param {EventEntry} event
 * @returns {[string, Source][]}
 */
function sourcesOf(event) {
  const { sources } = rawData();
  const ids = new Set(event.sources.map(({ source }) => source));
  return [...ids].filter((id) => Object.hasOwn(sources, id)).map((id) => [id, sources[id]]);
}

/**
 * @param {Source} source
 * @param {(address: string) => string} [archivedAt]  the words for an archived copy
 * @returns {string}
 */
function referenceText(source, archivedAt = (address) => say("Archived at {address}", { address })) {
  const addresses = [source.live ?? source.address, source.archived && archivedAt(source.archived)];
  const words = source.reference.map(([text]) => text).join("");
  return [words, ...addresses.filter(Boolean).map((address) => `${address}.`)].join(" ");
}

/**
 * A sentence that says which event, in which chronology, by whom and where, and the sources that it rests on.
 * @param {EventEntry} event
 * @returns {string}
 */
function citationText(event) {
  const { title, editors } = rawData();
  const address = pageAddress(event.id);
  const sources = sourcesOf(event).map(([, source]) => referenceText(source));
  const whole = editors.length ? say("{title}, ed. {editors}", { title, editors: listed(editors) }) : title;
  const { title: name, words, edtf } = event;
  const parts = [
    ended(say("“{title}”, {date} ({edtf}), in: {whole}", { title: name, date: words.long, edtf, whole })),
    /^https?:/.test(address) ? `${address}.` : "",
    sources.length ? say("Sources: {sources}", { sources: sources.join(" ") }) : "",
  ];
  return parts.filter(Boolean).join(" ");
}

/**
 * An entry for the event in its chronology, then the sources that it rests on.
 * @param {EventEntry} event
 * @returns {string}
 */
function bibtexOf(event) {
  return [eventBibtex(event), ...sourcesOf(event).map(([, { bibtex }]) => bibtex)].join("\n");
}

/**
 * @param {EventEntry} event
 * @returns {string}
 */
function eventBibtex(event) {
  const { title, editors, sources } = rawData();
  const address = pageAddress(event.id);
  const slug = event.id.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^-+/, "") || "event";
  const fields = {
    title: `{${latex(event.title)}}`,
    booktitle: `{${latex(title)}}`,
    editor: editors.map((editor) => `{${latex(editor)}}`).join(" and "),
    note: latex(event.words.long === event.edtf ? event.edtf : `${event.words.long} (EDTF ${event.edtf})`),
    url: /^https?:/.test(address) ? address.replace(/[\s{}\\]/g, encodeURIComponent) : "",
  };
  const lines = Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => `  ${name} = {${value}},\n`);
  return `@incollection{${Object.hasOwn(sources, slug) ? `${slug}-event` : slug},\n${lines.join("")}}\n`;
}

/** A text on one line as LaTeX that means it, as the library writes it.
    @param {string} text
    @returns {string} */
function latex(text) {
  const line = text
    .split(/[\s\x1c-\x1f\x85]+/)
    .filter(Boolean)
    .join(" ")
    .replace(/[\x00-\x1f\x7f-\x9f]/g, "\ufffd");
  return line.replace(/[\\{}~^$&#_%]/g, (mark) => LATEX_COMMANDS[mark] ?? `\\${mark}`).replace(LIGATURES, "{}");
}
