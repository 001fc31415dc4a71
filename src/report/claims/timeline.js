// Claims over time, in bars of days, weeks, months or years, whichever give a readable number of them. Clicking or dragging narrows the days.
const MOST_BARS = 80;
const timeline = document.getElementById("timeline");
const spansDays = extent[0] < extent[1];
let bins = [];

const monthStart = (year, month) => Math.floor(Date.UTC(year, month) / 864e5);
const UNITS = [
  { name: "day", days: 1, start: (day) => day, next: (day) => day + 1, format: { day: "numeric", month: "short", year: "numeric" } },
  { name: "week", days: 7, start: (day) => day - ((((day + 3) % 7) + 7) % 7), next: (day) => day + 7, format: { day: "numeric", month: "short", year: "numeric" } },
  { name: "month", days: 30.4, start: (day) => monthOf(day, 0), next: (day) => monthOf(day, 1), format: { month: "short", year: "numeric" } },
  { name: "year", days: 365, start: (day) => yearOf(day, 0), next: (day) => yearOf(day, 1), format: { year: "numeric" } },
];

function monthOf(day, later) {
  const date = new Date(day * 864e5);
  return monthStart(date.getUTCFullYear(), date.getUTCMonth() + later);
}

const yearOf = (day, later) => monthStart(new Date(day * 864e5).getUTCFullYear() + later, 0);

// The days of all but the first and the last hundredth of the claims, where the others would squeeze these: a claim may be of a day long before.
const FARAWAY = 0.01;
const SQUEEZED = 4;
function drawnExtent() {
  const inOrder = Int32Array.from(dated).sort();
  const [first, last] = [FARAWAY, 1 - FARAWAY].map((share) => inOrder[Math.floor((inOrder.length - 1) * share)]);
  return extent[1] - extent[0] > SQUEEZED * (last - first + 1) && last > first ? [first, last] : extent;
}
const drawn = drawnExtent();

function showTimeline(days) {
  const first = state.from === null ? drawn[0] : Math.max(extent[0], state.from);
  const last = state.to === null ? drawn[1] : Math.min(extent[1], state.to);
  timeline.hidden = !spansDays;
  if (timeline.hidden) return;
  const unit = UNITS.find((one) => (last - first) / one.days < MOST_BARS) ?? UNITS[3];
  bins = [];
  for (let from = unit.start(first); from <= last; from = unit.next(from)) bins.push({ from, to: unit.next(from) - 1, count: 0 });
  for (const bin of bins) {
    for (let day = Math.max(first, bin.from); day <= Math.min(last, bin.to); day += 1) bin.count += days[day - extent[0]];
  }
  const left = days.reduce((sum, count, at) => sum + (at + extent[0] < first || at + extent[0] > last ? count : 0), 0);
  const note = timeline.querySelector(".note");
  note.hidden = left === 0 || state.from !== null || state.to !== null;
  note.textContent = `Not drawn: ${counted(left, "claim")} of earlier or later days.`;
  const name = new Intl.DateTimeFormat("en-GB", { ...unit.format, timeZone: "UTC" });
  const most = bins.reduce((sum, bin) => Math.max(sum, bin.count), 1);
  timeline.querySelector(".bars").setAttribute("aria-label", `Claims by ${unit.name}, at most ${number(most)}`);
  timeline.querySelector(".bars").replaceChildren(...bins.map((bin) => {
    const bar = element("span", { title: `${name.format(bin.from * 864e5)}: ${counted(bin.count, "claim")}` });
    bar.style.setProperty("--share", bin.count / most);
    return bar;
  }));
  const step = Math.max(1, Math.ceil(bins.length / Math.min(8, Math.floor(timeline.clientWidth / 105))));
  const marks = Math.max(1, Math.floor(bins.length / step)); // A last one with less room than the others would be cut off.
  timeline.querySelector(".ticks").replaceChildren(...Array.from({ length: marks }, (_, mark) => {
    const tick = element("span", {}, name.format(bins[mark * step].from * 864e5));
    tick.style.flexGrow = mark + 1 < marks ? step : bins.length - mark * step;
    return tick;
  }));
}

let dragFrom = null;
const barAt = (event) => {
  const { left, width } = timeline.querySelector(".bars").getBoundingClientRect();
  return Math.min(bins.length - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * bins.length)));
};
const dragged = (event) => [dragFrom, barAt(event)].sort((one, other) => one - other);

timeline.querySelector(".bars").addEventListener("pointerdown", (event) => {
  dragFrom = barAt(event);
  event.currentTarget.setPointerCapture(event.pointerId);
});
timeline.querySelector(".bars").addEventListener("pointermove", (event) => {
  if (dragFrom === null) return;
  const [first, last] = dragged(event);
  [...event.currentTarget.children].forEach((bar, at) => bar.classList.toggle("dragged", at >= first && at <= last));
});
timeline.querySelector(".bars").addEventListener("pointerup", (event) => {
  if (dragFrom === null) return;
  const [first, last] = dragged(event);
  dragFrom = null;
  Object.assign(state, { from: Math.max(extent[0], bins[first].from), to: Math.min(extent[1], bins[last].to) });
  update();
});
timeline.querySelector(".bars").addEventListener("pointercancel", () => {
  dragFrom = null;
  update();
});

