/* Where other dates are on record: what each source says, in a small picture. */
/**
 * A small picture of what each source says: the editors' date above, each other date below.
 * @param {ChronicleEvent} event
 * @returns {Element}
 */
function alternativesPicture(event) {
  const rows = [
    { name: say("Editors"), dated: event },
    ...event.alternatives.map((alternative) => ({
      name: alternative.sources.length
        ? sourceLabel(alternative.sources[0].source)
        : alternative.place
          ? placeName(alternative.place)
          : say("Also dated"),
      dated: alternative,
    })),
  ];
  const days = rows.flatMap(({ dated }) => dated.bounds.filter((day) => day !== null));
  const first = Math.min(...days);
  const last = Math.max(...days) + 1;
  const air = Math.max(1.5, (last - first) * 0.12);
  const left = 118;
  const width = 342;
  const scale = scaleOf([first - air, last + air], width - left - 6);
  const height = 24 + rows.length * 26;
  const svg = drawn("svg", {
    class: "alternatives",
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": rows.map(({ name, dated }) => say("{name}: {date}", { name, date: dated.words.long })).join(BETWEEN_PARTS),
  });
  svg.append(...alternativesGround(event, [first, last - 1], scale, left, height));
  for (const [index, { name, dated }] of rows.entries()) {
    const y = 24 + index * 26 + 13;
    svg.append(
      drawn("text", { class: "small", x: 0, y: y + 4.5 }, fitted(name, font(12.5), left - 12)),
      drawn("line", { class: "grid", x1: left, x2: width - 6, y1: y, y2: y }),
      alternativeMark(event, dated, scale, left, y),
    );
  }
  return svg;
}

/**
 * The editors' date as a column through all rows, named above; the outermost days beside it where there is room.
 * @param {ChronicleEvent} event
 * @param {DayRange} outermost  first and last day
 * @param {Scale} scale
 * @param {number} left
 * @param {number} height
 * @returns {Element[]}
 */
function alternativesGround(event, outermost, scale, left, height) {
  const [from, , , to] = event.bounds;
  if (from === null || to === null) return [];
  const x = [left + scale.x(from), left + scale.x(to + 1)];
  const year = civilDate(outermost[0]).year !== civilDate(outermost[1]).year;
  const words = from === to ? shortDay(from, { year }) : fitted(event.words.brief, font(12.5, 600), scale.width / 2);
  const half = textWidth(words, font(12.5, 600)) / 2;
  const middle = Math.min(Math.max((x[0] + x[1]) / 2, left + half), left + scale.width - half);
  const ends = outermost
    .map((day) => ({ text: shortDay(day, { year }), at: left + scale.x(day + 0.5) }))
    .map(({ text, at }) => ({ text, at, room: textWidth(text, font(12.5)) / 2 }))
    .filter(({ at, room }) => Math.abs(at - middle) > room + half + 8 && at + room < left + scale.width + 6)
    .map(({ text, at }) => drawn("text", { class: "small", x: at, y: 14, "text-anchor": "middle" }, text));
  return [
    drawn("rect", { class: "brush-tint", x: x[0], y: 20, width: Math.max(2, x[1] - x[0]), height: height - 22 }),
    ...ends,
    drawn("text", { class: "small accent", x: middle, y: 14, "text-anchor": "middle" }, words),
  ];
}

/**
 * A date in the grammar of the large picture: a symbol for a day, hollow ones for doubt, a bar, or a bracket.
 * @param {ChronicleEvent} event
 * @param {Moment} dated
 * @param {Scale} scale
 * @param {number} left
 * @param {number} y
 * @returns {Element}
 */
function alternativeMark(event, dated, scale, left, y) {
  const colour = familyColour(signOf(event).hue);
  if (dated.reading === "day" || dated.reading === "days") {
    const days = dated.days ?? [dated.bounds[0]];
    const paint =
      dated.days || dated.doubt.some(Boolean)
        ? { fill: "var(--sheet)", stroke: colour, "stroke-width": 1.8 }
        : { fill: colour };
    const outlines = days.map((day) => symbolOutline(signOf(event).symbol, left + scale.x(day + 0.5), y, 5));
    return drawn("g", paint, ...outlines.map((outline) => drawn("path", { d: pathOf(outline) })));
  }
  const [from, , , to] = dated.bounds;
  const x = [left + (from === null ? 0 : scale.x(from)), left + (to === null ? scale.width : scale.x(to + 1))];
  if (dated.reading === "range") {
    return drawn("rect", { x: x[0], y: y - 2.75, width: Math.max(3, x[1] - x[0]), height: 5.5, fill: colour });
  }
  return drawn(
    "g",
    { stroke: colour, fill: "none", "stroke-width": 1.4 },
    drawn("rect", { x: x[0], y: y - 3.5, width: x[1] - x[0], height: 7, fill: colour, stroke: "none", opacity: 0.14 }),
    drawn("path", { d: `M${x[0]},${y - 5}v10M${x[1]},${y - 5}v10` }),
    drawn("path", { d: `M${x[0]},${y}H${x[1]}`, "stroke-dasharray": "2.5 2" }),
  );
}
