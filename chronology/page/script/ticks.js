/* The axis: which days are named, and how. Two tiers where months or days are named under years or months. */
/**
 * @typedef {{day: number, text: string}} Tick  the name of a day
 * @typedef {{upper: Tick[], lower: Tick[], grid: {day: number, strong: boolean}[]}} Ticks
 */

/**
 * `upper` and `lower` names as {day, text}; `grid` as {day, strong}. No two names of a tier touch.
 * @param {Scale} scale
 * @returns {Ticks}
 */
function axisTicks(scale) {
  const days = scale.to - scale.from;
  if (days > 366 * 7) return yearTicks(scale);
  if (days > 150) return monthTicks(scale);
  return dayTicks(scale);
}

/**
 * The least of 1, 2, 5, 10, 20, 50 and so on that is not below a number of years.
 * @param {number} least
 * @returns {number}
 */
function yearStep(least) {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(least)));
  return [1, 2, 5].map((digit) => digit * power).find((step) => step >= least) ?? 10 * power;
}

/**
 * The years from first to last that are named at a step: 500 BCE and 500 CE are, a year 0 does not exist.
 * @param {number} first
 * @param {number} last
 * @param {number} step
 * @returns {number[]} astronomical
 */
function namedYears(first, last, step) {
  const years = [];
  const latest = Math.max(1, 1 - last);
  if (first <= 0)
    for (let name = Math.floor((1 - first) / step) * step; name >= latest; name -= step) years.push(1 - name);
  for (let year = Math.ceil(Math.max(first, 1) / step) * step; year <= last; year += step) years.push(year);
  return years.filter((year) => year <= last);
}

/**
 * A year for the axis, in millions or billions where it is a round number of them: "500 m BCE".
 * @param {number} year
 * @returns {string}
 */
function tickYear(year) {
  const name = year <= 0 ? 1 - year : year;
  const unit = [1e9, 1e6].find((size) => name >= size && (name * 10) % size === 0);
  if (!unit) return axisYear(year);
  const number = name / unit;
  if (unit === 1e9) return say(year <= 0 ? "{number} bn BCE" : "{number} bn CE", { number });
  return say(year <= 0 ? "{number} m BCE" : "{number} m CE", { number });
}

/**
 * The years of a scale that are named at a step.
 * @param {Scale} scale
 * @param {number} step
 * @returns {Tick[]}
 */
function yearsWithin(scale, step) {
  return namedYears(civilDate(scale.from).year, civilDate(scale.to).year, step)
    .map((year) => ({ day: dayNumber(year, 1, 1), text: tickYear(year) }))
    .filter(({ day }) => day >= scale.from && day <= scale.to);
}

/**
 * @param {Scale} scale
 * @returns {Ticks}
 */
function yearTicks(scale) {
  const first = civilDate(scale.from).year;
  const last = civilDate(scale.to).year;
  const years = (scale.to - scale.from) / 365.2425;
  const round = years > 1e7 ? 10 ** Math.floor(Math.log10(years) - 1) : 1;
  const widest = [first, last].map((year) => tickYear(namedYears(year - round, year + round, round)[0] ?? year));
  const room = Math.max(...widest.map((text) => textWidth(text, font(12.5, 400)))) + 26;
  let step = yearStep((room / scale.width) * years);
  let lower = yearsWithin(scale, step);
  while (!lower.length && step > 1) {
    step = yearStep(step / 2.5);
    lower = apart(yearsWithin(scale, step), scale, font(12.5, 400));
  }
  return { upper: [], lower, grid: lower.map(({ day }) => ({ day, strong: false })) };
}

/**
 * @param {Scale} scale
 * @returns {Ticks}
 */
function monthTicks(scale) {
  const perMonth = scale.width / ((scale.to - scale.from) / 30.44);
  const step = [1, 2, 3, 6, 12].find((candidate) => candidate * perMonth >= 36) ?? 12;
  const upper = [];
  const lower = [];
  const grid = [];
  for (let day = monthStart(scale.from); day < scale.to; day = monthStart(day, 1)) {
    const { year, month } = civilDate(day);
    const named = (month - 1) % step === 0;
    if (named && day >= scale.from) lower.push({ day, text: shortMonth(month) });
    if ((month === 1 && day >= scale.from) || !upper.length)
      upper.push({ day: Math.max(day, scale.from), text: axisYear(year) });
    if (day > scale.from && (named || perMonth > 20)) grid.push({ day, strong: month === 1 });
  }
  return { upper: apart(upper, scale, font(13, 600, SERIF)), lower, grid };
}

/**
 * @param {Scale} scale
 * @returns {Ticks}
 */
function dayTicks(scale) {
  const perDay = scale.width / (scale.to - scale.from);
  const step = [1, 2, 7, 14].find((candidate) => candidate * perDay >= 30) ?? 14;
  const upper = [];
  const lower = [];
  const grid = [];
  const first = Math.ceil(scale.from - 0.001);
  for (let day = monthStart(scale.from); day < scale.to; day = monthStart(day, 1)) {
    const { year, month } = civilDate(day);
    upper.push({ day: Math.max(day, scale.from), text: monthInYear(longMonth(month), year) });
    if (day > scale.from) grid.push({ day, strong: true });
  }
  const monday =
    step >= 7 ? first + ((((4 - first) % step) + step) % step) : first + (first % step ? step - (first % step) : 0);
  for (let day = monday; day < scale.to; day += step) {
    lower.push({ day, text: String(civilDate(day).day) });
    grid.push({ day, strong: false });
  }
  return { upper: apart(upper, scale, font(13, 600, SERIF)), lower, grid };
}

/**
 * Names without those that would touch the one after them.
 * @param {Tick[]} names
 * @param {Scale} scale
 * @param {string} face
 * @returns {Tick[]}
 */
function apart(names, scale, face) {
  return names.filter(({ day, text }, index) => {
    const next = names[index + 1];
    return !next || scale.x(day) + textWidth(text, face) + 10 < scale.x(next.day);
  });
}
