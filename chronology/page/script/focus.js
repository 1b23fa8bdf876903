/* The keyboard focus stays where the reader put it, whatever is drawn anew. */
/**
 * What a control is called from one drawing to the next: the event that it stands for, or its own name.
 * @param {Element} node
 * @returns {string | null}
 */
function focusName(node) {
  return node.getAttribute("data-focus") ?? node.getAttribute("data-id");
}

/**
 * New children, with the focus on the one of the same name; `otherwise` finds the one to take it where none has.
 * @param {Element} root
 * @param {(Node | string)[]} children
 * @param {() => (HTMLElement | SVGElement | null | undefined)} [otherwise]
 */
function redrawn(root, children, otherwise) {
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  const name = focused && focusName(focused);
  root.replaceChildren(...children);
  if (!focused) return;
  const again = name && [...root.querySelectorAll(focused.tagName)].find((node) => focusName(node) === name);
  if (again && !again.disabled) again.focus({ preventScroll: true });
  else otherwise?.()?.focus();
}

/**
 * To the list by the first link of the page: where it is hidden, it is shown.
 * @param {Event} event
 */
function skipToList(event) {
  event.preventDefault();
  if (results.length && byId("list-card").offsetParent === null) {
    view.shown = "list";
    drawAll();
  }
  const entry = byId("list-body").querySelector("[data-rove][tabindex='0']");
  (results.length ? entry : byId("empty").querySelector("button"))?.focus();
}
