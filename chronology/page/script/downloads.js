/* What is filtered, to be taken along: files made in the browser, from the menu "Download". */
const MOST_RECKONED_AT_ONCE = 2000;

/**
 * @typedef {object} Download
 * @property {string} name what stands on its button
 * @property {string} ending of the file
 * @property {string} type of the file
 * @property {() => string | Blob | Promise<Blob>} make its content
 * @property {() => string} words what is in it
 * @property {() => string} missing why it cannot be had just now; empty where it can
 * @property {string} [part] what the name of the file says besides title and filters
 */

const NO_EVENT = say("No event passes the filters");
const NO_PICTURE = say("Only while the timeline is shown");

/** @type {Download[]} */
const DOWNLOADS = [
  {
    name: say("Events as CSV"),
    ending: "csv",
    type: "text/csv;charset=utf-8",
    make: eventsCsv,
    words: () =>
      say({ one: "{n} event, for spreadsheets", other: "{n} events, for spreadsheets" }, { n: results.length }),
    missing: () => (results.length ? "" : NO_EVENT),
  },
  {
    name: say("Claims as CSV"),
    ending: "csv",
    type: "text/csv;charset=utf-8",
    part: "claims",
    make: claimsCsv,
    words: () =>
      say({ one: "{n} claim about them", other: "{n} claims about them" }, { n: rawClaims(results).length }),
    missing: () => (results.length ? (rawClaims(results).length ? "" : say("Nothing is claimed about them")) : NO_EVENT),
  },
  {
    name: say("All as JSON"),
    ending: "json",
    type: "application/json",
    make: resultsJson,
    words: () => say("Events, claims, actors, places, sources"),
    missing: () => (results.length ? "" : NO_EVENT),
  },
  {
    name: say("Calendar (ICS)"),
    ending: "ics",
    type: "text/calendar;charset=utf-8",
    make: resultsIcs,
    words: () => {
      const kept = rawEvents(results).filter(fitsCalendar).length;
      const left = results.length - kept;
      const leftOut = left ? say("{n} left out as not dated to the day", { n: left }) : say("none left out");
      return clauses([counted(kept, "event"), leftOut]);
    },
    missing: () =>
      results.length ? (rawEvents(results).some(fitsCalendar) ? "" : say("None of them is dated to the day")) : NO_EVENT,
  },
  {
    name: say("Sources as BibTeX"),
    ending: "bib",
    type: "application/x-bibtex;charset=utf-8",
    part: "sources",
    make: () =>
      citedSources(rawEvents(results))
        .map(([, { bibtex }]) => bibtex)
        .join("\n"),
    words: () =>
      say(
        { one: "{n} source, each once", other: "{n} sources, each once" },
        { n: citedSources(rawEvents(results)).length },
      ),
    missing: () =>
      results.length ? (citedSources(rawEvents(results)).length ? "" : say("No source is known of them")) : NO_EVENT,
  },
  {
    name: say("Picture as SVG"),
    ending: "svg",
    type: "image/svg+xml",
    part: "range",
    make: snapshotSvg,
    words: () => say("As it stands, sharp at any size"),
    missing: () => (results.length ? (isPictureShown() ? "" : NO_PICTURE) : NO_EVENT),
  },
  {
    name: say("Picture as PNG"),
    ending: "png",
    type: "image/png",
    part: "range",
    make: snapshotPng,
    words: () => say("As it stands, for slides and posts"),
    missing: () => (results.length ? (isPictureShown() ? "" : NO_PICTURE) : NO_EVENT),
  },
];

/**
 * What is asked of the results, in words.
 * @returns {string[]}
 */
function filterWords() {
  return filterGroups().map(({ words }) => words);
}

/** Letters and digits of any script with "-" between them, no longer than 60 characters.
    @param {string} text
    @returns {string} */
function slugOf(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...words.join("-")].slice(0, 60).join("").replace(/-+$/, "");
}

/** The name of a file: the title, what is filtered, and what the file is besides.
    @param {Download} download
    @returns {string} */
function fileName({ ending, part }) {
  const range = () =>
    shownRange()
      .map((day, at) => isoDay(Math.round(day) - at))
      .join("-to-");
  const parts = [rawData().title, filterWords().join(" ")].map(slugOf);
  return `${[parts[0] || "chronology", parts[1], part === "range" ? range() : part].filter(Boolean).join("-")}.${ending}`;
}

function buildDownloads() {
  const menu = element(
    "details",
    { class: "menu downloads", id: "downloads" },
    element("summary", {}, say("Download"), element("span", { class: "caret", "aria-hidden": "true" }, "▾")),
    element(
      "div",
      { class: "popover", role: "group", "aria-label": say("Download what is filtered") },
      element("ul", { class: "files" }),
      element("p", { class: "small download-said", role: "status" }),
    ),
  );
  menu.addEventListener("toggle", () => menu.open && openDownloads(menu));
  byId("filters").append(menu);
}

/** @param {Element} menu */
function openDownloads(menu) {
  for (const other of document.querySelectorAll("details.menu[open]")) if (other !== menu) other.open = false;
  menu.querySelector(".download-said").textContent = "";
  drawDownloads();
  keepInWindow(menu);
}

/** The rows anew where the menu is open: how much each file would hold, or why it cannot be had. */
function drawDownloads() {
  const menu = byId("downloads");
  if (!menu?.open) return;
  const isQuick = results.length <= MOST_RECKONED_AT_ONCE;
  const fill = (isReckoned) =>
    redrawn(
      menu.querySelector(".files"),
      DOWNLOADS.map((download) => downloadRow(download, isReckoned)),
      () => menu.querySelector("summary"),
    );
  fill(isQuick);
  if (!isQuick) requestAnimationFrame(() => setTimeout(() => menu.open && fill(true)));
}

/**
 * Why a file cannot be had just now; empty where it can.
 * @param {Download} download
 * @returns {string}
 */
function missingOf(download) {
  return download.missing();
}

/**
 * @param {Download} download
 * @param {boolean} isReckoned  whether it says already what the file would hold
 * @returns {Element}
 */
function downloadRow(download, isReckoned) {
  const missing = isReckoned ? missingOf(download) : "";
  const words = element("span", { class: "small" }, isReckoned ? missing || download.words() : "…");
  return element(
    "li",
    {},
    button(
      {
        class: "file",
        "data-focus": download.name,
        "aria-disabled": missing ? "true" : null,
        on: { click: () => !missingOf(download) && takeAway(download) },
      },
      element("span", { class: "file-name" }, download.name),
      words,
    ),
  );
}

/** Make a file and hand it to the browser to be saved.
    @param {Download} download */
async function takeAway(download) {
  const said = byId("downloads").querySelector(".download-said");
  const name = fileName(download);
  try {
    const content = await download.make();
    saveFile(content instanceof Blob ? content : new Blob([content], { type: download.type }), name);
    said.textContent = say("Saved as {name}", { name });
  } catch {
    said.textContent = say("This browser cannot make {name}", { name });
  }
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
function saveFile(blob, name) {
  const address = URL.createObjectURL(blob);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
