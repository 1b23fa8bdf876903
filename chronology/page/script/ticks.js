/* The axis: which days are named, and how. Two tiers where months or days are named under years or months. */
const YEAR_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000];

/** `upper` and `lower` names as {day, text}; `grid` as {day, strong}. No two names of a tier touch. */
function axisTicks(scale) {
  const days = scale.to - scale.from;
  if (days > 366 * 7) return yearTicks(scale);
  if (days > 150) return monthTicks(scale);
  return dayTicks(scale);
}

/** The years from first to last that are named at a step: 500 BCE and 500 CE are, a year 0 does not exist. */
function namedYears(first, last, step) {
  const years = [];
  if (first <= 0) for (let name = Math.floor((1 - first) / step) * step; name >= 1; name -= step) years.push(1 - name);
  for (let year = Math.ceil(Math.max(first, 1) / step) * step; year <= last; year += step) years.push(year);
  return years.filter((year) => year <= last);
}

function yearTicks(scale) {
  const first = civilDate(scale.from).year;
  const last = civilDate(scale.to).year;
  const room = textWidth(yearWords(first <= 0 ? first : last), font(12.5, 400)) + 26;
  const perYear = scale.width / ((scale.to - scale.from) / 365.2425);
  const step = YEAR_STEPS.find((candidate) => candidate * perYear >= room) ?? YEAR_STEPS[YEAR_STEPS.length - 1];
  const lower = namedYears(first, last, step)
    .map((year) => ({ day: dayNumber(year, 1, 1), text: yearWords(year) }))
    .filter(({ day }) => day >= scale.from && day <= scale.to);
  return { upper: [], lower, grid: lower.map(({ day }) => ({ day, strong: false })) };
}

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
      upper.push({ day: Math.max(day, scale.from), text: yearWords(year) });
    if (day > scale.from && (named || perMonth > 20)) grid.push({ day, strong: month === 1 });
  }
  return { upper: apart(upper, scale, font(13, 600, SERIF)), lower, grid };
}

function dayTicks(scale) {
  const perDay = scale.width / (scale.to - scale.from);
  const step = [1, 2, 7, 14].find((candidate) => candidate * perDay >= 30) ?? 14;
  const upper = [];
  const lower = [];
  const grid = [];
  const first = Math.ceil(scale.from - 0.001);
  for (let day = monthStart(scale.from); day < scale.to; day = monthStart(day, 1)) {
    const { year, month } = civilDate(day);
    upper.push({ day: Math.max(day, scale.from), text: `${MONTHS[month - 1]} ${yearWords(year)}` });
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

/** Names without those that would touch the one after them. */
function apart(names, scale, face) {
  return names.filter(({ day, text }, index) => {
    const next = names[index + 1];
    return !next || scale.x(day) + textWidth(text, face) + 10 < scale.x(next.day);
  });
}
