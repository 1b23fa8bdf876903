/* plotly.js lies in the page compressed, beside it as a file, or on the network of plotly; the policy allows that one. */
/**
 * Make plotly.js run.
 * @returns {Promise<boolean>} whether it does
 */
async function unpackPlotly() {
  const library = byId("library");
  if (library.hasAttribute("data-src")) return fetchedPlotly(library);
  if (typeof DecompressionStream === "undefined") return false;
  const packed = unpackedBytes(library.textContent).subarray(0, Number(library.dataset.bytes));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.textContent = await new Response(stream).text();
  document.head.append(script);
  library.remove();
  return typeof Plotly !== "undefined";
}

/* The letters of packed bytes, each for its value from 0 to 84; none of them means anything in HTML. */
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%:()*+-;.=,?@^_`{|}~";

/**
 * Bytes out of five letters for each four.
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
function unpackedBytes(text) {
  const valueOf = new Uint8Array(128);
  for (let value = 0; value < LETTERS.length; value += 1) valueOf[LETTERS.charCodeAt(value)] = value;
  const bytes = new Uint8Array((text.length / 5) * 4);
  const view = new DataView(bytes.buffer);
  for (let at = 0, to = 0; at < text.length; at += 5, to += 4) {
    let value = 0;
    for (let letter = 0; letter < 5; letter += 1) value = value * 85 + valueOf[text.charCodeAt(at + letter)];
    view.setUint32(to, value);
  }
  return bytes;
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
