/* The relations of the chosen event: arrows to what the picture shows, names in a strip for what it does not. */
/** @typedef {{event: ChronicleEvent, relation: Relation}} Related */

const SHORTEST_ARROW = 40;
const SHORTEST_BAR_ARROW = 18;

/**
 * The related events by id, each with its words and gap; the first relation counts where there are several.
 * @param {ChronicleEvent | null} event
 * @returns {Map<string, Relation>}
 */
function relatedTo(event) {
  const related = new Map();
  for (const relation of event?.relations ?? []) {
    if (EVENT_BY_ID.has(relation.event) && !related.has(relation.event)) related.set(relation.event, relation);
  }
  return related;
}

/**
 * The related events outside the range that pass the filters, in date order and by side.
 * @param {Map<string, Relation>} related
 * @param {Scale} scale
 * @returns {{earlier: Related[], later: Related[]}}
 */
function relatedOutside(related, scale) {
  const shown = new Set(related.size ? results : []);
  const sides = { earlier: [], later: [] };
  for (const [id, relation] of related) {
    const event = EVENT_BY_ID.get(id);
    const side = sides[placeInRange(event, scale)];
    if (side && shown.has(event)) side.push({ event, relation });
  }
  return sides;
}

/**
 * The row of a related event must be free from the date line on, where an arrow would have room.
 * @param {Mark} mark
 * @param {number | null} lineX
 * @returns {number | undefined}
 */
function reachFor(mark, lineX) {
  if (lineX === null) return undefined;
  const run = Math.max(mark.left - lineX, lineX - mark.right);
  return run >= SHORTEST_ARROW ? lineX : undefined;
}

/**
 * A related event outside the range, in as many words as there is room for.
 * @param {Related} related
 * @param {string} face
 * @param {number} room
 * @returns {string}
 */
function outsideWords({ event, relation }, face, room) {
  const { year } = civilDate(event.anchor);
  const isSaid = event.title.includes(String(year > 0 ? year : 1 - year));
  const name = isSaid ? event.title : clauses([event.title, yearWords(year)]);
  const whole = say("{relation} {event}", { relation: relation.words, event: name });
  return textWidth(whole, face) < room * 0.6 ? whole : name;
}

/**
 * The name of the first of them on one side, how many more there are, and an arrow; gives where the text ends.
 * @param {Element} over
 * @param {Related[]} entries
 * @param {string} side
 * @param {{x: number, middle: number, room: number, face: string}} place
 * @returns {number}
 */
function drawOutsideName(over, entries, side, { x, middle, room, face }) {
  const nearest = outsideWords(entries[0], face, room);
  const others = entries.length - 1;
  const words = others ? say("{names} and {n} more", { names: nearest, n: others }) : nearest;
  const text = fitted(side === "earlier" ? `◂ ${words}` : `${words} ▸`, face, room);
  const width = textWidth(text, face);
  const patchLeft = side === "earlier" ? x - 2 : x - width - 2;
  const target = entries[0].event;
  const attributes = {
    class: "label outside",
    x,
    y: middle + 4.5,
    "text-anchor": side === "earlier" ? "start" : "end",
    on: { click: () => choose(target.id) },
  };
  over.append(
    drawn("rect", { class: "patch", x: patchLeft, y: middle - 9, width: width + 4, height: 18, fill: "var(--sheet)" }),
    drawn("text", attributes, drawn("title", {}, say("{relation}: {event}", { relation: entries[0].relation.words, event: target.title })), text),
  );
  return side === "earlier" ? x + width + 8 : x - width - 8;
}

/**
 * The strip under the axis: what is related but out of the picture, with an arrow towards its side.
 * @param {Element} over
 * @param {{earlier: Related[], later: Related[]}} sides
 * @param {{left: number, width: number, lineX: number | null, top: number}} place
 */
function drawOutsideStrip(over, sides, { left, width, lineX, top }) {
  const face = font(12.5);
  const middle = top + 12;
  const room = sides.earlier.length && sides.later.length ? width / 2 - 20 : width - 20;
  const ends = { earlier: null, later: null };
  for (const side of ["earlier", "later"]) {
    const x = side === "earlier" ? left : left + width;
    if (sides[side].length) ends[side] = drawOutsideName(over, sides[side], side, { x, middle, room, face });
  }
  if (lineX === null) return;
  const at = left + lineX;
  for (const end of Object.values(ends)) {
    if (end !== null && Math.abs(at - end) > 8 && (end === ends.earlier ? at > end : at < end)) {
      over.append(drawn("line", { class: "relation outside", x1: end, x2: at, y1: middle, y2: middle }));
    }
  }
  const clear = (ends.earlier === null || at > ends.earlier) && (ends.later === null || at < ends.later);
  if (clear) over.append(drawn("circle", { class: "joint", cx: at, cy: middle, r: 2.5 }));
}

/**
 * Arrows from the chosen event to the related ones; a ring where an arrow would have no room.
 * @param {Element} over
 * @param {Element} under
 * @param {PlacedItem} chosen
 * @param {{item: PlacedItem, relation: Relation}[]} targets
 * @param {{left: number, lineX: number, face: string}} place
 */
function drawRelations(over, under, chosen, targets, { left, lineX, face }) {
  for (const { item, relation } of targets) {
    const start = left + lineX;
    const rightwards = item.from >= 0 && item.mark.left > lineX;
    const edge = rightwards
      ? Math.min(item.mark.left, item.side === "left" ? item.labelLeft : Infinity) - 5
      : Math.max(item.mark.right, item.side === "right" ? item.labelLeft + item.textWidth : -Infinity) + 5;
    const end = left + edge;
    const run = rightwards ? end - start : start - end;
    const isFree =
      item.reach !== undefined ? run >= SHORTEST_ARROW - RINGED_LABEL_GAP : item.side === "above" && item.above;
    if (!isFree || item.side === "folded") {
      drawRing(over, item, left, "ring related");
      continue;
    }
    drawArrow(over, under, { start, end, fromY: chosen.y, toY: item.y, rightwards });
    const words = clauses([relation.words, relation.gap]);
    const room = textWidth(words, face);
    const free = item.side === "above" ? Math.min(end, left + item.labelLeft - AIR) : end;
    if (Math.abs(free - start) >= room + 40) drawRunWords(over, words, (start + free) / 2, item.y, room);
  }
}

/**
 * @param {Element} over
 * @param {Element} under
 * @param {{start: number, end: number, fromY: number, toY: number, rightwards: boolean}} run
 */
function drawArrow(over, under, { start, end, fromY, toY, rightwards }) {
  const way = rightwards ? 1 : -1;
  const bend = toY === fromY ? 0 : 6;
  const down = toY > fromY ? 1 : -1;
  if (bend) {
    under.append(
      drawn("path", {
        class: "relation",
        d: `M${start},${fromY}V${toY - down * bend}Q${start},${toY} ${start + way * bend},${toY}`,
      }),
    );
  }
  const from = bend ? start + way * bend : start + way * 12;
  over.append(
    drawn("path", { class: "relation", d: `M${from},${toY}H${end - way * 2}` }),
    drawn("path", { class: "arrowhead", d: `M${end},${toY}l${-way * 8},-4v8z` }),
  );
}

/**
 * @param {Element} over
 * @param {string} words
 * @param {number} x
 * @param {number} y
 * @param {number} room
 */
function drawRunWords(over, words, x, y, room) {
  over.append(
    drawn("rect", { class: "patch", x: x - room / 2 - 5, y: y - 9, width: room + 10, height: 18, fill: "var(--lane)" }),
    drawn("text", { class: "label run", x, y: y + 4.5, "text-anchor": "middle" }, words),
  );
}

/**
 * @param {Element} over
 * @param {PlacedItem} item
 * @param {number} left
 * @param {string} name  of its class
 */
function drawRing(over, item, left, name) {
  const { mark, y } = item;
  if (mark.shape === "bar" || mark.shape === "bracket") {
    over.append(
      drawn("rect", {
        class: name,
        x: left + mark.left - 3.5,
        y: y - 7,
        width: mark.right - mark.left + 7,
        height: 14,
        rx: 4,
      }),
    );
    return;
  }
  const wide = mark.centres[mark.centres.length - 1] - mark.centres[0];
  const radius = mark.shape === "whisker" ? 13 : 9.5;
  const middle = left + mark.centres[0] + wide / 2;
  over.append(
    drawn("rect", {
      class: name,
      x: middle - wide / 2 - radius,
      y: y - 9.5,
      width: wide + 2 * radius,
      height: 19,
      rx: 9.5,
    }),
  );
}
