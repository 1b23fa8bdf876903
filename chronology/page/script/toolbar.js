/* Search, chips, menus and switches. */
const FACET_NAMES = { actor: "Actor", tag: "Tag", place: "Place", source: "Source" };

function drawChips() {
  const counts = new Map();
  for (const event of matching({ except: "family" })) counts.set(event.family, (counts.get(event.family) ?? 0) + 1);
  const chips = DATA.families.map((family) =>
    button(
      {
        class: counts.has(family.id) ? "chip" : "chip none",
        "data-family": family.id,
        "data-focus": family.id,
        "aria-pressed": String(view.families.has(family.id)),
        on: { click: () => toggleFamily(family.id) },
      },
      symbolIcon(family),
      family.name,
      element("span", { class: "count" }, String(counts.get(family.id) ?? 0)),
    ),
  );
  redrawn(byId("chips"), chips);
}

/** Kinds are all shown until one is chosen; with the last one chosen, all are shown again. */
function toggleFamily(id) {
  if (!view.families.delete(id)) view.families.add(id);
  if (view.families.size === DATA.families.length) view.families.clear();
  refresh();
}

function buildMenus() {
  const menus = FACETS.filter((name) => FACET_VALUES[name].size).map((name) => {
    const list = element("div", { class: "options" });
    const menu = element(
      "details",
      { class: "menu", "data-facet": name },
      element(
        "summary",
        {},
        FACET_NAMES[name],
        element("span", { class: "count" }, String(FACET_VALUES[name].size)),
        element("span", { class: "caret", "aria-hidden": "true" }, "▾"),
      ),
      element("div", { class: "popover", role: "group", "aria-label": FACET_NAMES[name] }, list),
    );
    menu.addEventListener("toggle", () => {
      if (!menu.open) return;
      for (const other of document.querySelectorAll("details.menu[open]")) if (other !== menu) other.open = false;
      fillMenu(menu, name);
    });
    return menu;
  });
  byId("menus").replaceChildren(...menus);
}

/** The values of a facet, the most frequent first, each with how many events it would leave. */
function fillMenu(menu, name) {
  const left = facetCounts(matching({ except: name }), name);
  const values = [...FACET_VALUES[name]].sort(
    (one, other) => other[1] - one[1] || (facetLabel(name, one[0]) < facetLabel(name, other[0]) ? -1 : 1),
  );
  menu.querySelector(".options").replaceChildren(
    ...values.map(([id]) => {
      const box = element("input", {
        type: "checkbox",
        value: id,
        on: { change: () => toggleFacet(name, id, box.checked) },
      });
      box.checked = view.facets[name].has(id);
      return element(
        "label",
        { class: left.get(id) ? null : "none" },
        box,
        element("span", {}, facetLabel(name, id)),
        element("span", { class: "count" }, String(left.get(id) ?? 0)),
      );
    }),
  );
}

function toggleFacet(name, id, wanted) {
  if (wanted) view.facets[name].add(id);
  else view.facets[name].delete(id);
  refresh();
}

function drawToolbar() {
  const search = byId("search");
  if (search.value !== view.query && document.activeElement !== search) search.value = view.query;
  if (!view.query && search.value && document.activeElement !== search) search.value = "";
  for (const menu of document.querySelectorAll("details.menu")) {
    const name = menu.getAttribute("data-facet");
    const chosen = view.facets[name].size;
    menu.classList.toggle("used", chosen > 0);
    menu.querySelector("summary .count").textContent = chosen
      ? `${chosen} of ${FACET_VALUES[name].size}`
      : String(FACET_VALUES[name].size);
    if (menu.open) {
      for (const label of menu.querySelectorAll("label"))
        label.querySelector("input").checked = view.facets[name].has(label.querySelector("input").value);
    }
  }
  byId("certain").setAttribute("aria-pressed", String(view.certain));
  byId("certain").querySelector(".count").textContent = String(
    matching({ except: "certain" }).filter((event) => event.exact).length,
  );
  byId("clear").hidden = !isFiltered();
  for (const option of document.querySelectorAll("[data-lanes]"))
    option.setAttribute("aria-pressed", String(option.getAttribute("data-lanes") === view.lanes));
  for (const option of document.querySelectorAll("[data-view]"))
    option.setAttribute("aria-pressed", String(option.getAttribute("data-view") === shownView()));
  byId("filter-count").textContent = view.families.size
    ? `${view.families.size} of ${DATA.families.length} kinds`
    : counted(DATA.families.length, "kind");
  drawChips();
  drawWider();
}

/** What is found only in a source that an event cites: how many events, and the way to show them or leave them out. */
function drawWider() {
  const { own, wide } = found;
  const more = wide.length - own.length;
  byId("wider").hidden = !more;
  if (!more) return;
  const mentions = `${counted(more, "event")} cite${more === 1 ? "s" : ""} a source that mentions “${isolated(view.query)}”`;
  const only = `and do${more === 1 ? "es" : ""} not mention it otherwise.`;
  byId("wider-words").textContent = own.length ? `${mentions} ${only}` : `Only in sources: ${mentions}.`;
  byId("wider-switch").hidden = !own.length;
  byId("wider-switch").textContent = view.widely ? "Leave out" : "Show too";
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
            scheduleDraw();
          },
        },
      },
      name,
    ),
  );
  redrawn(byId("presets"), presets);
}

/** When an event begins: the day where it is known, else the year. */
function beginWords(event) {
  return event.bounds[0] === event.bounds[1] ? shortDay(event.anchor) : yearWords(civilDate(event.anchor).year);
}

function drawMasthead() {
  const numbers = [];
  if (DATED_EVENTS.length) {
    const inOrder = [...DATED_EVENTS].sort((one, other) => one.anchor - other.anchor);
    numbers.push([
      `${beginWords(inOrder[0])} – ${beginWords(inOrder[inOrder.length - 1])}`,
      "first to last event",
      "span",
    ]);
  }
  const counts = [
    [EVENTS.length, "event"],
    [DATA.claims.length, "claim"],
    [FACET_VALUES.actor.size, "actor"],
    [FACET_VALUES.source.size, "source"],
  ];
  numbers.push(...counts.map(([number, noun]) => [number, number === 1 ? noun : `${noun}s`]));
  byId("numbers").replaceChildren(
    ...numbers
      .filter(([number]) => number)
      .map(([number, name, kind]) =>
        element(
          "div",
          { class: kind ?? null },
          element("dd", {}, typeof number === "number" ? number.toLocaleString("en-GB") : number),
          element("dt", {}, name),
        ),
      ),
  );
}

function listenToToolbar() {
  let waiting = 0;
  byId("search").addEventListener("input", (event) => {
    view.query = event.target.value.slice(0, 200);
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 120);
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
  for (const option of document.querySelectorAll("[data-lanes]"))
    option.addEventListener("click", () => {
      view.lanes = option.getAttribute("data-lanes");
      refresh();
    });
  for (const option of document.querySelectorAll("[data-view]"))
    option.addEventListener("click", () => {
      view.shown = option.getAttribute("data-view");
      refresh();
    });
  byId("theme").addEventListener("click", () => {
    view.theme = isDark() ? "light" : "dark";
    refresh();
  });
  byId("wider-switch").addEventListener("click", () => {
    view.widely = !view.widely;
    refresh();
  });
  byId("zoom-in").addEventListener("click", () => zoom(0.5));
  byId("zoom-out").addEventListener("click", () => zoom(2));
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]"))
      if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", pressKey);
}

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
  if (shownView() === "timeline" && (event.key === "+" || event.key === "=")) zoom(0.5);
  if (shownView() === "timeline" && event.key === "-") zoom(2);
}
