/* The story: the reader is led through a choice of events, one step at a time, and always sees where in time they are. */
const STORY_STEPS = 20;
const SWIPE_LEAST = 48;
const STORY_MS = 220;
const STORY_EASING = "cubic-bezier(.2,.7,.2,1)";
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const AROUND_STEPS = matchMedia("(max-width: 1120px)");

/** Whether the story tells all events, and not only those that most is told of. */
view.whole = false;
/** @type {ChronicleEvent[] | null} */
let mostToldEvents = null;
let storyEntered = false;
/** @type {ChronicleEvent | null} */
let stepDrawn = null;

/**
 * The events that most is told of, in date order.
 * @returns {ChronicleEvent[]}
 */
function mostTold() {
  mostToldEvents ??= heaviest(EVENTS, STORY_STEPS).sort((one, other) => one.index - other.index);
  return mostToldEvents;
}

/**
 * The events of the greatest weight, of equals the first; kept in order while all are gone through once.
 * @param {Iterable<ChronicleEvent>} events
 * @param {number} most
 * @returns {ChronicleEvent[]}
 */
function heaviest(events, most) {
  const kept = [];
  for (const event of events) {
    if (kept.length === most && event.weight <= kept[most - 1].weight) continue;
    const at = kept.findIndex(({ weight }) => weight < event.weight);
    kept.splice(at < 0 ? kept.length : at, 0, event);
    kept.length = Math.min(kept.length, most);
  }
  return kept;
}

/**
 * Whether there is a choice between the events most told and all of them.
 * @returns {boolean}
 */
function isStoryCut() {
  return !isFiltered() && EVENTS.length > STORY_STEPS;
}

/**
 * The steps of the story in date order: what the filters leave; without filters, what most is told of.
 * @returns {ChronicleEvent[]}
 */
function storyEvents() {
  return isStoryCut() && !view.whole ? mostTold() : results;
}

/**
 * The step that is the chosen event, else the one that follows it.
 * @param {ChronicleEvent[]} steps
 * @returns {number}
 */
function presentStep(steps) {
  const chosen = EVENT_BY_ID.get(view.chosen);
  if (!chosen) return 0;
  const at = steps.indexOf(chosen);
  if (at >= 0) return at;
  const after = steps.findIndex((event) => event.index > chosen.index);
  return after < 0 ? steps.length - 1 : after;
}

/**
 * What a link says of the story; a step that is not among the events most told calls for all of them.
 * @param {URLSearchParams} parts
 */
function readStory(parts) {
  view.whole = parts.get("story") === "all";
  if (view.shown !== "story") return;
  storyEntered = true;
  const asked = EVENT_BY_ID.get(parts.get("event"));
  if (!asked) view.chosen = null;
  else if (isStoryCut() && !mostTold().includes(asked)) view.whole = true;
}

/** @param {URLSearchParams} parts */
function writeStory(parts) {
  if (view.shown !== "story") return;
  if (view.chosen) parts.set("event", view.chosen);
  if (view.whole) parts.set("story", "all");
}

function drawStory() {
  const shown = shownView() === "story" && results.length > 0;
  byId("story").hidden = !shown;
  if (!shown) {
    storyEntered = false;
    stepDrawn = null;
    return;
  }
  if (!storyEntered && view.chosen === openingEvent()?.id) view.chosen = null;
  storyEntered = true;
  const steps = storyEvents();
  const at = presentStep(steps);
  const event = steps[at];
  view.chosen = event.id;
  drawStoryHead(steps, at);
  const before = stepDrawn;
  redrawn(byId("story-step"), storyParts(steps, at, { live: true }), () => byId("story-title"));
  drawStrip(byId("story-strip"), steps, at);
  stepDrawn = event;
  if (before && before !== event) slideIn(byId("story-step"), Math.sign(event.index - before.index));
}

/**
 * The text comes from the side to which the reader goes; it is at its place at once where motion is unwelcome.
 * @param {Element} node
 * @param {number} way
 */
function slideIn(node, way) {
  if (CALM.matches) return;
  for (const part of node.children)
    part.animate(
      [
        { opacity: 0, transform: `translateX(${way * 14}px)` },
        { opacity: 1, transform: "none" },
      ],
      { duration: STORY_MS, easing: STORY_EASING },
    );
}

/**
 * Which events the story tells.
 * @param {number} n
 * @returns {string}
 */
function storyName(n) {
  if (isFiltered()) return say({ one: "{n} event found, in order", other: "{n} events found, in order" }, { n });
  if (isStoryCut() && !view.whole) return say("The {n} most told events", { n });
  return say({ one: "All {n} event, in order", other: "All {n} events, in order" }, { n });
}

/**
 * @param {ChronicleEvent[]} steps
 * @param {number} at
 */
function drawStoryHead(steps, at) {
  byId("story-name").textContent = storyName(steps.length);
  byId("story-choice").hidden = !isStoryCut();
  for (const option of byId("story-choice").querySelectorAll("button"))
    option.setAttribute("aria-pressed", String((option.getAttribute("data-story") === "all") === view.whole));
  byId("story-nth").textContent = say("{n} of {all}", { n: at + 1, all: steps.length });
  const progress = byId("story-progress");
  progress.setAttribute("aria-valuemax", String(steps.length));
  progress.setAttribute("aria-valuenow", String(at + 1));
  progress.firstChild.style.transform = `scaleX(${(at + 1) / steps.length})`;
  const leaving = document.activeElement;
  byId("story-back").disabled = at === 0;
  byId("story-on").disabled = at === steps.length - 1;
  if (leaving?.disabled) byId("story-title")?.focus({ preventScroll: true });
}

/**
 * All that is known of an event: in the sheet on phones, else beside the timeline.
 * @param {string} id
 */
function openFromStory(id) {
  if (NARROW.matches) {
    chooseByHand(id);
    return;
  }
  view.shown = "timeline";
  choose(id);
  byId("details-title").focus();
}

/**
 * Show another step and say so; where the focus is not on a button that walks on, it goes to the heading.
 * @param {number} at
 */
function goToStep(at) {
  const steps = storyEvents();
  const to = Math.min(Math.max(at, 0), steps.length - 1);
  if (steps[to].id === view.chosen) return;
  view.chosen = steps[to].id;
  drawStory();
  drawDetails();
  drawTimeline();
  const { title, words } = steps[to];
  const place = { title, date: words.long, n: to + 1, all: steps.length };
  byId("story-said").textContent = say("{title}, {date}. {n} of {all}.", place);
  if (!document.activeElement?.closest("#story-nav, #story-strip")) byId("story-title").focus({ preventScroll: true });
  if (NARROW.matches || byId("story").getBoundingClientRect().top < 0) byId("story").scrollIntoView({ block: "start" });
}

/**
 * Space reads on: first to the end of a step that does not fit the window, then to the next one.
 * @returns {boolean}
 */
function isReadToItsEnd() {
  return byId("story-step").lastElementChild.getBoundingClientRect().bottom <= innerHeight + 8;
}

/**
 * Left and right, Home and End, and Space walk through the story, wherever the focus is.
 * @param {any} event
 */
function pressStoryKey(event) {
  if (event.defaultPrevented || isSheetOpen() || !results.length) return;
  if (event.key === " ") {
    if (event.target.closest("button, a, summary") || (!event.shiftKey && !isReadToItsEnd())) return;
  }
  const steps = storyEvents();
  const at = presentStep(steps);
  const to = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: steps.length - 1,
    " ": event.shiftKey ? at - 1 : at + 1,
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  goToStep(to);
}

/**
 * A finger that is drawn across the text turns to the next step or back.
 * @param {HTMLElement} node
 */
function listenForSwipes(node) {
  let start = null;
  node.addEventListener("pointerdown", (event) => {
    start = event.pointerType === "touch" && event.isPrimary ? [event.clientX, event.clientY] : null;
  });
  node.addEventListener("pointerup", (event) => {
    if (!start) return;
    const [across, down] = [event.clientX - start[0], event.clientY - start[1]];
    start = null;
    if (Math.abs(across) < SWIPE_LEAST || Math.abs(across) < 2 * Math.abs(down)) return;
    goToStep(presentStep(storyEvents()) - Math.sign(across));
  });
  node.addEventListener("pointercancel", () => (start = null));
}

function buildStory() {
  /** @type {(id: string, way: number, words: string, arrow: string) => HTMLElement} */
  const walk = (id, way, words, arrow) =>
    button(
      { id, class: "control", "aria-label": words, on: { click: () => goToStep(presentStep(storyEvents()) + way) } },
      arrow,
    );
  /** @type {(name: string, words: string) => HTMLElement} */
  const choice = (name, words) =>
    button({ "data-story": name, on: { click: () => tellWhole(name === "all") } }, words);
  byId("story").replaceChildren(
    element("h2", { id: "story-name", class: "story-name" }),
    element(
      "div",
      { id: "story-choice", class: "switch story-choice", role: "group", "aria-label": say("Events of the story") },
      choice("told", say("Most told")),
      choice("all", say("All {n}", { n: EVENTS.length })),
    ),
    element(
      "div",
      { id: "story-progress", class: "story-progress", role: "progressbar", "aria-label": say("Steps of the story"), "aria-valuemin": 1 },
      element("span", {}),
    ),
    element("article", { id: "story-step", class: "story-step", "aria-labelledby": "story-title" }),
    element("div", { id: "story-strip", class: "story-strip" }),
    element(
      "nav",
      { id: "story-nav", class: "story-nav", "aria-label": say("Steps") },
      walk("story-back", -1, say("Previous step"), "←"),
      element("span", { id: "story-nth", class: "story-nth" }),
      walk("story-on", 1, say("Next step"), "→"),
    ),
    element("div", { id: "story-paper", class: "story-paper" }),
    element("p", { id: "story-said", class: "unseen", role: "status", "aria-live": "polite" }),
  );
}

/** @param {boolean} whole */
function tellWhole(whole) {
  view.whole = whole;
  drawAll();
}

/** On paper all steps stand one after another. */
function layOutStory() {
  if (shownView() !== "story") return;
  const steps = storyEvents().slice(0, LIST_STEP);
  const sheets = steps.map((_, at) => element("article", { class: "story-step" }, ...storyParts(steps, at, { live: false })));
  for (const more of sheets.flatMap((sheet) => [...sheet.querySelectorAll("details")])) more.open = true;
  byId("story-paper").replaceChildren(...sheets);
}

function listenToStory() {
  for (const option of document.querySelectorAll("[data-view]"))
    option.hidden = !VIEWS.includes(option.getAttribute("data-view"));
  buildStory();
  listenForSwipes(byId("story-step"));
  addEventListener("beforeprint", layOutStory);
  addEventListener("afterprint", () => byId("story-paper").replaceChildren());
  new ResizeObserver(() => {
    if (!byId("story").hidden) drawStrip(byId("story-strip"), storyEvents(), presentStep(storyEvents()));
  }).observe(byId("story"));
}
