/* All debates: how many are for and against each proposition, and a card for each with who says so, and when. */
const MOST_OF_CLAIMS = 0.9;
const LEAST_PART = 0.6;

/** The claim that is open, and the speaker whose claims alone are shown. */
view.claim = null;
view.speaker = null;
/**
 * The claim to which a link leads, until it has been scrolled to.
 * @type {string | null}
 */
let claimSought = null;

/**
 * @typedef {object} Stand  what one speaker, or several together, say with one stance
 * @property {string} speaker  their names
 * @property {string[]} by  their ids
 * @property {string} stance
 * @property {Claim[]} claims
 */

/** @typedef {{id: string, claims: number, counts: Map<string, number>, stands: Stand[]}} PropositionDebate */

/**
 * The claims that take positions and are about the events shown.
 * @returns {Claim[]}
 */
function debatedClaims() {
  const about = new Set();
  for (const event of results) if (event.claims.length) about.add(event.id);
  return DATA.claims.filter((claim) => claim.positions.length && claim.about.some((id) => about.has(id)));
}

/**
 * Every proposition that the claims speak of, the most debated first, with who stands where.
 * @param {Claim[]} claims
 * @returns {PropositionDebate[]}
 */
function debatesOf(claims) {
  const debates = new Map();
  for (const claim of claims) {
    for (const [id, stance] of claim.positions) {
      if (!debates.has(id)) debates.set(id, { id, claims: 0, counts: new Map(), stands: new Map() });
      const debate = debates.get(id);
      debate.claims += 1;
      debate.counts.set(stance, (debate.counts.get(stance) ?? 0) + 1);
      const key = `${stance}|${claim.by.join()}`;
      if (!debate.stands.has(key))
        debate.stands.set(key, { speaker: listed(claim.by.map(actorName)), by: claim.by, stance, claims: [] });
      debate.stands.get(key).claims.push(claim);
    }
  }
  return [...debates.values()]
    .map((debate) => ({ ...debate, stands: [...debate.stands.values()].sort(byFirstWord) }))
    .sort((one, other) => other.claims - one.claims || PROPOSITION_IDS.indexOf(one.id) - PROPOSITION_IDS.indexOf(other.id));
}

/**
 * Those who spoke first stand first; without a date they stand last.
 * @param {Stand} one
 * @param {Stand} other
 * @returns {number}
 */
function byFirstWord(one, other) {
  /** @type {(stand: Stand) => number} */
  const first = (stand) => Math.min(...stand.claims.map(({ made }) => momentOf(made)?.day ?? Infinity));
  const [here, there] = [first(one), first(other)];
  return here === there ? other.claims.length - one.claims.length : here - there;
}

/**
 * The days that all cards show: where nearly all claims were made in a much shorter time, that time.
 * @param {Claim[]} claims
 * @returns {DayRange}
 */
function debateDays(claims) {
  const days = claims
    .map(({ made }) => momentOf(made)?.day)
    .filter((day) => day !== undefined)
    .sort((one, other) => one - other);
  if (!days.length) return wholeYears();
  const busiest = shortestWindow(days, Math.ceil(days.length * MOST_OF_CLAIMS));
  const all = [monthStart(days[0]), monthStart(days[days.length - 1], 1)];
  const [from, to] = busiest && busiest[1] - busiest[0] < LEAST_PART * (all[1] - all[0]) ? busiest : all;
  return [monthStart(from, -1), to];
}

/** @param {URLSearchParams} parts */
function readDebates(parts) {
  const asked = parts.get("claim");
  const claim = DATA.claims.find(({ id, positions }) => id === asked && positions.length);
  view.claim = claim ? claim.id : null;
  claimSought = view.claim;
  if (claim && !claim.positions.some(([id]) => id === debated())) view.debate = claim.positions[0][0];
  const speaker = parts.get("speaker");
  view.speaker = DATA.claims.some(({ by, positions }) => positions.length && by.includes(speaker)) ? speaker : null;
}

/** @param {URLSearchParams} parts */
function writeDebates(parts) {
  if (view.shown !== "debate") return;
  if (view.claim) parts.set("claim", view.claim);
  if (view.speaker) parts.set("speaker", view.speaker);
}

function drawDebates() {
  const shown = shownView() === "debate" && results.length > 0;
  byId("debates").hidden = !shown;
  if (!shown) return;
  const claims = debatedClaims();
  const speaks = (claim) => !view.speaker || claim.by.includes(view.speaker);
  const debates = debatesOf(claims).filter((debate) => debate.stands.some((stand) => stand.claims.some(speaks)));
  const scale = scaleOf(debateDays(claims), 100);
  drawDebatesHead(claims, debates);
  redrawn(byId("debates-glance"), debates.map(glanceEntry));
  redrawn(
    byId("debates-cards"),
    debates.map((debate) => debateCard(debate, scale)),
  );
  byId("debates-none").hidden = debates.length > 0;
  byId("debates-glance").hidden = byId("debates-key").hidden = debates.length === 0;
  if (claimSought) openRow()?.closest("tr").scrollIntoView({ block: "center" });
  claimSought = null;
}

/**
 * @param {Claim[]} claims
 * @param {PropositionDebate[]} debates
 */
function drawDebatesHead(claims, debates) {
  const speakers = new Set(claims.map(({ by }) => by.join()));
  byId("debates-name").textContent = say(
    { one: "{n} proposition in debate", other: "{n} propositions in debate" },
    { n: debates.length },
  );
  byId("debates-count").textContent = debatesCount(claims.length, speakers.size);
  const times = new Map();
  for (const { by } of claims) for (const id of by) times.set(id, (times.get(id) ?? 0) + 1);
  if (view.speaker && !times.has(view.speaker)) times.set(view.speaker, 0);
  const named = [...times].sort(
    (one, other) => other[1] - one[1] || (actorName(one[0]) < actorName(other[0]) ? -1 : 1),
  );
  byId("debates-speaker").replaceChildren(
    element("option", { value: "" }, say("Everybody")),
    ...named.map(([id, count]) => element("option", { value: id }, `${actorName(id)} ${count}`)),
  );
  byId("debates-speaker").value = view.speaker ?? "";
}

/**
 * How many claims of a debate are for, between and against, in words.
 * @param {{counts: Map<string, number>}} debate
 * @returns {string}
 */
function tallyWords({ counts }) {
  const sides = { for: 0, between: 0, against: 0 };
  for (const [stance, count] of counts) sides[sideOf(stance)] += count;
  return clauses([
    sides.for ? say("{n} for", { n: sides.for }) : "",
    sides.between ? say("{n} between", { n: sides.between }) : "",
    sides.against ? say("{n} against", { n: sides.against }) : "",
  ]);
}

/**
 * A bar from those who deny at the left to those who affirm at the right, what lies between in the middle.
 * @param {PropositionDebate} debate
 * @param {number} most
 * @returns {Element}
 */
function tallyBar({ counts }, most) {
  const count = (stance) => counts.get(stance) ?? 0;
  const half = count("qualifies") / 2;
  const unit = 50 / most;
  const against = half + count("leans_against") + count("denies");
  let x = 50 - against * unit;
  const pieces = [...STANCES].reverse().map((stance) => {
    const width = count(stance) * unit;
    const piece = drawn("rect", { class: `tally ${stance}`, x: `${x}%`, y: 3, width: `${width}%`, height: 10 });
    x += width;
    return width ? piece : null;
  });
  return drawn(
    "svg",
    { class: "tally-bar", height: 16, "aria-hidden": "true" },
    ...pieces,
    drawn("line", { class: "tally-middle", x1: "50%", x2: "50%", y1: 0, y2: 16 }),
  );
}

/**
 * A side's longest possible bar, so that the bars of all debates can be compared.
 * @param {PropositionDebate[]} debates
 * @returns {number}
 */
function longestSide(debates) {
  const lengths = debates.map(({ counts }) => {
    const count = (stance) => counts.get(stance) ?? 0;
    const half = count("qualifies") / 2;
    return half + Math.max(count("affirms") + count("leans_towards"), count("denies") + count("leans_against"));
  });
  return Math.max(...lengths, 1);
}

/**
 * @param {PropositionDebate} debate
 * @param {number} _
 * @param {PropositionDebate[]} debates
 * @returns {Element}
 */
function glanceEntry(debate, _, debates) {
  return element(
    "li",
    {},
    button(
      { "data-focus": debate.id, on: { click: () => leadToCard(debate.id) } },
      element("span", { class: "glance-words" }, plainProposition(debate.id)),
      tallyBar(debate, longestSide(debates)),
      element("span", { class: "unseen" }, `: ${tallyWords(debate)}`),
    ),
  );
}

/**
 * @param {string} id
 * @returns {string}
 */
function plainProposition(id) {
  return DATA.propositions[id] ?? id;
}

/**
 * How many claims there are by how many speakers, and about how many events where these are filtered.
 * @param {number} claims
 * @param {number} speakers
 * @returns {string}
 */
function debatesCount(claims, speakers) {
  const values = { claims: counted(claims, "claim"), speakers: counted(speakers, "speaker") };
  if (!isFiltered()) return say("{claims} by {speakers}", values);
  return say("{claims} by {speakers} about {events} found", { ...values, events: counted(results.length, "event") });
}

/**
 * @param {string} id
 * @returns {Element | undefined}
 */
function cardOf(id) {
  return [...byId("debates-cards").children].find((card) => card.getAttribute("data-proposition") === id);
}

/** @param {string} id */
function leadToCard(id) {
  const title = cardOf(id)?.querySelector("h3");
  title?.focus({ preventScroll: true });
  title?.scrollIntoView({ block: "start", behavior: CALM.matches ? "auto" : "smooth" });
}

function buildDebates() {
  const key = STANCES.map((stance) => [stance, term(stance)]).reverse();
  const select = element("select", {
    id: "debates-speaker",
    on: {
      change: () => {
        view.speaker = select.value || null;
        drawDebates();
        drawTimeline();
      },
    },
  });
  byId("debates").replaceChildren(
    element(
      "div",
      { class: "card debates-card" },
      element(
        "div",
        { class: "debates-head" },
        element("h2", { id: "debates-name" }),
        element("p", { id: "debates-count", class: "count" }),
        element("label", { class: "debates-speaker" }, say("Speaker"), " ", select),
      ),
      element(
        "p",
        { id: "debates-key", class: "debates-key" },
        element("span", {}, say("Left of the line against, right of it for:")),
        ...key.map(([stance, words]) =>
          element(
            "span",
            { class: "key-entry" },
            drawn("svg", { width: 14, height: 10, "aria-hidden": "true" }, drawn("rect", { class: `tally ${stance}`, x: 0, y: 0, width: 14, height: 10 })),
            words,
          ),
        ),
        keyEntry(say("reported, not shared"), "ring"),
        keyEntry(say("some day in this time"), "days"),
      ),
      element("ul", { id: "debates-glance", class: "glance", "aria-label": say("All propositions, with how many are against and for") }),
      element(
        "p",
        { id: "debates-none", class: "debates-none", hidden: true },
        say("No claim about these events takes a position."),
        " ",
        button(
          {
            class: "link",
            on: {
              click: () => {
                clearFilters();
                view.speaker = null;
                refresh();
              },
            },
          },
          say("Show all debates"),
        ),
      ),
    ),
    element("div", { id: "debates-cards", class: "debates-cards" }),
  );
}

function listenToDebates() {
  buildDebates();
}
