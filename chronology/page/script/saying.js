/* What is said to those who hear the page: each count once, when it has changed and the hand rests. */
let saidFound = "";
let saidRange = "";

/**
 * How many events are found; all of them are worth a word only after there were fewer.
 * @returns {boolean} whether that is news
 */
function sayFound() {
  const n = results.length;
  const words = isFiltered()
    ? say({ one: "{n} event found", other: "{n} events found" }, { n })
    : say({ one: "All {n} event", other: "All {n} events" }, { n });
  const isNews = words !== saidFound && (saidFound !== "" || isFiltered());
  saidFound = words;
  if (isNews) byId("said").textContent = words;
  return isNews;
}

/** A range that follows from what was found is not said, too. */
function passOverRange() {
  saidRange = byId("range-title").textContent;
}

/** Which days the picture shows and how many events, after they were moved. */
function sayRange() {
  const words = byId("range-title").textContent;
  const isNews = words !== saidRange && saidRange && byId("timeline-card").offsetParent !== null;
  saidRange = words;
  if (isNews) byId("said").textContent = [words, byId("range-count").textContent].join(BETWEEN_PARTS);
}
