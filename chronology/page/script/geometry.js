/* The mark of an event in pixels of the plot: what is known is solid, what is not is hollow, faded or bracketed. */
/**
 * @typedef {object} Scale  from days to pixels of the plot
 * @property {number} from
 * @property {number} to
 * @property {number} width
 * @property {(day: number) => number} x
 * @property {(x: number) => number} day
 */

/** @typedef {{in: number, before: number, earlier: number, later: number, undated: number}} Places  how many lie where */

/**
 * @typedef {object} Mark  in pixels of the plot; only those of its shape are there
 * @property {string} shape  `symbol`, `whisker`, `bracket` or `bar`
 * @property {number} left
 * @property {number} right
 * @property {number} middle  where its date line goes
 * @property {number[]} [centres]
 * @property {boolean} [hollow]
 * @property {boolean} [closedLeft]
 * @property {boolean} [closedRight]
 * @property {number} [coreLeft]  what is known of a bar
 * @property {number} [coreRight]
 * @property {number} [fadeLeft]  where its fading ends
 * @property {number} [fadeRight]
 * @property {boolean} [cutLeft]  by the edge of the picture
 * @property {boolean} [arrowLeft]
 * @property {boolean} [arrowRight]
 * @property {boolean} [raggedLeft]
 * @property {boolean} [raggedRight]
 * @property {number[][]} [outline]  hollow pieces, each from and to
 */

const SYMBOL_RADIUS = 5.5;
const BAR_HEIGHT = 5.5;
const SHORTEST_BAR = 14;
const WHISKER_WIDTH = 22;
const FADE_WIDTH = 16;
const STUB_WIDTH = 30;

/**
 * A linear scale from days to pixels of the plot.
 * @param {DayRange} range
 * @param {number} width
 * @returns {Scale}
 */
function scaleOf([from, to], width) {
  return {
    from,
    to,
    width,
    x: (day) => ((day - from) / (to - from)) * width,
    day: (x) => from + (x / width) * (to - from),
  };
}

/**
 * Where an event lies against the range: "in" it, "before" it but running into it, "earlier" or "later".
 * @param {ChronicleEvent} event
 * @param {Scale} scale
 * @returns {keyof Places}
 */
function placeInRange(event, scale) {
  if (event.anchor === null) return "undated";
  if (event.begin >= scale.to) return "later";
  if (event.finish <= scale.from) return "earlier";
  return event.begin < scale.from ? "before" : "in";
}

/**
 * The mark: its shape, the pixels that it takes (`left` to `right`) and where its date line goes (`middle`).
 * @param {ChronicleEvent} event
 * @param {Scale} scale
 * @returns {Mark}
 */
function markOf(event, scale) {
  if (event.reading === "day") return symbolMark(event, [scale.x(event.begin + 0.5)]);
  if (event.reading === "days")
    return symbolMark(
      event,
      event.days.map((day) => scale.x(day + 0.5)),
    );
  if (event.reading === "within") return bracketMark(event, scale);
  return rangeMark(event, scale);
}

/**
 * @param {ChronicleEvent} event
 * @param {number[]} centres
 * @returns {Mark}
 */
function symbolMark(event, centres) {
  const left = Math.min(...centres) - SYMBOL_RADIUS;
  const right = Math.max(...centres) + SYMBOL_RADIUS;
  return { shape: "symbol", centres, hollow: isHollow(event), left, right, middle: centres[0] };
}

/**
 * @param {ChronicleEvent} event
 * @param {Scale} scale
 * @returns {Mark}
 */
function bracketMark(event, scale) {
  const from = Math.max(scale.x(event.begin), -1);
  const to = Math.min(scale.x(event.finish), scale.width + 1);
  const short = Math.max(0, 10 - (to - from)) / 2;
  return {
    shape: "bracket",
    left: from - short,
    right: to + short,
    closedLeft: event.begin >= scale.from,
    closedRight: event.finish <= scale.to,
    middle: Math.max(from, 0),
  };
}

/**
 * @param {ChronicleEvent} event
 * @param {Scale} scale
 * @returns {Mark}
 */
function rangeMark(event, scale) {
  const [startMin, startMax, endMin, endMax] = event.bounds;
  const starts = [
    clamped(startMin ?? -Infinity, scale),
    clamped(startMax ?? (startMin === null ? -Infinity : startMin), scale),
  ];
  const unknownEnd = endMin !== null && endMax === null;
  const ends = [clamped(endMin === null ? Infinity : endMin + 1, scale), clamped(event.finish, scale)];
  if (startMin !== null && endMax !== null && scale.x(event.finish) - scale.x(event.begin) < SHORTEST_BAR) {
    return whiskerMark(event, (scale.x(event.begin) + scale.x(event.finish)) / 2);
  }
  if (startMax !== null && endMin !== null && startMax > endMin && !unknownEnd) return bracketMark(event, scale);
  const mark = {
    shape: "bar",
    left: starts[0],
    coreLeft: starts[1],
    coreRight: ends[0],
    right: ends[1],
    cutLeft: event.begin < scale.from,
    arrowRight: event.open,
    arrowLeft: startMin === null && startMax === null,
    middle: Math.max(starts[0], 0),
  };
  if (unknownEnd) withRaggedRight(mark, scale);
  if (startMin === null && startMax !== null) withRaggedLeft(mark);
  return withDoubt(event, mark, scale);
}

/**
 * @param {number} day
 * @param {Scale} scale
 * @returns {number} a pixel of the plot
 */
function clamped(day, scale) {
  if (day === -Infinity) return 0;
  if (day === Infinity) return scale.width;
  return Math.min(Math.max(scale.x(day), 0), scale.width);
}

/**
 * A range too short to draw: a symbol with whiskers of a fixed width, which means "a few days".
 * @param {ChronicleEvent} event
 * @param {number} middle
 * @returns {Mark}
 */
function whiskerMark(event, middle) {
  const half = WHISKER_WIDTH / 2;
  return {
    shape: "whisker",
    centres: [middle],
    hollow: isHollow(event),
    left: middle - half,
    right: middle + half,
    middle,
  };
}

/**
 * @param {Mark} mark
 * @param {Scale} scale
 */
function withRaggedRight(mark, scale) {
  mark.raggedRight = true;
  mark.coreRight = Math.min(mark.coreLeft + STUB_WIDTH, scale.width);
  mark.right = mark.coreRight;
}

/** @param {Mark} mark */
function withRaggedLeft(mark) {
  mark.raggedLeft = true;
  mark.coreLeft = Math.max(mark.coreRight - STUB_WIDTH, 0);
  mark.left = mark.coreLeft;
}

/**
 * A qualifier never widens a date: "~" fades the bar's own end, "?" puts a hollow piece beside it.
 * @param {ChronicleEvent} event
 * @param {Mark} mark
 * @param {Scale} scale
 * @returns {Mark}
 */
function withDoubt(event, mark, scale) {
  const [start, end] = event.doubt;
  const outline = [];
  if (/[~%]/.test(start) && mark.left === mark.coreLeft && !mark.cutLeft) {
    mark.coreLeft = Math.min(mark.left + FADE_WIDTH, mark.coreRight);
  }
  if (/[~%]/.test(end) && mark.right === mark.coreRight && event.finish <= scale.to) {
    mark.coreRight = Math.max(mark.right - FADE_WIDTH, mark.coreLeft);
  }
  for (const alternative of event.alternatives) outline.push(...outlinePieces(alternative, event, mark, scale));
  if (/[?%]/.test(start) && !mark.cutLeft && !outline.some(([, to]) => to <= mark.left))
    outline.push([mark.left - 14, mark.left]);
  if (/[?%]/.test(end) && event.finish <= scale.to && !outline.some(([from]) => from >= mark.right)) {
    outline.push([mark.right, mark.right + 14]);
  }
  mark.outline = outline.filter(([from, to]) => to - from > 0.5);
  for (const [from, to] of mark.outline) {
    mark.left = Math.min(mark.left, from);
    mark.right = Math.max(mark.right, to);
  }
  mark.fadeLeft ??= mark.outline.length ? clamped(event.begin, scale) : mark.left;
  mark.fadeRight ??= mark.outline.length && !mark.raggedRight ? clamped(event.finish, scale) : mark.right;
  return mark;
}

/**
 * What an alternative date adds before and after the editors' bar.
 * @param {Alternative} alternative
 * @param {ChronicleEvent} event
 * @param {Mark} mark
 * @param {Scale} scale
 * @returns {number[][]}
 */
function outlinePieces(alternative, event, mark, scale) {
  const pieces = [];
  const begin = alternative.bounds[0];
  const finish = alternative.bounds[3];
  if (begin !== null && begin < event.begin && event.begin >= scale.from)
    pieces.push([clamped(begin, scale), mark.left]);
  if (finish !== null && finish + 1 > event.finish && event.finish <= scale.to) {
    pieces.push([mark.right, clamped(finish + 1, scale)]);
  }
  return pieces;
}
