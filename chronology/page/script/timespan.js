/* The two fields for the dates between which events lie, and the way to take them from the picture. */
const DATE_HELP = say("Write a year, a month or a day: 2014, 2014-02, 2014-02-20, 490 BCE");

/**
 * Take a date from its field; what is none, or lies on the wrong side of the other, is said and changes nothing.
 * @param {string} end  `from` or `to`
 */
function takeDate(end) {
  const field = byId(end);
  const date = field.value.trim() ? typedDate(field.value) : null;
  const dates = { ...view.dates, [end]: date };
  if (field.value.trim() && !date) return sayOfDates(end, DATE_HELP);
  if (dates.from && dates.to && dates.from.first > dates.to.last)
    return sayOfDates(end, wrongSideWords(end, { first: dates.from.words, last: dates.to.words }));
  if (date?.text === view.dates[end]?.text) return drawDates();
  view.dates = dates;
  view.range = rangeOfDates();
  return refresh();
}

/**
 * @param {string} end
 * @param {{first: string, last: string}} dates
 * @returns {string}
 */
function wrongSideWords(end, dates) {
  return end === "from"
    ? say("That is after the end: {first} to {last}", dates)
    : say("That is before the beginning: {first} to {last}", dates);
}

/**
 * @param {string} end
 * @param {string} words
 */
function sayOfDates(end, words) {
  byId(end).setAttribute("aria-invalid", "true");
  byId("dates-said").textContent = words;
}

/**
 * The range that shows the days asked for; without any, the standard one.
 * @returns {DayRange | null}
 */
function rangeOfDates() {
  const span = spanOf(view.dates);
  if (!span) return null;
  const [first, last] = [Math.max(span.first, EXTENT[0]), Math.min(span.last + 1, EXTENT[1])];
  return last > first ? keptRange([first, last]) : view.range;
}

function drawDates() {
  for (const end of ["from", "to"]) {
    const field = byId(end);
    const text = view.dates[end]?.text ?? "";
    if (document.activeElement !== field || !field.hasAttribute("aria-invalid")) field.value = text;
    field.parentElement.classList.toggle("used", Boolean(text));
    field.removeAttribute("aria-invalid");
  }
  byId("dates-said").textContent = "";
  byId("as-shown").hidden = shownView() === "list";
}

function listenToDates() {
  for (const end of ["from", "to"]) byId(end).addEventListener("change", () => takeDate(end));
  byId("as-shown").addEventListener("click", () => {
    view.dates = datesOfRange(shownRange());
    refresh();
  });
}
