/* The axis above the lanes, and the flag of the chosen event on it. */
/**
 * @param {ChronicleEvent} event
 * @returns {string}
 */
function flagWords(event) {
  const [startMin, startMax] = event.bounds;
  if (startMin !== null && startMin === startMax) return shortDay(startMin);
  return fitted(event.words.short.replace(/^some time (in )?/, ""), font(12.5, 600), 150);
}

/**
 * @param {Element} over
 * @param {Layout} layout
 * @param {Scale} scale
 * @param {Measures} measures
 */
function drawAxis(over, layout, scale, measures) {
  const { gutter } = measures;
  const lowerFace = font(12.5);
  const upperFace = font(13, 600, SERIF);
  const flag = layout.lineX === null ? null : flagBox(layout, measures);
  const ticks = axisTicks(scale);
  /** @type {(x: number, width: number) => boolean} */
  const clear = (x, width) => !flag || x + width + 6 < flag.left || x > flag.left + flag.width + 6;
  let taken = -Infinity;
  for (const { day, text } of ticks.lower) {
    const x = gutter + scale.x(day);
    const width = textWidth(text, lowerFace);
    if (!clear(x, width) || x + width > measures.width - 4 || x < taken) continue;
    taken = x + width + 8;
    over.append(drawn("text", { class: "tick", x, y: 42 }, text));
  }
  const later = !measures.phone && layout.places.later ? `${say("{n} later", { n: layout.places.later })} ▸` : "";
  const laterWidth = later ? textWidth(later, lowerFace) + 12 : 0;
  for (const { day, text } of ticks.upper) {
    const x = gutter + scale.x(day);
    if (x + textWidth(text, upperFace) > measures.width - 8 - laterWidth) continue;
    over.append(drawn("text", { class: "tick upper", x, y: 24 }, text));
  }
  if (later)
    over.append(
      drawn(
        "text",
        { class: "tick aside", x: gutter + scale.width, y: 24, "text-anchor": "end", on: { click: () => pan(0.6) } },
        later,
      ),
    );
  if (!measures.phone && layout.places.earlier) {
    over.append(
      drawn(
        "text",
        { class: "tick aside", x: OVERVIEW.pad, y: 42, on: { click: () => pan(-0.6) } },
        `◂ ${say("{n} earlier", { n: layout.places.earlier })}`,
      ),
    );
  }
  over.append(
    drawn("line", { class: "axis-line", x1: 0, x2: measures.width, y1: AXIS_HEIGHT - 0.5, y2: AXIS_HEIGHT - 0.5 }),
  );
  if (flag) {
    over.append(
      drawn("rect", { class: "flag", x: flag.left, y: 28, width: flag.width, height: 20, rx: 3 }),
      drawn(
        "text",
        { class: "flag-words", x: flag.left + flag.width / 2, y: 42.5, "text-anchor": "middle" },
        flag.text,
      ),
      drawn("line", {
        class: "date-line",
        x1: gutter + layout.lineX,
        x2: gutter + layout.lineX,
        y1: 48,
        y2: AXIS_HEIGHT,
      }),
    );
  }
}

/**
 * @param {Layout} layout
 * @param {Measures} measures
 * @returns {{text: string, width: number, left: number}}
 */
function flagBox(layout, { gutter, width: total }) {
  const text = flagWords(layout.chosen);
  const width = textWidth(text, font(12.5, 600)) + 16;
  const left = Math.min(Math.max(gutter + layout.lineX - width / 2, 4), total - width - 4);
  return { text, width, left };
}
