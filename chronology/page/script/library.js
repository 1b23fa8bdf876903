/* plotly.js lies in the page compressed, beside it as a file, or on the network of plotly; the policy allows that one. */
/**
 * Make plotly.js run.
 * @returns {Promise<boolean>} whether it does
 */
async function unpackPlotly() {
  const library = byId("library");
  if (library.hasAttribute("data-src")) return fetchedPlotly(library);
  if (typeof DecompressionStream === "undefined") return false;
  const packed = Uint8Array.from(atob(library.textContent), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.textContent = await new Response(stream).text();
  document.head.append(script);
  library.remove();
  return typeof Plotly !== "undefined";
}

/**
 * Load plotly.js from the one address that the policy allows. Its bytes are checked wherever browsers can: not those of
 * a neighbouring file where the page has no origin, from a disk or in a frame without one.
 * @param {HTMLElement} library
 * @returns {Promise<boolean>}
 */
function fetchedPlotly(library) {
  const { src, integrity } = library.dataset;
  const isFar = /^https:/.test(src);
  const script = element("script", {
    src,
    integrity: isFar || self.origin !== "null" ? integrity : null,
    crossorigin: isFar ? "anonymous" : null,
  });
  return new Promise((resolve) => {
    script.addEventListener("load", () => resolve(typeof Plotly !== "undefined"));
    script.addEventListener("error", () => resolve(false));
    document.head.append(script);
  });
}
