/* What a reader takes along of the chosen event: copied, or where the browser does not allow that, to copy by hand. */
/**
 * The buttons under the details of an event.
 * @param {ChronicleEvent} event
 * @returns {Element}
 */
function actionsOf(event) {
  const said = element("span", { class: "said", role: "status" });
  const byHand = element("div", { class: "by-hand" });
  /** @type {(name: string, textOf: () => string) => HTMLElement} */
  const copies = (name, textOf) =>
    button({ "data-focus": name, on: { click: () => copy(name, textOf(), { said, byHand }) } }, name);
  const raw = () => rawEvents([event])[0];
  const address = () => `${location.href.split("#")[0]}#${fragmentOf({ onlyEvent: true })}`;
  return element(
    "div",
    { class: "actions" },
    copies(say("Cite as text"), () => citationText(raw())),
    copies(say("BibTeX"), () => bibtexOf(raw())),
    copies(say("Report as YAML"), () => reportYaml(raw())),
    hasAddress() ? copies(say("Copy link"), address) : null,
    said,
    byHand,
  );
}

/** To the clipboard; where the browser does not allow that, the text is shown and chosen, to be copied by hand.
    @param {string} name of what is copied
    @param {string} text
    @param {{said: Element, byHand: Element}} places for the word that it was done, and for the text */
async function copy(name, text, { said, byHand }) {
  byHand.replaceChildren();
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = say("Copied");
  } catch {
    const rows = Math.min(text.split("\n").length, 8);
    const field = element("textarea", { class: "copy-field", readonly: true, rows, "aria-label": say("{name}, to copy", { name }) });
    field.value = text;
    said.textContent = say("Copy this text by hand:");
    byHand.append(field);
    field.focus();
    field.select();
    field.scrollTop = 0;
  }
}
