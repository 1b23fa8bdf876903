const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

/** A node with attributes and children; `on` holds listeners, texts become text nodes, nothing is ever parsed. */
function furnished(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name === "on") for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    else if (value !== null && value !== undefined && value !== false)
      node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

function element(name, attributes, ...children) {
  return furnished(document.createElement(name), attributes, children);
}

function drawn(name, attributes, ...children) {
  return furnished(document.createElementNS(SVG_NAMESPACE, name), attributes, children);
}

function byId(id) {
  return document.getElementById(id);
}

function button(attributes, ...children) {
  return element("button", { type: "button", ...attributes }, ...children);
}

/** A link out of the page, or the bare text where the address is not http or https. */
function outsideLink(address, text, attributes) {
  if (!/^https?:\/\//i.test(address ?? "")) return document.createTextNode(text);
  return element("a", { href: address, rel: "noopener noreferrer", target: "_blank", ...attributes }, text);
}

/** The least and the greatest of any number of numbers; nothing of none. */
function extremes(numbers) {
  let [least, greatest] = [Infinity, -Infinity];
  for (const number of numbers) {
    if (number < least) least = number;
    if (number > greatest) greatest = number;
  }
  return least > greatest ? null : [least, greatest];
}

/** Every text with commas, "and" before the last. */
function listed(texts) {
  if (texts.length < 2) return texts.join("");
  return `${texts.slice(0, -1).join(", ")} and ${texts[texts.length - 1]}`;
}
