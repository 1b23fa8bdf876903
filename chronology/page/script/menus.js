/* The menus of the facets: the values that occur with how many events each would leave, to be ticked. */
const VALUES_AT_FIRST = 10;
const MOST_VALUES = 300;

function buildMenus() {
  byId("menus").replaceChildren(...FACETS.filter(isUseful).map(menuOf));
}

/**
 * @param {string} name  of a facet
 * @returns {HTMLElement}
 */
function menuOf(name) {
  const { title, finder: words } = FACET[name];
  const many = FACET_VALUES[name].size > VALUES_AT_FIRST;
  const finder = element("input", {
    type: "search",
    class: "menu-search",
    placeholder: say("Search {n}", { n: FACET_VALUES[name].size }),
    "aria-label": words,
    autocomplete: "off",
    spellcheck: "false",
    on: { input: () => fillMenu(menu, name) },
  });
  const menu = element(
    "details",
    { class: "menu", "data-facet": name },
    element(
      "summary",
      {},
      title,
      element("span", { class: "count" }, String(FACET_VALUES[name].size)),
      element("span", { class: "caret", "aria-hidden": "true" }, "▾"),
    ),
    element(
      "div",
      { class: "popover", role: "group", "aria-label": title },
      many ? finder : null,
      element("div", { class: "options" }),
      button({ class: "link show-all", hidden: true, on: { click: () => showAllValues(menu, name) } }),
    ),
  );
  menu.addEventListener("toggle", () => menu.open && openMenu(menu, name));
  return menu;
}

/**
 * One menu at a time, within the window, its values in the order of what they would leave now.
 * @param {any} menu
 * @param {string} name
 */
function openMenu(menu, name) {
  for (const other of document.querySelectorAll("details.menu[open]")) if (other !== menu) other.open = false;
  const finder = menu.querySelector(".menu-search");
  if (finder) finder.value = "";
  menu.removeAttribute("data-all");
  menu.values = facetValues(name, countsLeft(name));
  fillMenu(menu, name);
  keepInWindow(menu);
}

/** @param {Element} menu */
function keepInWindow(menu) {
  const popover = menu.querySelector(".popover");
  popover.style.left = "";
  if (NARROW.matches) return;
  const beyond = popover.getBoundingClientRect().right - document.documentElement.clientWidth + 14;
  if (beyond > 0) popover.style.left = `${-beyond}px`;
}

/**
 * The rows: what is chosen, then what would leave something; all, or those that bear the words, on request.
 * @param {any} menu
 * @param {string} name
 */
function fillMenu(menu, name) {
  const words = wordsOf(menu.querySelector(".menu-search")?.value ?? "");
  const left = countsLeft(name);
  const chosen = view.facets[name];
  const isAll = menu.hasAttribute("data-all") || FACET_VALUES[name].size <= VALUES_AT_FIRST;
  const wanted = menu.values.filter((id) => {
    const text = plainText(facetLabel(name, id));
    return words.every((word) => text.includes(word));
  });
  const ordered = [...wanted.filter((id) => chosen.has(id)), ...wanted.filter((id) => !chosen.has(id))];
  const first = ordered.filter((id, at) => chosen.has(id) || (left.has(id) && at < VALUES_AT_FIRST));
  const shown = (isAll || words.length ? ordered : first).slice(0, MOST_VALUES);
  const rows = shown.map((id) => optionRow(name, id, left.get(id) ?? 0, words));
  const none = element("p", { class: "small none-found" }, say("None of them"));
  menu.querySelector(".options").replaceChildren(...(rows.length ? rows : [none]));
  const more = menu.querySelector(".show-all");
  more.hidden = isAll || words.length > 0 || shown.length === ordered.length;
  more.textContent = say("Show all {n}", { n: ordered.length });
}

/**
 * @param {string} name
 * @param {string} id
 * @param {number} count
 * @param {string[]} words
 * @returns {HTMLElement}
 */
function optionRow(name, id, count, words) {
  const box = element("input", { type: "checkbox", value: id, on: { change: () => toggleFacet(name, id, box.checked) } });
  box.checked = view.facets[name].has(id);
  return element(
    "label",
    { class: count ? null : "none" },
    box,
    element("span", {}, ...marked(facetLabel(name, id), words)),
    element("span", { class: "count" }, numeral(count)),
  );
}

/**
 * @param {Element} menu
 * @param {string} name
 */
function showAllValues(menu, name) {
  const shown = menu.querySelectorAll("label").length;
  menu.setAttribute("data-all", "");
  fillMenu(menu, name);
  menu.querySelectorAll("input[type=checkbox]")[shown]?.focus();
}

/**
 * @param {string} name
 * @param {string} id
 * @param {boolean} wanted
 */
function toggleFacet(name, id, wanted) {
  if (wanted) view.facets[name].add(id);
  else view.facets[name].delete(id);
  refresh();
}

/** Counts and ticks anew; the rows of the open menu stay where they are under the hand. */
function drawMenus() {
  for (const menu of document.querySelectorAll("details.menu[data-facet]")) {
    const name = menu.getAttribute("data-facet");
    const chosen = view.facets[name].size;
    const all = FACET_VALUES[name].size;
    menu.hidden = name === view.colour;
    menu.classList.toggle("used", chosen > 0);
    menu.querySelector("summary .count").textContent = chosen ? say("{n} of {all}", { n: chosen, all }) : numeral(all);
    if (menu.open) drawOptions(menu, name);
  }
}

/**
 * @param {Element} menu
 * @param {string} name
 */
function drawOptions(menu, name) {
  const left = countsLeft(name);
  for (const row of menu.querySelectorAll(".options label")) {
    /** @type {any} */
    const box = row.querySelector("input");
    const count = left.get(box.value) ?? 0;
    box.checked = view.facets[name].has(box.value);
    row.classList.toggle("none", !count);
    row.querySelector(".count").textContent = numeral(count);
  }
}
