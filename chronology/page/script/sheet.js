/* On phones the details are a sheet over the page: while it is open, it alone can be reached, and Back closes it. */
let focusBeforeSheet = null;

/** @returns {boolean} */
function isSheetOpen() {
  return document.documentElement.hasAttribute("data-sheet");
}

/**
 * What lies behind the sheet: all of the page but it and its backdrop.
 * @returns {Element[]}
 */
function behindSheet() {
  const around = [...document.body.children].filter((node) => node.tagName !== "MAIN");
  const beside = [...document.querySelector("main").children].filter((node) => !node.matches(".details, .backdrop"));
  return [...around, ...beside];
}

function openSheet() {
  if (!isThere("details")) return;
  if (!isSheetOpen()) {
    focusBeforeSheet = document.activeElement?.getAttribute?.("data-id") ?? "";
    enterSheetInHistory();
  }
  document.documentElement.setAttribute("data-sheet", "open");
  byId("details").setAttribute("role", "dialog");
  byId("details").setAttribute("aria-modal", "true");
  for (const node of behindSheet()) node.inert = true;
  byId("details").scrollTop = 0;
  byId("details-title").focus({ preventScroll: true });
}

function closeSheet() {
  if (!isSheetOpen()) return;
  hideSheet();
  if (history.state?.sheet === "open") history.back();
}

function hideSheet() {
  document.documentElement.removeAttribute("data-sheet");
  byId("details").removeAttribute("role");
  byId("details").removeAttribute("aria-modal");
  for (const node of behindSheet()) node.inert = false;
  [...document.querySelectorAll("[data-id]")]
    .find((node) => node.getAttribute("data-id") === focusBeforeSheet && node.tagName === "BUTTON")
    ?.focus();
}

/** One entry for the page and one for the sheet over it. */
function enterSheetInHistory() {
  if (history.state?.sheet === "open") return;
  history.replaceState({ sheet: "closed" }, "");
  history.pushState({ sheet: "open" }, "");
}

function listenToSheet() {
  document.querySelector(".backdrop").addEventListener("click", closeSheet);
}
