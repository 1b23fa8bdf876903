/* Labels and marks into rows. A label is measured, placed or folded into "n more"; it never touches another. */
/**
 * @typedef {object} Item  an event, or a claim, to be placed in a lane
 * @property {ChronicleEvent} event
 * @property {Mark} mark
 * @property {string} label
 * @property {string} extra  what stands beside the label
 * @property {number} priority
 * @property {number} order
 * @property {number} gap  between mark and label
 * @property {boolean} bold
 * @property {boolean} related  to the chosen event
 * @property {boolean} first  whether no lane above has the event
 * @property {boolean} [above]  whether its label belongs above it
 * @property {number} [reach]  a pixel from which its row must be free, for an arrow
 */

/**
 * @typedef {object} Placing  what packing adds to an item, and the picture to that
 * @property {number} row
 * @property {string} side  of the mark on which the label stands: `right`, `left`, `above`, or `folded`
 * @property {number} labelLeft
 * @property {number} labelWidth
 * @property {number} textWidth  of label and extra
 * @property {number} from  what it takes of its row; nothing where it is folded
 * @property {number} to
 * @property {number} y
 * @property {number} labelY
 * @property {number} rowTop
 * @property {number} rowHeight
 */

/** @typedef {Item & Placing} PlacedItem */

/** @typedef {{side: string, labelLeft: number, from: number, to: number}} Footprint  one way to set a label */

/**
 * @template Entry
 * @typedef {{taken: number[][], items: (Entry & Footprint)[]}} FilledRow
 */

/**
 * @typedef {object} Fold  marks without room for their labels, with "n more"
 * @property {any[]} items
 * @property {number} left
 * @property {number} right
 * @property {string} text
 * @property {number} labelLeft
 * @property {number} from
 * @property {number} to
 * @property {boolean} [above]
 * @property {number} [row]
 * @property {number} [labelY]
 */

/**
 * @typedef {object} Packing  the rows of a lane, and what stands in them
 * @property {{top: number, height: number, above: boolean}[]} rows
 * @property {PlacedItem[]} items
 * @property {Fold[]} folds
 * @property {number} height
 */

const LABEL_GAP = 7;
const RINGED_LABEL_GAP = 11;
const AIR = 18;
const FEWEST_ROWS = 8;
const ROWS_IN_ALL = 48;
const WIDE_MARK = 40;

/**
 * @typedef {object} PackingRoom
 * @property {number} width
 * @property {string} face
 * @property {string} boldFace
 * @property {number} pitch
 * @property {number} tallPitch
 * @property {number} mostRows  of moments
 * @property {boolean} [leavesOut]  whether what has no room is left out instead of folded
 */

/**
 * How many rows of moments a lane may have: more where there are fewer lanes, and on phones.
 * @param {number} lanes
 * @param {boolean} phone
 * @returns {number}
 */
function rowAllowance(lanes, phone) {
  return Math.max(FEWEST_ROWS, Math.round(ROWS_IN_ALL / Math.max(lanes, 1))) + (phone ? 6 : 0);
}

/**
 * Place the items of a lane.
 * @param {Item[]} items
 * @param {PackingRoom} room
 * @returns {Packing}
 */
function packed(items, { width, face, boldFace, pitch, tallPitch, mostRows, leavesOut = false }) {
  const measured = items.map((item) => ({ ...item, ...labelWidths(item, face, boldFace, width) }));
  const above = measured.filter((item) => needsRowAbove(item, width));
  const beside = measured.filter((item) => !needsRowAbove(item, width));
  const tall = firstFit(above, width, aboveFootprints);
  const { rows, folded: foldedItems } = momentRows(beside, width, mostRows);
  const placed = { rows: [], items: [], folds: [], height: 0 };
  for (const row of tall) addRow(placed, row, tallPitch, true);
  for (const row of rows) addRow(placed, row, pitch, false);
  if (foldedItems.length && !leavesOut) addFold(placed, foldedItems, { pitch, tallPitch, width, face });
  return placed;
}

/**
 * @param {Item} item
 * @param {string} face
 * @param {string} boldFace
 * @param {number} width
 * @returns {{label: string, extra: string, labelWidth: number, textWidth: number}}
 */
function labelWidths(item, face, boldFace, width) {
  const label = fitted(item.label, face, Math.min(width - 12, 420));
  const labelWidth = textWidth(label, item.bold ? boldFace : face);
  const extraWidth = item.extra ? textWidth(item.extra, face) + 6 : 0;
  const extra = item.extra && labelWidth + extraWidth < width - 12 ? item.extra : "";
  return { label, extra, labelWidth, textWidth: labelWidth + (extra ? extraWidth : 0) };
}

/**
 * Whether neither the right nor the left of the mark has room for the label.
 * @param {Item & {textWidth: number}} item
 * @param {number} width
 * @returns {boolean}
 */
function needsRowAbove(item, width) {
  const { mark, textWidth: room } = item;
  return item.above || (mark.right + item.gap + room > width + 14 && mark.left - item.gap - room < 0);
}

/**
 * @param {Item & {textWidth: number}} item
 * @param {number} width
 * @returns {Footprint[]}
 */
function aboveFootprints(item, width) {
  const wished =
    item.mark.shape === "bar" || item.mark.shape === "bracket" ? item.mark.left : item.mark.middle - item.textWidth / 2;
  const left = Math.max(0, Math.min(wished, width - item.textWidth));
  const from = Math.min(item.mark.left, left, item.reach ?? Infinity);
  return [
    { side: "above", labelLeft: left, from, to: Math.max(item.mark.right, left + item.textWidth, item.reach ?? 0) },
  ];
}

/**
 * The ways to set a label beside its mark, best first.
 * @param {{mark: {left: number, right: number}, gap: number, textWidth: number, reach?: number}} item
 * @param {number} width
 * @returns {Footprint[]}
 */
function besideFootprints(item, width) {
  const { mark, textWidth: room } = item;
  const ways = [];
  const right = mark.right + item.gap;
  const left = mark.left - item.gap - room;
  if (right + room <= width + 14) ways.push({ side: "right", labelLeft: right, from: mark.left, to: right + room });
  if (left >= 0) ways.push({ side: "left", labelLeft: left, from: left, to: mark.right });
  if (item.reach !== undefined && item.reach > mark.right) ways.reverse();
  return ways.map((way) => ({ ...way, ...reaching(way, item.reach) }));
}

/**
 * @param {Footprint} way
 * @param {number} [reach]
 * @returns {{from?: number, to?: number}}
 */
function reaching(way, reach) {
  if (reach === undefined) return {};
  return { from: Math.min(way.from, reach - 6), to: Math.max(way.to, reach + 6) };
}

/**
 * Items into as few rows as first fit finds, in the order of their start.
 * @template Entry
 * @param {Entry[]} items
 * @param {number} width
 * @param {(item: Entry, width: number) => Footprint[]} footprints
 * @param {number} [mostRows] with one more than these nothing more is placed
 * @returns {FilledRow<Entry>[]}
 */
function firstFit(items, width, footprints, mostRows = Infinity) {
  /** @type {FilledRow<any>[]} */
  const rows = [];
  for (const item of items) {
    const ways = footprints(item, width);
    const row = rows.find((candidate) => freeWay(candidate, ways)) ?? newRow(rows);
    if (rows.length > mostRows) break;
    const way = freeWay(row, ways);
    row.taken.splice(takenBefore(row, way.from), 0, [way.from, way.to]);
    row.items.push({ ...item, ...way });
  }
  return rows;
}

/**
 * @param {FilledRow<any>[]} rows
 * @returns {FilledRow<any>}
 */
function newRow(rows) {
  const row = { taken: [], items: [] };
  rows.push(row);
  return row;
}

/**
 * @param {FilledRow<any>} row
 * @param {Footprint[]} ways
 * @returns {Footprint | undefined}
 */
function freeWay(row, ways) {
  return ways.find(({ from, to }) => {
    const next = row.taken[takenBefore(row, from)];
    return !next || to + AIR <= next[0];
  });
}

/**
 * How many of the spans that a row has taken, which never touch, end before a place.
 * @param {FilledRow<any>} row
 * @param {number} from
 * @returns {number}
 */
function takenBefore({ taken }, from) {
  let at = taken.length;
  while (at > 0 && taken[at - 1][1] + AIR > from) at -= 1;
  return at;
}

/**
 * Rows of moments, at most `mostRows`: what is said least about folds first.
 * @param {(Item & {textWidth: number})[]} items
 * @param {number} width
 * @param {number} mostRows
 * @returns {{rows: FilledRow<any>[], folded: any[]}}
 */
function momentRows(items, width, mostRows) {
  const ways = new Map(items.map((item) => [item, besideFootprints(item, width)]));
  const waysOf = (/** @type {any} */ item) => ways.get(item);
  let rows = firstFit(items, width, waysOf, mostRows);
  if (rows.length <= mostRows) return { rows, folded: [] };
  const byPriority = [...items].sort(
    (one, other) => labelRank(other) - labelRank(one) || scattered(one.order) - scattered(other.order),
  );
  let kept = Math.min(byPriority.length, mostRows * 12);
  while (kept > 0) {
    const chosen = new Set(byPriority.slice(0, kept));
    rows = firstFit(
      items.filter((item) => chosen.has(item)),
      width,
      waysOf,
      mostRows - 1,
    );
    if (rows.length <= mostRows - 1) return { rows, folded: items.filter((item) => !chosen.has(item)) };
    kept -= Math.max(1, Math.floor(kept / 20));
  }
  return { rows: [], folded: items };
}

/**
 * Equals are taken from all over the picture, the same ones each time.
 * @param {number} order
 * @returns {number}
 */
function scattered(order) {
  return Math.imul(order + 1, 2654435761) >>> 0;
}

/**
 * What is said most about keeps its label longest; wide marks, which would cover one another in one row, too.
 * @param {Item} item
 * @returns {number}
 */
function labelRank(item) {
  return item.priority + (item.mark.right - item.mark.left > WIDE_MARK ? 1000 : 0);
}

/**
 * @param {Packing} placed
 * @param {FilledRow<any>} row
 * @param {number} height
 * @param {boolean} above
 */
function addRow(placed, row, height, above) {
  const index = placed.rows.length;
  placed.rows.push({ top: placed.height, height, above });
  placed.items.push(...row.items.map((item) => ({ ...item, row: index })));
  placed.height += height;
}

/**
 * One row for the folded marks; marks that touch, or whose words would, share one "n more".
 * @param {Packing} placed
 * @param {any[]} items
 * @param {{pitch: number, tallPitch: number, width: number, face: string}} measures
 */
function addFold(placed, items, { pitch, tallPitch, width, face }) {
  const index = placed.rows.length;
  const groups = [];
  for (const item of [...items].sort((one, other) => one.mark.left - other.mark.left)) {
    let group = withWords({ items: [item], left: item.mark.left, right: item.mark.right }, face, width);
    while (groups.length && groups[groups.length - 1].to + AIR > group.from) group = joinedFolds(groups.pop(), group, face, width);
    groups.push(group);
  }
  const above = groups.some((group) => group.above);
  const height = above ? tallPitch : pitch;
  placed.rows.push({ top: placed.height, height, above });
  placed.height += height;
  placed.folds.push(...groups.map((group) => ({ ...group, row: index })));
  placed.items.push(...items.map((item) => ({ ...item, row: index, side: "folded", labelLeft: item.mark.left })));
}

/**
 * Two neighbours as one; the items of the first take in those of the second.
 * @param {Fold} one
 * @param {Fold} other
 * @param {string} face
 * @param {number} width
 * @returns {Fold}
 */
function joinedFolds(one, other, face, width) {
  one.items.push(...other.items);
  const [left, right] = [Math.min(one.left, other.left), Math.max(one.right, other.right)];
  return withWords({ items: one.items, left, right }, face, width);
}

/**
 * @param {{items: any[], left: number, right: number}} group
 * @param {string} face
 * @param {number} width
 * @returns {Fold}
 */
function withWords(group, face, width) {
  return { ...group, ...foldWords(group, face, width) };
}

/**
 * @param {{items: any[], left: number, right: number}} group
 * @param {string} face
 * @param {number} width
 * @returns {{text: string, labelLeft: number, from: number, to: number, above?: boolean}}
 */
function foldWords(group, face, width) {
  const text = say("{n} more", { n: group.items.length });
  const room = textWidth(text, face);
  const right = group.right + LABEL_GAP;
  if (right + room <= width + 14) return { text, labelLeft: right, from: group.left, to: right + room };
  const left = group.left - LABEL_GAP - room;
  if (left >= 0) return { text, labelLeft: left, from: left, to: group.right };
  return { text, labelLeft: Math.max(0, group.left), from: group.left, to: group.right, above: true };
}
