/* Search, the chips of the legend, switches and keys. */
/** The legend of the colours, which filters too. */
function drawChips() {
  const facet = view.colour;
  const left = countsLeft(facet);
  const chosen = view.facets[facet];
  const chips = signs().map((sign) =>
    button(
      {
        class: left.has(sign.id) ? "chip" : "chip none",
        [`data-${facet === "kind" ? "family" : facet}`]: sign.id,
        "data-focus": sign.id,
        "aria-pressed": String(chosen.has(sign.id)),
        on: { click: () => toggleChip(facet, sign.id) },
      },
      symbolIcon(sign),
      sign.name,
      element("span", { class: "count" }, numeral(left.get(sign.id) ?? 0)),
    ),
  );
  byId("chips").setAttribute("aria-label", FACET[facet].title);
  redrawn(byId("chips"), chips);
}

/**
 * All are shown until one is chosen; with the last one chosen, all are shown again.
 * @param {string} facet
 * @param {string} id
 */
function toggleChip(facet, id) {
  const chosen = view.facets[facet];
  if (!chosen.delete(id)) chosen.add(id);
  if (chosen.size === signs().length) chosen.clear();
  refresh();
}

function drawToolbar() {
  const search = byId("search");
  search.placeholder = NARROW.matches ? say("Search") : say("Search events, actors, sources");
  if (search.value !== view.query && document.activeElement !== search) search.value = view.query;
  if (!view.query && search.value && document.activeElement !== search) search.value = "";
  drawMenus();
  drawDates();
  drawChoices();
  byId("certain").setAttribute("aria-pressed", String(view.certain));
  byId("certain").querySelector(".count").textContent = numeral(exactCount(matching({ except: "certain" })));
  for (const option of document.querySelectorAll("[data-view]"))
    option.setAttribute("aria-pressed", String(option.getAttribute("data-view") === shownView()));
  const inForce = activeFilters().length;
  byId("filter-count").textContent = inForce ? String(inForce) : "";
  drawChips();
  drawFilters();
  drawWider();
  drawLost();
  for (const menu of document.querySelectorAll("details.menu[open]")) keepInWindow(menu);
}

/** What a link asks for that the page does not have. */
function drawLost() {
  byId("lost").hidden = !view.lost.length;
  const what = inRow(view.lost);
  byId("lost").textContent = what && say("The link asks for what this page does not have: {what}", { what });
}

/** What is found only in a source that an event cites: how many events, and the way to show them or leave them out. */
function drawWider() {
  const { own, wide } = found;
  const more = wide.length - own.length;
  byId("wider").hidden = !more;
  if (!more) return;
  byId("wider-words").textContent = widerWords(more, own.length > 0);
  byId("wider-switch").hidden = !own.length;
  byId("wider-switch").textContent = view.widely ? say("Leave out") : say("Show too");
}

/**
 * How many events are found only in sources.
 * @param {number} n
 * @param {boolean} isBesides  whether others are found otherwise
 * @returns {string}
 */
function widerWords(n, isBesides) {
  const values = { n, query: isolated(view.query) };
  if (isBesides)
    return say(
      {
        one: "{n} event cites a source that mentions “{query}” and does not mention it otherwise.",
        other: "{n} events cite a source that mentions “{query}” and do not mention it otherwise.",
      },
      values,
    );
  return say(
    {
      one: "Only in sources: {n} event cites a source that mentions “{query}”.",
      other: "Only in sources: {n} events cite a source that mentions “{query}”.",
    },
    values,
  );
}

function drawPresets() {
  const presets = PRESETS.list.map(({ name, range }) =>
    button(
      {
        class: "preset",
        "data-focus": name,
        "aria-pressed": String(sameRange(range, shownRange())),
        on: {
          click: () => {
            view.range = range;
            step();
            scheduleDraw();
          },
        },
      },
      name,
    ),
  );
  redrawn(byId("presets"), presets);
}

/**
 * When an event begins: the day where it is known, else the year.
 * @param {{bounds: Bounds, anchor: number | null}} event
 * @returns {string}
 */
function beginWords(event) {
  return event.bounds[0] === event.bounds[1] ? shortDay(event.anchor) : yearWords(civilDate(event.anchor).year);
}

/**
 * How many sources events, their other dates and claims rest on.
 * @returns {number}
 */
function citedAnywhere() {
  const cited = [...DATA.events, ...DATA.events.flatMap(({ alternatives }) => alternatives), ...DATA.claims];
  return new Set(cited.flatMap(({ sources }) => sources.map(({ source }) => source))).size;
}

function drawMasthead() {
  /** @type {any[][]} each a number, what it counts, and its class */
  const numbers = [];
  const [first, last] = firstAndLast();
  const ends = first ? [...new Set([first, last].map(beginWords))] : [];
  if (first) numbers.push([ends.join(" – "), say("first to last event"), "span"]);
  /** @type {[number, {one: string, other: string}][]} */
  const counts = [
    [EVENTS.length, { one: "event", other: "events" }],
    [DATA.claims.length, { one: "claim", other: "claims" }],
    [FACET_VALUES.actor.size, { one: "actor", other: "actors" }],
    [Math.max(FACET_VALUES.source.size, citedAnywhere()), { one: "source", other: "sources" }],
  ];
  numbers.push(...counts.map(([n, nouns]) => [n, say(nouns, { n })]));
  byId("numbers").replaceChildren(
    ...numbers
      .filter(([number]) => number)
      .map(([number, name, kind]) =>
        element(
          "div",
          { class: kind ?? null },
          element("dd", {}, typeof number === "number" ? numeral(number) : number),
          element("dt", {}, name),
        ),
      ),
  );
}

function listenToToolbar() {
  let waiting = 0;
  byId("search").addEventListener("input", (event) => {
    const query = event.target.value.slice(0, 200);
    if (!query !== !view.query) step();
    view.query = query;
    clearTimeout(waiting);
    waiting = setTimeout(() => refresh({ isStep: false }), 120);
  });
  byId("certain").addEventListener("click", () => {
    view.certain = !view.certain;
    refresh();
  });
  byId("clear").addEventListener("click", () => {
    clearFilters();
    byId("search").value = "";
    refresh();
    byId("search").focus();
  });
  byId("filter").addEventListener("click", () => {
    const open = byId("filters").classList.toggle("open");
    byId("filter").setAttribute("aria-expanded", String(open));
  });
  for (const option of document.querySelectorAll("[data-view]"))
    option.addEventListener("click", () => {
      view.shown = option.getAttribute("data-view");
      refresh();
    });
  byId("theme").addEventListener("click", () => {
    view.theme = isDark() ? "light" : "dark";
    refresh({ isStep: false });
  });
  byId("wider-switch").addEventListener("click", () => {
    view.widely = !view.widely;
    refresh();
  });
  byId("zoom-in").addEventListener("click", () => zoom(0.5));
  byId("zoom-out").addEventListener("click", () => zoom(2));
  for (const type of ["click", "focusin"]) document.addEventListener(type, closeMenusLeft);
  document.addEventListener("keydown", pressKey);
}

/**
 * A menu that is left by hand or by key covers nothing any more.
 * @param {any} event
 */
function closeMenusLeft({ target }) {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(target)) menu.open = false;
}

/** @param {any} event */
function pressKey(event) {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "Escape") {
    const menu = document.querySelector("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else closeSheet();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    byId("search").focus();
  }
  if (shownView() === "story") pressStoryKey(event);
  if (shownView() === "timeline" && (event.key === "+" || event.key === "=")) zoom(0.5);
  if (shownView() === "timeline" && event.key === "-") zoom(2);
}
