/* What the writer of the page has asked for: which parts are there, and where the page stands. */
/**
 * Whether a part of the page is there; all are, but for those that its writer has left out.
 * @param {string} panel
 * @returns {boolean}
 */
function isThere(panel) {
  return !document.documentElement.dataset.without?.split(" ").includes(panel);
}

/**
 * Whether the page has an address of its own that a link can hold; as the text of a frame it has none.
 * @returns {boolean}
 */
function hasAddress() {
  return location.protocol !== "about:";
}
