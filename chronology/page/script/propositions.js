/* Which proposition the debate is about: the one that the reader chose, else the one that most claims speak of. */
const POSITION_COUNTS = positionCounts(DATA.claims);
const PROPOSITION_IDS = [...POSITION_COUNTS].sort((one, other) => other[1] - one[1]).map(([id]) => id);

/**
 * How many claims take a position on each proposition.
 * @param {Claim[]} claims
 * @returns {Map<string, number>}
 */
function positionCounts(claims) {
  const counts = new Map();
  for (const claim of claims) for (const [id] of claim.positions) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/**
 * Nothing where no two claims speak of one proposition.
 * @returns {string | null}
 */
function mostDebated() {
  const [most] = PROPOSITION_IDS;
  return POSITION_COUNTS.get(most) > 1 ? most : null;
}

/** @returns {string | null} */
function debated() {
  return view.debate ?? mostDebated();
}

function listenToDebate() {
  byId("debate").addEventListener("change", (event) => {
    view.debate = event.target.value === mostDebated() ? null : event.target.value;
    scheduleDraw();
  });
  byId("debate-all").addEventListener("click", () => {
    view.range = debateRange();
    scheduleDraw();
    byId("debate").focus();
  });
}

/**
 * The days on which the claims of the debate were made, with some air.
 * @returns {DayRange}
 */
function debateRange() {
  const days = debateClaims().flatMap(({ moment }) => (moment ? [moment.day] : []));
  const [first, last] = extremes(days);
  const air = Math.max((last - first) * 0.08, 20);
  return keptRange([first - air, last + air]);
}

/**
 * The menu of propositions above the strip, with how many claims on each are about the events shown.
 * @param {Debate} debate
 * @param {Layout} layout
 * @param {Measures} measures
 */
function drawDebateChoice(debate, layout, measures) {
  const choice = byId("debate-choice");
  choice.hidden = !debate.height;
  if (!debate.height) return;
  choice.style.top = `${layout.bottom + 7}px`;
  const about = new Set(results.map((event) => event.id));
  const counts = positionCounts(DATA.claims.filter((claim) => claim.about.some((id) => about.has(id))));
  const names = PROPOSITION_IDS.map((id) => `${propositionWords(id)} ${counts.get(id) ?? 0}`);
  const select = byId("debate");
  if (names.join() !== [...select.options].map((option) => option.textContent).join())
    select.replaceChildren(...PROPOSITION_IDS.map((id, at) => element("option", { value: id }, names[at])));
  select.value = debated();
  byId("debate-count").textContent = debateWords(debate, measures);
  byId("debate-all").hidden = Boolean(debate.shown || !(debate.earlier + debate.later));
}

/**
 * How many of the claims are in the strip, and where the others are.
 * @param {Debate} debate
 * @param {Measures} measures
 * @returns {string}
 */
function debateWords({ shown, earlier, later, undated }, { phone }) {
  const all = shown + earlier + later + undated;
  if (!all) return say("No claim about these events takes a position on it.");
  const words = clauses([
    say({ one: "{shown} of {n} claim", other: "{shown} of {n} claims" }, { shown, n: all }),
    earlier ? say("{n} earlier", { n: earlier }) : "",
    later ? say("{n} later", { n: later }) : "",
    undated ? say("{n} without a date", { n: undated }) : "",
  ]);
  return phone || !shown ? words : `${words}${BETWEEN_PARTS}${say("above the line for, below it against")}`;
}
