/* The chosen event as a registry file has it, for whoever corrects it. */
const UNPRINTABLE = /[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * The event under "events:", as a file that `chronology.load` reads; its comment says where it comes from.
 * @param {EventEntry} event
 * @returns {string}
 */
function reportYaml(event) {
  return [
    ...reportComment(event),
    "events:",
    ...yamlLines(new Map([[yamlText(event.id), eventFields(event)]]), 1),
    "",
  ].join("\n");
}

/**
 * @param {EventEntry} event
 * @returns {string[]}
 */
function reportComment(event) {
  const { title, editors } = rawData();
  const address = pageAddress(event.id);
  const whom = editors.length ? `its editors (${editors.join(", ")})` : "whoever publishes that page";
  return [
    `The event "${event.title}" in the chronology "${title}"${address && `, from the page ${address}`}`,
    "Correct below what is wrong, name the source that says so, and send this text to",
    `${whom}; it belongs under "events:" of the registry.`,
  ].map((line) => `# ${line.replace(UNPRINTABLE, " ")}`);
}

/**
 * The fields of an event in the order of its record, without those that it does not have.
 * @param {EventEntry} event
 * @returns {Map<string, unknown>}
 */
function eventFields(event) {
  const { measures, codes, ids, relations, part_of: whole } = event.record;
  return yamlFields({
    title: event.title,
    date: event.edtf,
    kind: event.kind,
    summary: event.summary,
    alternatives: event.alternatives.map(alternativeFields),
    participants: event.people.map(([actor, role, side]) => yamlFields({ actor, role, side })),
    places: event.places,
    tags: event.tags,
    status: event.status,
    measures: (measures ?? []).map(yamlFields),
    codes: yamlFields(codes ?? {}),
    ids: yamlFields(ids ?? {}),
    sources: event.sources.map(citationFields),
    relations: (relations ?? []).map(({ type, target, sources, note }) =>
      yamlFields({ type, target, sources: sources.map(citationFields), note }),
    ),
    part_of: whole,
    note: event.note,
  });
}

/**
 * @param {Alternative} alternative
 * @returns {Map<string, unknown>}
 */
function alternativeFields({ edtf, place, sources, note }) {
  return yamlFields({ date: edtf, place, sources: sources.map(citationFields), note });
}

/**
 * @param {Citation} citation
 * @returns {Map<string, unknown>}
 */
function citationFields({ source, locator, supports, note }) {
  return yamlFields({ source, locator, supports: supports.map((field) => field.replace(/ /g, "_")), note });
}

/**
 * A mapping without what is empty, its keys as YAML.
 * @param {Record<string, any>} fields
 * @returns {Map<string, unknown>}
 */
function yamlFields(fields) {
  const known = Object.entries(fields).filter(
    ([, value]) => value !== null && value !== undefined && value !== "" && value.length !== 0 && value.size !== 0,
  );
  return new Map(known.map(([name, value]) => [yamlKey(name), value]));
}

/**
 * @param {string} name
 * @returns {string}
 */
function yamlKey(name) {
  return /^[a-z_]+$/.test(name) ? name : yamlText(name);
}

/** A text in double quotes: the one form that holds every text, and that no YAML tool takes for a number or a truth.
    @param {unknown} value
    @returns {string} */
function yamlText(value) {
  const escaped = String(value)
    .replace(/["\\]/g, "\\$&")
    .replace(/\n/g, "\\n")
    .replace(UNPRINTABLE, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `"${escaped}"`;
}

/** The lines of a mapping: lists of texts in brackets, lists of mappings and mappings in lines of their own.
    @param {Map<string, unknown>} fields
    @param {number} depth
    @returns {string[]} */
function yamlLines(fields, depth) {
  const indent = "  ".repeat(depth);
  return [...fields].flatMap(([name, value]) => {
    if (value instanceof Map) return [`${indent}${name}:`, ...yamlLines(value, depth + 1)];
    if (!Array.isArray(value)) return [`${indent}${name}: ${yamlText(value)}`];
    if (!(value[0] instanceof Map)) return [`${indent}${name}: [${value.map(yamlText).join(", ")}]`];
    return [`${indent}${name}:`, ...value.flatMap((item) => yamlItem(item, depth + 1))];
  });
}

/**
 * A mapping as an item of a list: its first line bears the dash.
 * @param {Map<string, unknown>} fields
 * @param {number} depth
 * @returns {string[]}
 */
function yamlItem(fields, depth) {
  const [first, ...others] = yamlLines(fields, depth + 1);
  return [`${"  ".repeat(depth)}- ${first.trimStart()}`, ...others];
}
