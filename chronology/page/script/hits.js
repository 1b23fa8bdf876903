/* What can be pointed at and reached by key in the picture. */
/**
 * One area for each event, as high as its row.
 * @param {Layout} layout
 * @param {Measures} measures
 * @returns {Element}
 */
function hitAreas(layout, { gutter }) {
  const group = drawn("g", { class: "hits" });
  const first =
    layout.lanes.flatMap((lane) => lane.items).find((item) => item.event === layout.chosen) ??
    layout.lanes[0]?.items[0];
  for (const lane of layout.lanes) {
    for (const item of lane.items) {
      const from = item.side === "folded" ? item.mark.left : Math.min(item.mark.left, item.labelLeft);
      const to = item.side === "folded" ? item.mark.right : Math.max(item.mark.right, item.labelLeft + item.textWidth);
      const name = clauses([item.event.title, item.event.words.long]);
      group.append(
        drawn(
          "rect",
          {
            class: "hit",
            x: gutter + from - 2,
            y: item.rowTop,
            width: Math.max(to - from + 4, 24),
            height: Math.max(item.rowHeight, 24),
            rx: 4,
            role: "button",
            tabindex: item.event === first?.event && item.first ? 0 : -1,
            "aria-label": name,
            "data-event": item.event.id,
            on: { click: () => chooseByHand(item.event.id), keydown: stepThroughPicture },
          },
          drawn("title", {}, name),
        ),
      );
    }
  }
  return group;
}

/**
 * Arrow keys walk the events of the picture in date order; Enter opens one.
 * @param {any} event
 */
function stepThroughPicture(event) {
  const id = event.currentTarget.getAttribute("data-event");
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    chooseByHand(id);
    return;
  }
  const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!way) return;
  event.preventDefault();
  const hits = [...byId("over").querySelectorAll("[data-event]")];
  const shown = [...new Set(hits.map((hit) => hit.getAttribute("data-event")))].sort(
    (one, other) => EVENT_BY_ID.get(one).index - EVENT_BY_ID.get(other).index,
  );
  const next = shown[shown.indexOf(id) + way];
  if (!next) return;
  for (const hit of hits) hit.setAttribute("tabindex", "-1");
  const hit = hits.find((candidate) => candidate.getAttribute("data-event") === next);
  hit.setAttribute("tabindex", "0");
  hit.focus();
}
