/* The list: every result by year, what a linear picture cannot say included; and the index of what is in the picture. */
/** @typedef {{year: number | null, events: ChronicleEvent[], empty: number}} YearGroup */

const LIST_STEP = 500;
const MOST_ON_PAPER = 5000;
let listLimit = LIST_STEP;

/**
 * How many events the list has at most: none where it costs much and is not shown.
 * @returns {number}
 */
function mostListed() {
  return listLimit;
}

/** On paper there is nothing to press for more. */
function listWhole() {
  const limit = listLimit;
  listLimit = Math.max(limit, MOST_ON_PAPER);
  drawList();
  const restore = () => {
    listLimit = limit;
    drawList();
  };
  addEventListener("afterprint", restore, { once: true });
}

function drawList() {
  const words = queryWords();
  const shown = results.slice(0, mostListed());
  const table = element(
    "table",
    { class: "events" },
    element("caption", { class: "unseen" }, say("Events by year: date, title, who took part, first source")),
    element(
      "thead",
      { class: "unseen" },
      element(
        "tr",
        {},
        ...[say("Year"), say("Kind"), say("Date"), say("Event"), say("Who took part"), say("First source")].map((name) =>
          element("th", { scope: "col" }, name),
        ),
      ),
    ),
    ...yearGroups(shown).flatMap((group) => yearRows(group, words)),
  );
  const more =
    results.length > shown.length
      ? button(
          {
            class: "more",
            on: { click: () => showMore(shown.length) },
          },
          say("Show {n} more of {all}", { n: Math.min(LIST_STEP, results.length - shown.length), all: results.length }),
        )
      : null;
  const title = isFiltered()
    ? say({ one: "{shown} of {n} event", other: "{shown} of {n} events" }, { shown: results.length, n: EVENTS.length })
    : say({ one: "All {n} event", other: "All {n} events" }, { n: EVENTS.length });
  byId("list-title").textContent = clauses([title, NARROW.matches ? say("by year") : ""]);
  redrawn(byId("list-body"), [yearChart(), table, ...(more ? [more] : [])]);
  rove(byId("list-body"));
}

/**
 * The next step of a long list, from its first event on.
 * @param {number} shown
 */
function showMore(shown) {
  listLimit += LIST_STEP;
  drawList();
  byId("list-body").querySelectorAll("[data-rove]")[shown]?.focus();
}

/**
 * Results by the year they begin in, with the empty years since the group before.
 * @param {ChronicleEvent[]} events
 * @returns {YearGroup[]}
 */
function yearGroups(events) {
  const groups = [];
  for (const event of events) {
    const last = groups[groups.length - 1];
    if (last && last.year === event.year) last.events.push(event);
    else
      groups.push({
        year: event.year,
        events: [event],
        empty: last && last.year !== null && event.year !== null ? event.year - last.year - 1 : 0,
      });
  }
  return groups;
}

/**
 * @param {YearGroup} group
 * @returns {string}
 */
function groupName({ year, events }) {
  if (year !== null) return yearWords(year);
  return events[0].anchor === null ? say("No year") : say("No start");
}

/**
 * @param {YearGroup} group
 * @param {string[]} words
 * @returns {Element[]}
 */
function yearRows(group, words) {
  const bodies = [];
  if (group.empty > 1) {
    bodies.push(
      element(
        "tbody",
        { class: "gap" },
        element(
          "tr",
          {},
          element("td", { class: "gap-year" }),
          element(
            "td",
            { colspan: 5 },
            element("span", {}, say("{n} years without an entry", { n: group.empty })),
          ),
        ),
      ),
    );
  }
  const year = groupName(group);
  const rows = group.events.map((event, index) =>
    eventRow(
      event,
      words,
      index ? null : element("th", { class: "year", scope: "rowgroup", rowspan: group.events.length }, year),
    ),
  );
  bodies.push(element("tbody", { class: "year" }, ...rows));
  return bodies;
}

/**
 * @param {ChronicleEvent} event
 * @param {string[]} words
 * @param {Element | null} yearCell
 * @returns {Element}
 */
function eventRow(event, words, yearCell) {
  const chosen = event.id === view.chosen;
  const title = button(
    {
      class: "title",
      "data-id": event.id,
      "data-rove": "",
      "aria-pressed": String(chosen),
      on: { click: () => chooseByHand(event.id) },
    },
    ...marked(event.title, words),
  );
  const hit = words.length ? hitField(event, words) : null;
  return element(
    "tr",
    {
      class: chosen ? "event chosen" : "event",
      "data-id": event.id,
      on: { click: (clicked) => clicked.target.closest("a, button") || chooseByHand(event.id) },
    },
    yearCell,
    element(
      "td",
      { class: "kind" },
      symbolIcon(signOf(event), { hollow: isHollow(event) }),
      element("span", { class: "unseen" }, DATA.kinds[event.kind].name),
    ),
    element(
      "td",
      { class: "date" },
      element("span", { class: "date-long" }, ...marked(event.words.in_year, words)),
      element("span", { class: "date-brief" }, event.words.brief),
    ),
    element(
      "td",
      { class: "what" },
      title,
      ...badgesOf(event).map((badge) => element("span", { class: "badge" }, badge)),
      hit ? hitLine(hit, words) : null,
    ),
    element("td", { class: "who" }, ...marked(whoWords(event), words)),
    element("td", { class: "source" }, firstSource(event, words)),
  );
}

/**
 * The words around a hit, with the name of the field that they stand in.
 * @param {{name: string, text: string}} hit
 * @param {string[]} words
 * @returns {Element}
 */
function hitLine(hit, words) {
  const { plain, origins } = folded(hit.text);
  const hitAt = origins[Math.max(0, plain.indexOf(words.find((word) => plain.includes(word))))];
  const at = hitAt > 60 ? hit.text.indexOf(" ", hitAt - 40) + 1 : 0;
  const text = `${at ? "…" : ""}${hit.text.slice(at, at + 110).trim()}${hit.text.length > at + 110 ? "…" : ""}`;
  return element("div", { class: "hit-line" }, ...sayAround("{field}: {words}", { field: [FIELD_NAMES[hit.name]], words: marked(text, words) }));
}

/**
 * @param {ChronicleEvent} event
 * @returns {string}
 */
function whoWords(event) {
  const names = event.actors.map(actorName);
  if (names.length <= 4) return inRow(names);
  return say("{names} and {n} more", { names: inRow(names.slice(0, 3)), n: names.length - 3 });
}

/**
 * The first source of the date, else the first source of anything.
 * @param {ChronicleEvent} event
 * @param {string[]} words
 * @returns {Element | string}
 */
function firstSource(event, words) {
  const citation = event.sources.find(({ supports }) => supports.includes("date")) ?? event.sources[0];
  const id = citation?.source;
  if (!FACET_VALUES.source.size) return "";
  if (id === undefined) return element("span", { class: "small" }, say("no source found yet"));
  const source = DATA.sources[id];
  const label = marked(sourceLabel(id), words);
  const address = source?.live ?? source?.archived;
  if (!address) return element("span", {}, ...label);
  const link = outsideLink(address, "", { title: source.title });
  link.append(...label);
  return link;
}

/**
 * How many events began in each year, for the head of the list on phones.
 * @returns {Element}
 */
function yearChart() {
  const counts = yearCounts(results);
  if (counts.size < 3) return element("div", { class: "year-chart" });
  const [first, last] = extremes(counts.keys());
  const span = last - first + 1;
  const [, tallest] = extremes(counts.values());
  const width = 320;
  const slot = width / span;
  const bars = [...counts].map(([year, count]) =>
    drawn("rect", {
      class: "bin inside",
      x: (year - first) * slot,
      width: Math.max(1.5, slot - 1.4),
      y: 46 - Math.max(2, (count / tallest) * 32),
      height: Math.max(2, (count / tallest) * 32),
    }),
  );
  const peak = [...counts].find(([, count]) => count === tallest)[0];
  const names = yearTicks(scaleOf([dayNumber(first, 1, 1), dayNumber(first + span, 1, 1)], width)).lower.map(
    ({ day, text }) =>
      drawn(
        "text",
        { class: "small", x: (civilDate(day).year - first + 0.5) * slot, y: 62, "text-anchor": "middle" },
        text,
      ),
  );
  return element(
    "div",
    { class: "year-chart" },
    drawn(
      "svg",
      { viewBox: `-8 0 ${width + 16} 66`, "aria-hidden": "true" },
      ...bars,
      drawn("line", { class: "axis-line", x1: 0, x2: width, y1: 46, y2: 46 }),
      drawn(
        "text",
        { class: "small strong", x: (peak - first + 0.5) * slot, y: 11, "text-anchor": "middle" },
        numeral(tallest),
      ),
      ...names,
    ),
  );
}

/** The index under the picture: what is in it, in two columns. */
function drawIndex() {
  const scale = scaleOf(shownRange(), 1000);
  const inside = eventsWithin(results, scale, LIST_STEP);
  byId("index").hidden = !inside.length || shownView() === "list";
  const groups = yearGroups(inside).flatMap((group) => [
    element("h3", {}, groupName(group)),
    element(
      "ul",
      {},
      ...group.events.map((event) =>
        element(
          "li",
          { class: event.id === view.chosen ? "chosen" : null },
          symbolIcon(signOf(event), { hollow: isHollow(event) }),
          element("span", { class: "date" }, event.words.brief),
          button(
            { class: "title", "data-id": event.id, "data-rove": "", on: { click: () => chooseByHand(event.id) } },
            event.title,
          ),
        ),
      ),
    ),
  ]);
  redrawn(byId("index-body"), groups);
  rove(byId("index-body"));
}

/**
 * One stop for Tab in a list, the arrows walk on from it.
 * @param {HTMLElement} root
 */
function rove(root) {
  /** @type {any[]} */
  const stops = [...root.querySelectorAll("[data-rove]")];
  const entry = stops.find((stop) => stop.getAttribute("data-id") === view.chosen) ?? stops[0];
  for (const stop of stops) stop.tabIndex = stop === entry ? 0 : -1;
  root.onkeydown = (event) => {
    const at = stops.indexOf(event.target);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 }[event.key];
    if (at < 0 || to === undefined || !stops[to]) return;
    event.preventDefault();
    stops[at].tabIndex = -1;
    stops[to].tabIndex = 0;
    stops[to].focus();
  };
}
