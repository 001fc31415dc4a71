// The figures beside the claims: each value with its count, which filters when it is clicked.
const FEW = 8;
let showsAllOutlets = false;
let rank = "claims";
let ranking = { order: [], of: [], most: 1 };

function valueButton(facet, value, label, count, most) {
  const isChosen = state.chosen[facet].has(value);
  const button = element("button", { type: "button", class: "value", "aria-pressed": String(isChosen), onclick: () => choose(facet, value) },
    element("span", { class: "label", dir: "auto" }, label), element("span", { class: "count" }, number(count)));
  button.style.setProperty("--share", most > 0 ? count / most : 0);
  return button;
}

function choose(facet, value) {
  toggle(facet, value);
  update();
}

// Puts new buttons in place without losing the keyboard's focus.
function replaceValues(root, buttons) {
  const at = [...root.children].indexOf(document.activeElement);
  root.replaceChildren(...buttons);
  if (at >= 0) root.children[Math.min(at, root.children.length - 1)]?.focus();
}

// A facet of few values, in their own order.
function showValues(facet, names, counts) {
  const values = Object.keys(names).map((name) => [numberOf(name), names[name]]).filter(([value]) => presentValues(facet).has(value));
  const most = Math.max(...values.map(([value]) => counts[value]));
  const root = document.querySelector(`#${facet} .values`);
  root.parentElement.hidden = values.length === 0;
  replaceValues(root, values.map(([value, label]) => valueButton(facet, value, label, counts[value], most)));
}

const present = {};
const presentValues = (facet) => (present[facet] ??= new Set(FACETS[facet].of));

function showOutlets(counts) {
  const section = document.getElementById("outlet");
  const values = [...presentValues("outlet")];
  section.hidden = values.every((value) => value === 0);
  if (section.hidden) return;
  const chosen = state.chosen.outlet;
  const ranked = values.sort((one, other) => counts[other] - counts[one] || one - other);
  const shown = showsAllOutlets ? ranked : ranked.filter((value, at) => at < FEW || chosen.has(value));
  const most = counts[ranked[0]];
  replaceValues(section.querySelector(".values"), shown.map((value) => valueButton("outlet", value, strings[value] || "not told", counts[value], most)));
  section.querySelector("h2 small").textContent = number(ranked.length);
  const more = section.querySelector(".more");
  more.hidden = ranked.length <= FEW;
  more.textContent = showsAllOutlets ? "fewer" : `all ${number(ranked.length)}`;
}

document.querySelector("#outlet .more").addEventListener("click", () => {
  showsAllOutlets = !showsAllOutlets;
  update();
});

// Named sources against those that are not, in one bar.
function showSplit(counts) {
  const count = (kinds) => kinds.reduce((sum, kind) => sum + (counts[numberOf(kind)] ?? 0), 0);
  const parts = Object.entries(SOURCES).map(([name, kinds]) => ({ name, kinds, count: count(kinds) }));
  const whole = parts.reduce((sum, part) => sum + part.count, 0);
  const percent = (part) => `${whole > 0 ? Math.round((100 * part.count) / whole) : 0} %`;
  const piece = (part) => {
    const made = element("span", { class: part.name });
    made.style.flexGrow = part.count;
    return made;
  };
  const share = ({ name, kinds, ...part }) => element("button", { type: "button", class: `share ${name}`, onclick: () => chooseKinds(kinds) }, `${name} `, element("b", {}, percent(part)));
  document.querySelector("#kind .split").replaceChildren(...parts.filter((part) => part.count > 0).map(piece));
  replaceValues(document.querySelector("#kind .shares"), parts.map(share));
}

function chooseKinds(kinds) {
  const values = kinds.map((kind) => numberOf(kind)).filter((value) => presentValues("kind").has(value));
  const { kind: chosen } = state.chosen;
  const isChosen = chosen.size === values.length && values.every((value) => chosen.has(value));
  chosen.clear();
  if (!isChosen) values.forEach((value) => chosen.add(value));
  update();
}

const speakerSection = document.getElementById("speakers");
const speakerList = new List(speakerSection.querySelector(".rows"), { row: speakerRow, scroller: speakerSection.querySelector(".scroller") });

function speakerRow(at) {
  const speaker = ranking.order[at];
  const button = valueButton("speaker", speaker, speakerName(speaker), ranking.of[speaker], ranking.most);
  const kind = strings[speakers.kind[speaker]];
  if (kind === "unnamed") button.classList.add("unnamed");
  button.title = `${speakerName(speaker)}: ${KINDS[kind]}`;
  return button;
}

function showSpeakers(counts, words) {
  const of = rank === "words" ? words : counts;
  const wanted = fold(document.getElementById("speaker-query").value.trim());
  const order = [];
  for (let speaker = 1; speaker < speakers.name.length; speaker += 1) {
    const isThere = counts[speaker] > 0 || state.chosen.speaker.has(speaker);
    if (isThere && (wanted === "" || fold(speakerName(speaker)).includes(wanted))) order.push(speaker);
  }
  const weight = Float64Array.from(of, (count, speaker) => (state.chosen.speaker.has(speaker) ? 1e12 : 0) + count);
  order.sort((one, other) => weight[other] - weight[one] || one - other);
  ranking = { order, of, most: order.reduce((most, speaker) => Math.max(most, of[speaker]), 1) };
  speakerSection.querySelector("h2 small").textContent = number(order.length);
  speakerList.show(order.length);
}

document.getElementById("speaker-query").addEventListener("input", () => showSpeakers(result.counts.speaker, result.words));
speakerSection.querySelectorAll("[data-rank]").forEach((button) => button.addEventListener("click", () => {
  rank = button.dataset.rank;
  speakerSection.querySelectorAll("[data-rank]").forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
  speakerSection.querySelector(".scroller").scrollTop = 0;
  showSpeakers(result.counts.speaker, result.words);
}));

function showFacets({ counts, words }) {
  showValues("kind", KINDS, counts.kind);
  showSplit(counts.kind);
  showValues("stance", STANCES, counts.stance);
  showValues("wording", WORDINGS, counts.wording);
  showValues("certainty", CERTAINTIES, counts.certainty);
  showOutlets(counts.outlet);
  showSpeakers(counts.speaker, words);
}

