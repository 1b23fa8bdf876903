/* Drag moves the picture along, Ctrl and wheel or two fingers zoom, + and - too. Up and down still scroll the page. */
let dragged = false;

/** @param {number[]} range */
function setRange(range) {
  view.range = keptRange(range);
  scheduleDraw();
}

/**
 * @param {number} factor
 * @param {number} [day]  that stays where it is; the middle, if not given
 */
function zoom(factor, day) {
  const [from, to] = shownRange();
  const at = day ?? (from + to) / 2;
  setRange([at - (at - from) * factor, at + (to - at) * factor]);
}

/**
 * Move by a part of what is shown.
 * @param {number} part
 */
function pan(part) {
  const [from, to] = shownRange();
  setRange([from + (to - from) * part, to + (to - from) * part]);
}

/**
 * @param {number} clientX
 * @returns {number}
 */
function dayAt(clientX) {
  const { scale, measures } = lastLayout;
  return scale.day(clientX - byId("picture").getBoundingClientRect().left - measures.gutter);
}

/** @param {HTMLElement} picture */
function listenForGestures(picture) {
  const pointers = new Map();
  let start = null;
  picture.addEventListener(
    "wheel",
    (event) => {
      if (!lastLayout) return;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * 0.008), dayAt(event.clientX));
      } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
        event.preventDefault();
        pan((event.deltaX || event.deltaY) / lastLayout.scale.width);
      }
    },
    { passive: false },
  );
  picture.addEventListener("pointerdown", (event) => {
    if (!lastLayout || event.button !== 0 || event.target.closest(".grip, .brush-body, .track, .debate-choice")) return;
    pointers.set(event.pointerId, event.clientX);
    start = { range: shownRange(), points: [...pointers.values()], days: [...pointers.values()].map(dayAt) };
    dragged = false;
  });
  addEventListener("pointermove", (event) => {
    if (!pointers.has(event.pointerId) || !start) return;
    pointers.set(event.pointerId, event.clientX);
    followPointers([...pointers.values()], start);
  });
  const release = (event) => {
    if (pointers.delete(event.pointerId) && !pointers.size) releaseHeight();
    start =
      pointers.size && lastLayout
        ? { range: shownRange(), points: [...pointers.values()], days: [...pointers.values()].map(dayAt) }
        : null;
  };
  addEventListener("pointerup", release);
  addEventListener("pointercancel", release);
  picture.addEventListener(
    "click",
    (event) => {
      if (!dragged) return;
      event.stopPropagation();
      dragged = false;
    },
    true,
  );
}

/**
 * The days under one finger stay under it; under two, the range stretches with them.
 * @param {number[]} points
 * @param {{range: DayRange, points: number[], days: number[]}} start
 */
function followPointers(points, start) {
  const [from, to] = start.range;
  const perPixel = (to - from) / lastLayout.scale.width;
  if (points.length === 1) {
    const moved = points[0] - start.points[0];
    if (!dragged && Math.abs(moved) < 4) return;
    if (!dragged) holdHeight();
    dragged = true;
    setRange([from - moved * perPixel, to - moved * perPixel]);
  } else if (points.length === 2 && Math.abs(points[1] - points[0]) > 8) {
    dragged = true;
    const factor = Math.abs(start.points[1] - start.points[0]) / Math.abs(points[1] - points[0]);
    const middle = (start.days[0] + start.days[1]) / 2;
    const shift = ((points[0] + points[1]) / 2 - (start.points[0] + start.points[1]) / 2) * perPixel * factor;
    setRange([middle - (middle - from) * factor - shift, middle + (to - middle) * factor - shift]);
  }
}
