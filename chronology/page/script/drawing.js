/* How the picture is drawn: what lanes and colours stand for, and the order of the lanes. Nothing is loaded anew. */
/** @type {Record<string, string>} */
const LANE_ORDERS = { given: say("As given"), size: say("By size"), name: say("By name") };

/** @returns {string[]} the orders that lanes of the present unit can take, the usual one first */
function laneOrders() {
  if (view.lanes === "none") return [];
  return view.lanes === "kind" ? ["given", "size", "name"] : ["size", "name"];
}

function fillChoices() {
  const lanes = LANE_UNITS.map((name) => [name, FACET[name].title]);
  fillChoice("lanes", [...lanes, ["none", say("None")]]);
  fillChoice("colour", COLOURINGS.map((name) => [name, FACET[name].title]));
}

/**
 * @param {string} id  of a select
 * @param {string[][]} entries  each a value and its words
 */
function fillChoice(id, entries) {
  byId(id).replaceChildren(...entries.map(([value, words]) => element("option", { value }, words)));
}

function drawChoices() {
  const orders = laneOrders();
  byId("lanes").value = view.lanes;
  byId("colour").value = view.colour;
  byId("colour").parentElement.hidden = COLOURINGS.length < 2;
  byId("order").parentElement.hidden = orders.length < 2;
  fillChoice("order", orders.map((order) => [order, LANE_ORDERS[order]]));
  byId("order").value = orders.includes(view.order) ? view.order : (orders[0] ?? "");
}

function listenToChoices() {
  fillChoices();
  byId("lanes").addEventListener("change", (event) => {
    view.lanes = event.target.value;
    refresh();
  });
  byId("colour").addEventListener("change", (event) => {
    view.colour = event.target.value;
    refresh();
  });
  byId("order").addEventListener("change", (event) => {
    view.order = event.target.value === laneOrders()[0] ? null : event.target.value;
    refresh();
  });
}
