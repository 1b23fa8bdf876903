/* Columns of numbers and packs of texts, as the page holds very many events. Nothing here knows what they mean. */
const BETWEEN_EVENTS = "\x1f";
const BETWEEN_COLUMNS = "\x1e";
/** @type {Record<string, any>} */
const COLUMN_TYPES = { u1: Uint8Array, u2: Uint16Array, u4: Uint32Array, i4: Int32Array, f8: Float64Array };

/**
 * The bytes that stand packed in letters.
 * @param {string} letters
 * @param {number} length of the packed bytes
 * @returns {Response} of the unpacked ones
 */
function unpackedLetters(letters, length) {
  const packed = unpackedBytes(letters).subarray(0, length);
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")));
}

/**
 * The columns that lie one after another in a buffer.
 * @param {ArrayBuffer} buffer
 * @param {[string, string, number, boolean][]} index  of each its name, type and length, and whether it holds steps
 * @returns {Record<string, any>} typed arrays
 */
function columnsFrom(buffer, index) {
  /** @type {Record<string, any>} */
  const columns = {};
  let at = 0;
  for (const [name, type, length, steps] of index) {
    const kind = COLUMN_TYPES[type];
    const end = at + length * kind.BYTES_PER_ELEMENT;
    columns[name] = new kind(buffer.slice(at, end));
    if (steps) addUp(columns[name]);
    at = end;
  }
  return columns;
}

/**
 * Each number is added to those before it, as 32-bit integers do.
 * @param {Int32Array} steps
 */
function addUp(steps) {
  let sum = 0;
  for (let index = 0; index < steps.length; index += 1) {
    sum = (sum + steps[index]) | 0;
    steps[index] = sum;
  }
}

/**
 * Where the entries of each row begin, of lists that lie one after another.
 * @param {ArrayLike<number>} sizes
 * @returns {Uint32Array} one longer than the sizes
 */
function offsetsOf(sizes) {
  const offsets = new Uint32Array(sizes.length + 1);
  for (let index = 0; index < sizes.length; index += 1) offsets[index + 1] = offsets[index] + sizes[index];
  return offsets;
}

/**
 * Where each text of a joined line begins.
 * @param {string} line
 * @param {number} number of texts
 * @returns {Uint32Array} one longer than the number: the last is one behind the end
 */
function beginningsOf(line, number) {
  const begins = new Uint32Array(number + 1);
  let at = 0;
  for (let index = 1; index < number; index += 1) {
    at = line.indexOf(BETWEEN_EVENTS, at) + 1;
    begins[index] = at;
  }
  begins[number] = line.length + 1;
  return begins;
}

/**
 * Mark the texts of a joined line that hold a word.
 * @param {string} line folded
 * @param {Uint32Array} begins where each text begins
 * @param {string} word folded
 * @param {Uint8Array} hits set to 1 from `from` on, one for each text
 * @param {number} from
 */
function markHits(line, begins, word, hits, from) {
  let text = 0;
  for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, begins[text])) {
    text = lowerBoundNear(begins, at + 1, text);
    hits[from + text - 1] = 1;
    if (text >= begins.length - 1) return;
  }
}
