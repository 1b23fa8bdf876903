/* The whole: choosing, drawing, starting. */
const SETTLED_MS = 180;
const MOST_INDEXED_AT_ONCE = 200;
const UNSEEN_MS = 1000;
let waitingForFrame = 0;
let waitingToSettle = 0;

/**
 * Choose an event; where it lies outside the range, the picture moves to it.
 * @param {string} id
 */
function choose(id) {
  step();
  view.chosen = id;
  const event = EVENT_BY_ID.get(id);
  const [from, to] = shownRange();
  const day = event.anchor;
  const outside = day !== null && ["earlier", "later"].includes(placeInRange(event, scaleOf([from, to], 1)));
  if (outside) view.range = keptRange([day - (to - from) / 2, day + (to - from) / 2]);
  drawAll();
}

/**
 * Choose by click or key: on phones the sheet opens and takes the focus.
 * @param {string} id
 */
function chooseByHand(id) {
  choose(id);
  if (NARROW.matches) openSheet();
}

/**
 * Search and draw anew, after the view has changed.
 * @param {{isStep?: boolean}} [options] whether Back should undo it
 */
function refresh({ isStep = true } = {}) {
  if (isStep) step();
  search();
  view.lost = [];
  listLimit = LIST_STEP;
  drawAll();
}

/** Everything that depends on the view. */
function drawAll() {
  if (view.theme) document.documentElement.setAttribute("data-theme", view.theme);
  else document.documentElement.removeAttribute("data-theme");
  document.documentElement.setAttribute("data-shown", results.length ? shownView() : "empty");
  const isNews = sayFound();
  drawToolbar();
  drawStory();
  drawDebates();
  drawDownloads();
  drawList();
  drawEmpty();
  drawDetails();
  if (results.length <= MOST_INDEXED_AT_ONCE) drawIndex();
  drawTimeline();
  if (isNews) passOverRange();
}

function drawTimeline() {
  drawPresets();
  if (results.length && byId("timeline-card").offsetParent !== null) drawPicture();
  clearTimeout(waitingToSettle);
  waitingToSettle = setTimeout(settle, SETTLED_MS);
}

/** What need not follow the hand: plotly, the index, and the address, which browsers allow to change only so often. */
function settle() {
  plotSketched();
  drawIndex();
  sayRange();
  writeFragment();
}

function scheduleDraw() {
  cancelAnimationFrame(waitingForFrame);
  waitingForFrame = requestAnimationFrame(drawTimeline);
}

/** The height of the picture follows from what is drawn; only another width asks for a new drawing. */
function drawAtNewWidth() {
  if (byId("picture").clientWidth !== lastLayout?.measures.width) scheduleDraw();
}

/**
 * Until what is drawn is shown; nobody waits for a page that is not seen.
 * @returns {Promise<void>}
 */
function shown() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
    setTimeout(resolve, document.hidden ? 0 : UNSEEN_MS);
  });
}

/**
 * Until all of the page is there: what the first picture does not need stands behind the script.
 * @returns {Promise<unknown>}
 */
function parsed() {
  return new Promise((resolve) => {
    if (document.readyState !== "loading") resolve();
    else document.addEventListener("DOMContentLoaded", resolve, { once: true });
  });
}

/** What comes before plotly.js; nothing but where there are too many events to draw each. */
async function beforeLibrary() {}

async function start() {
  drawMasthead();
  buildMenus();
  buildDownloads();
  listenToToolbar();
  listenToDates();
  listenToChoices();
  listenToDebate();
  listenToStory();
  listenToDebates();
  listenForGestures(byId("picture"));
  byId("skip").addEventListener("click", skipToList);
  const wasNarrow = NARROW.matches;
  restore(location.href);
  await shown();
  document.documentElement.setAttribute("data-shape", "drawn");
  await parsed();
  await beforeLibrary();
  await shown();
  const hasPlotly = await unpackPlotly();
  byId("timeline-card").classList.toggle("no-picture", !hasPlotly);
  await document.fonts.ready;
  drawTimeline();
  plotSketched();
  drawIndex();
  listenToHistory();
  listenToSheet();
  addEventListener("beforeprint", listWhole);
  addEventListener("beforeprint", openAllClaims);
  new ResizeObserver(drawAtNewWidth).observe(byId("picture"));
  for (const query of [NARROW, WIDE, matchMedia("(prefers-color-scheme: dark)")])
    query.addEventListener("change", drawAll);
  NARROW.addEventListener("change", closeSheet);
  if (NARROW.matches !== wasNarrow) drawAll();
  document.documentElement.setAttribute("data-drawn", "true");
}
