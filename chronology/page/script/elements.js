/**
 * @typedef {string | number | Node | null | undefined} Child  what is nothing is left out
 * @typedef {Record<string, any>} Attributes  `on` holds listeners; what is nothing or false is left out
 * @typedef {HTMLElement & {value: string, placeholder: string, disabled: boolean, open: boolean, options: HTMLOptionsCollection}} Part
 *   a node of page.html, or of what the script puts there for good; its id says which of the fields it has
 */

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

/**
 * A node with attributes and children; `on` holds listeners, texts become text nodes, nothing is ever parsed.
 * @template {Element} Furnished
 * @param {Furnished} node
 * @param {Attributes | null | undefined} attributes
 * @param {any[]} children  Child or lists of them
 * @returns {Furnished}
 */
function furnished(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name === "on") for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    else if (value !== null && value !== undefined && value !== false)
      node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Attributes | null} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
function element(name, attributes, ...children) {
  return furnished(document.createElement(name), attributes, children);
}

/**
 * @template {keyof SVGElementTagNameMap} Name
 * @param {Name} name
 * @param {Attributes | null} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {SVGElementTagNameMap[Name]}
 */
function drawn(name, attributes, ...children) {
  return furnished(document.createElementNS(SVG_NAMESPACE, name), attributes, children);
}

/**
 * @param {string} id
 * @returns {Part}
 */
function byId(id) {
  return /** @type {Part} */ (document.getElementById(id));
}

/**
 * @param {Attributes} attributes
 * @param {...(Child | Child[])} children
 * @returns {HTMLButtonElement}
 */
function button(attributes, ...children) {
  return element("button", { type: "button", ...attributes }, ...children);
}

/**
 * A link out of the page, or the bare text where the address is not http or https.
 * @param {string | null | undefined} address
 * @param {string} text
 * @param {Attributes} [attributes]
 * @returns {any} a node
 */
function outsideLink(address, text, attributes) {
  if (!/^https?:\/\//i.test(address ?? "")) return document.createTextNode(text);
  return element("a", { href: address, rel: "noopener noreferrer", target: "_blank", ...attributes }, text);
}

/**
 * The least and the greatest of any number of numbers; nothing of none.
 * @param {Iterable<number>} numbers
 * @returns {[number, number] | null}
 */
function extremes(numbers) {
  let [least, greatest] = [Infinity, -Infinity];
  for (const number of numbers) {
    if (number < least) least = number;
    if (number > greatest) greatest = number;
  }
  return least > greatest ? null : [least, greatest];
}
