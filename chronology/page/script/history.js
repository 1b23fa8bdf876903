/* The address keeps the view. A deliberate step (an event, a filter, a view) is one that Back undoes; zooming and typing
   only bring the present address up to date, since browsers let it change only so often. */
let isStepAhead = false;

/** What the reader does now is a step of its own: the address that follows is a new one in the history. */
function step() {
  isStepAhead = true;
}

/** The present view into the address. While the sheet is open its own place in the history is kept for closing it; an
    address that was just followed and is still to be read (it has no state yet) is not written over. */
function writeFragment() {
  const isStep = isStepAhead && history.state?.sheet !== "open";
  isStepAhead = false;
  if (!hasAddress() || history.state === null) return;
  const fragment = fragmentOf();
  if (fragment === location.hash.slice(1)) return;
  const address = fragment ? `#${fragment}` : location.pathname + location.search;
  try {
    if (isStep) history.pushState({ step: true }, "", address);
    else history.replaceState(history.state, "", address);
  } catch {
    isStepAhead = isStep; // too many changes within half a minute: the next one says it all
  }
}

/**
 * The view that an address asks for.
 * @param {string} address
 * @param {{isLink?: boolean}} [options] whether it was followed as a link: then its event opens on phones, too
 */
function restore(address, { isLink = true } = {}) {
  if (history.state === null) history.replaceState({ step: true }, "");
  const { asked, lost } = readFragment(new URL(address).hash);
  byId("search").value = view.query;
  refresh();
  view.lost = lost;
  drawLost();
  if (asked) {
    choose(view.chosen);
    if (isLink && NARROW.matches) openSheet();
  }
  isStepAhead = false;
}

/**
 * Back and forward: the sheet closes and opens again, any other step restores its view.
 * @param {PopStateEvent} event
 */
function followHistory({ state }) {
  if (state === null) return;
  if (isSheetOpen() && state.sheet !== "open") {
    hideSheet();
    if (state.sheet === "closed") {
      writeFragment();
      return;
    }
  }
  if (location.hash.slice(1) !== fragmentOf()) restore(location.href, { isLink: false });
  if (state.sheet === "open" && NARROW.matches) openSheet();
}

/** A link into the page, or an address typed by hand, has no step yet. */
function followLink() {
  if (history.state === null && location.hash.slice(1) !== fragmentOf()) restore(location.href);
}

function listenToHistory() {
  addEventListener("popstate", followHistory);
  addEventListener("hashchange", followLink);
}
