/* Where in time a story is: all events on one axis, its steps named beside it; on narrow screens the days around the
   present step, magnified out of all years. */
const STRIP = { row: 28, least: 300, most: 560, axis: 52, symbol: 104, label: 120 };
const LYING = { flag: 24, axis: 58, names: 74, funnel: 82, ticks: 104, floor: 122, years: 137, height: 142, pad: 16 };
const LONGEST_DATE = 18;
const STEPS_AROUND = 2;
const LEAST_DAYS_AROUND = 16;
let stripMark = null;

/**
 * @param {Element} root
 * @param {ChronicleEvent[]} steps  the events of the story in date order
 * @param {number} at  the present one
 */
function drawStrip(root, steps, at) {
  const width = Math.floor(root.clientWidth);
  if (width < 80) return;
  if (AROUND_STEPS.matches) {
    root.replaceChildren(lyingStrip(steps, at, width));
    return;
  }
  const { picture, list, mark } = standingStrip(steps, at);
  redrawn(root, [picture, list], () => byId("story-title"));
  rove(list);
  if (stripMark !== null && mark !== null && stripMark !== mark && !CALM.matches)
    picture
      .querySelector(".strip-now")
      ?.animate([{ transform: `translateY(${stripMark - mark}px)` }, { transform: "none" }], {
        duration: STORY_MS,
        easing: STORY_EASING,
      });
  stripMark = mark;
}

/**
 * Which steps are named: as many as there is room for, the present one in their middle.
 * @param {ChronicleEvent[]} steps
 * @param {number} at
 * @param {number} room  for so many
 * @returns {{from: number, to: number}}
 */
function namedSteps(steps, at, room) {
  const from = Math.max(0, Math.min(at - Math.floor(room / 2), steps.length - room));
  return { from, to: Math.min(from + room, steps.length) };
}

/**
 * Heights near the wished ones, in order, at least `pitch` apart and all within `height`.
 * @param {number[]} wished
 * @param {number} pitch
 * @param {number} height
 * @returns {number[]}
 */
function spacedOut(wished, pitch, height) {
  const placed = [];
  for (const y of wished) placed.push(Math.max(y, pitch / 2, (placed[placed.length - 1] ?? -Infinity) + pitch));
  let limit = height - pitch / 2;
  for (let at = placed.length - 1; at >= 0; at -= 1) {
    placed[at] = Math.min(placed[at], limit);
    limit = placed[at] - pitch;
  }
  return placed;
}

/**
 * Days that an axis of a few hundred pixels names.
 * @param {Scale} scale
 * @param {number} room  for a name
 * @returns {Tick[]}
 */
function stripTicks(scale, room) {
  const days = scale.to - scale.from;
  if (days > 3 * 366) {
    return yearsWithin(scale, yearStep((room / scale.width) * (days / 365.2425)));
  }
  const ticks = axisTicks(scale).lower;
  const step = Math.max(1, Math.ceil((ticks.length * room) / scale.width));
  let before = null;
  return ticks
    .filter((_, at) => at % step === 0)
    .map(({ day, text }) => {
      const { year, month } = civilDate(day);
      const isDay = scale.to - scale.from <= 150;
      const words = isDay && before?.month !== month ? dayInMonth(text, month, { short: true }) : text;
      const isNewYear = before?.year !== year && (before || !isDay);
      before = { year, month };
      if (!isNewYear) return { day, text: words };
      return { day, text: isDay ? inYear(words, year) : monthInYear(words, year) };
    });
}

/**
 * One line for each pixel on which an event begins.
 * @param {Iterable<ChronicleEvent>} events
 * @param {(day: number) => number} place
 * @param {(pixel: number) => string} line
 * @returns {string}
 */
function tickPath(events, place, line) {
  const seen = new Set();
  for (const event of events) if (event.anchor !== null) seen.add(Math.round(place(event.anchor)));
  return [...seen].map(line).join("");
}

/**
 * @param {ChronicleEvent[]} steps
 * @param {number} at
 * @returns {{picture: SVGElement, list: HTMLElement, mark: number | null}}
 */
function standingStrip(steps, at) {
  const height = Math.min(Math.max(steps.length * STRIP.row, STRIP.least), STRIP.most);
  const scale = scaleOf(wholeYears(), height - 16);
  /** @type {(day: number) => number} */
  const y = (day) => 8 + Math.min(Math.max(scale.x(day), 0), scale.width);
  const { from, to } = namedSteps(steps, at, Math.floor(height / STRIP.row));
  const named = steps.slice(from, to);
  const rows = spacedOut(
    named.map((event) => (event.anchor === null ? 0 : y(event.anchor))),
    STRIP.row,
    height,
  );
  const present = steps[at];
  const mark = present.anchor === null ? null : y(present.anchor);
  const picture = drawn(
    "svg",
    { class: "strip", width: STRIP.label, height, "aria-hidden": "true" },
    ...stripTicks(scale, 34).map(({ day, text }) => [
      drawn("text", { x: STRIP.axis - 16, y: y(day) + 4.5, "text-anchor": "end" }, text),
      drawn("line", { class: "strip-axis", x1: STRIP.axis - 6, x2: STRIP.axis, y1: y(day), y2: y(day) }),
    ]),
    drawn("line", { class: "strip-axis", x1: STRIP.axis, x2: STRIP.axis, y1: 0, y2: height }),
    drawn("path", { class: "strip-event", d: tickPath(EVENTS, y, (pixel) => `M${STRIP.axis},${pixel}h8`) }),
    drawn("path", { class: "strip-step", d: tickPath(steps, y, (pixel) => `M${STRIP.axis},${pixel}h14`) }),
    ...named.map((event, index) => stripLeader(event, rows[index], y, event === present)),
    mark === null
      ? null
      : drawn("g", { class: "strip-now" }, drawn("circle", { cx: STRIP.axis, cy: mark, r: 6 }), drawn("path", { d: `M${STRIP.axis},${mark}h14` })),
  );
  const list = element(
    "ol",
    { class: "strip-steps", style: `height:${height}px`, start: from + 1, "aria-label": say("Steps of the story") },
    ...named.map((event, index) => stripStep(event, rows[index], from + index, event === present)),
  );
  return { picture, list, mark };
}

/**
 * The symbol of an event, in the colour that the reader has chosen.
 * @param {ChronicleEvent} event
 * @param {number} x
 * @param {number} y
 * @returns {SVGElement}
 */
function stripSymbol(event, x, y) {
  const { symbol, hue } = signOf(event);
  const paint = isHollow(event)
    ? { fill: "var(--sheet)", stroke: familyColour(hue), "stroke-width": 1.6 }
    : { fill: familyColour(hue) };
  return drawn("path", { d: pathOf(symbolOutline(symbol, x, y, 5)), ...paint });
}

/**
 * From the day of a step to its name; in accent for the present one.
 * @param {ChronicleEvent} event
 * @param {number} row
 * @param {(day: number) => number} y
 * @param {boolean} present
 * @returns {SVGElement}
 */
function stripLeader(event, row, y, present) {
  const icon = stripSymbol(event, STRIP.symbol, row);
  if (event.anchor === null) return icon;
  const [left, day] = [STRIP.axis + 14, y(event.anchor)];
  const bend = (STRIP.symbol - 12 - left) / 2;
  const line = drawn("path", {
    class: present ? "strip-leader present" : "strip-leader",
    d: `M${left},${day}c${bend},0 ${bend},${row - day} ${2 * bend},${row - day}`,
  });
  return drawn("g", {}, line, icon);
}

/**
 * @param {ChronicleEvent} event
 * @param {number} row
 * @param {number} at
 * @param {boolean} present
 * @returns {HTMLElement}
 */
function stripStep(event, row, at, present) {
  return element(
    "li",
    { style: `top:${row - STRIP.row / 2}px` },
    button(
      {
        "data-id": event.id,
        "data-rove": "",
        "aria-current": present ? "step" : null,
        title: event.title,
        on: { click: () => goToStep(at) },
      },
      element("span", { class: "strip-title" }, event.title),
      element("span", { class: "strip-date" }, stripDate(event)),
    ),
  );
}

/**
 * The date of an event where it is short, else when it begins.
 * @param {ChronicleEvent} event
 * @returns {string}
 */
function stripDate(event) {
  if (event.words.short.length <= LONGEST_DATE) return event.words.short;
  return event.anchor === null ? "" : beginWords(event);
}

/**
 * The days from two steps before to two after the present one.
 * @param {ChronicleEvent[]} steps
 * @param {number} at
 * @returns {DayRange}
 */
function daysAround(steps, at) {
  const near = steps.slice(Math.max(0, at - STEPS_AROUND), at + STEPS_AROUND + 1).map(({ anchor }) => anchor);
  const days = extremes(near.filter((day) => day !== null));
  if (!days) return wholeYears();
  const air = Math.max((days[1] - days[0]) * 0.14, (LEAST_DAYS_AROUND - days[1] + days[0]) / 2, 2);
  return [days[0] - air, days[1] + 1 + air];
}

/**
 * @param {ChronicleEvent[]} steps
 * @param {number} at
 * @param {number} width
 * @returns {SVGElement}
 */
function lyingStrip(steps, at, width) {
  const { pad } = LYING;
  const all = scaleOf(wholeYears(), width - 2 * pad);
  const near = scaleOf(daysAround(steps, at), width - 2 * pad);
  /** @type {(day: number) => number} */
  const far = (day) => pad + Math.min(Math.max(all.x(day), 0), all.width);
  /** @type {(day: number) => number} */
  const x = (day) => pad + near.x(day + 0.5);
  /** @type {(event: ChronicleEvent) => boolean} */
  const inside = ({ anchor }) => anchor !== null && anchor >= near.from && anchor < near.to;
  let [left, right] = [far(near.from), far(near.to)];
  if (right - left < 8) [left, right] = [(left + right) / 2 - 4, (left + right) / 2 + 4];
  const present = steps[at];
  return drawn(
    "svg",
    {
      class: "strip lying",
      width,
      height: LYING.height,
      viewBox: `0 0 ${width} ${LYING.height}`,
      "aria-hidden": "true",
      on: { click: (event) => goToStep(nearestStep(steps, event, { near, all, pad })) },
    },
    drawn("path", {
      class: "funnel",
      d: `M0,${LYING.funnel}L${left},${LYING.ticks}H${right}L${width},${LYING.funnel}Z`,
    }),
    drawn("rect", { class: "brush", x: left, y: LYING.ticks, width: right - left, height: LYING.floor - LYING.ticks }),
    drawn("line", { class: "strip-axis", x1: pad, x2: width - pad, y1: LYING.floor, y2: LYING.floor }),
    drawn("path", { class: "strip-event", d: tickPath(EVENTS, far, (pixel) => `M${pixel},${LYING.floor}v-7`) }),
    drawn("path", { class: "strip-step", d: tickPath(steps, far, (pixel) => `M${pixel},${LYING.floor}v-12`) }),
    ...stripNames(stripTicks(all, 46), far, LYING.years, width),
    drawn("line", { class: "strip-axis", x1: 0, x2: width, y1: LYING.axis, y2: LYING.axis }),
    drawn("path", {
      class: "strip-event",
      d: tickPath(EVENTS.filter(inside), x, (pixel) => `M${pixel},${LYING.axis}v-7`),
    }),
    ...stripNames(stripTicks(near, 46), (day) => pad + near.x(day), LYING.names, width),
    ...[...steps.filter((event) => event !== present), present]
      .filter(inside)
      .map((event) => lyingStep(event, x(event.anchor))),
    ...lyingNow(present, x, far, width),
  );
}

/**
 * The names of days that have room, none beyond the edge, none over another.
 * @param {Tick[]} ticks
 * @param {(day: number) => number} place
 * @param {number} y
 * @param {number} width
 * @returns {SVGElement[]}
 */
function stripNames(ticks, place, y, width) {
  let taken = 0;
  return ticks.flatMap(({ day, text }) => {
    const half = textWidth(text, font(12)) / 2;
    const middle = place(day);
    if (middle - half < taken || middle + half > width) return [];
    taken = middle + half + 10;
    return [drawn("text", { x: middle, y, "text-anchor": "middle" }, text)];
  });
}

/**
 * @param {ChronicleEvent} event
 * @param {number} middle
 * @returns {SVGElement}
 */
function lyingStep(event, middle) {
  return drawn(
    "g",
    {},
    drawn("line", { class: "strip-axis", x1: middle, x2: middle, y1: LYING.axis - 8, y2: LYING.axis }),
    stripSymbol(event, middle, LYING.axis - 14),
  );
}

/**
 * The present step in accent: a flag with its date over the days around it, a line among all years.
 * @param {ChronicleEvent} event
 * @param {(day: number) => number} x
 * @param {(day: number) => number} far
 * @param {number} width
 * @returns {SVGElement[]}
 */
function lyingNow(event, x, far, width) {
  if (event.anchor === null) return [];
  const text = flagWords(event);
  const half = textWidth(text, font(12.5, 600)) / 2 + 8;
  const middle = x(event.anchor);
  const flag = Math.min(Math.max(middle, half), width - half);
  return [
    drawn("rect", { class: "flag", x: flag - half, y: 2, width: 2 * half, height: 20, rx: 3 }),
    drawn("text", { class: "flag-words", x: flag, y: 16.5, "text-anchor": "middle" }, text),
    drawn("line", { class: "date-line", x1: middle, x2: middle, y1: 22, y2: LYING.axis - 23 }),
    drawn("circle", { class: "ring", cx: middle, cy: LYING.axis - 14, r: 9 }),
    drawn("path", { class: "strip-here", d: `M${far(event.anchor)},${LYING.floor}v-18` }),
  ];
}

/**
 * The step nearest to where the strip was touched: among the days around above, among all years below.
 * @param {ChronicleEvent[]} steps
 * @param {any} event
 * @param {{near: Scale, all: Scale, pad: number}} scales
 * @returns {number}
 */
function nearestStep(steps, event, { near, all, pad }) {
  const box = event.currentTarget.getBoundingClientRect();
  const scale = event.clientY - box.top < LYING.funnel ? near : all;
  const day = scale.day(event.clientX - box.left - pad);
  const distances = steps.map(({ anchor }) => (anchor === null ? Infinity : Math.abs(anchor - day)));
  return distances.indexOf(Math.min(...distances));
}
