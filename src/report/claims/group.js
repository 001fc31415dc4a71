// What several say: claims of one group, with those who assert and those who deny side by side. Who asserts the opposite denies it.
const SIDES = [
  ["asserts", "says so", "say so"], ["denies", "denies it", "deny it"], ["doubts", "doubts it", "doubt it"], ["judges", "holds the view", "hold the view"],
  ["demands", "demands it", "demand it"], ["intends", "intends it", "intend it"],
];

// The rows of every group; copies are left out, as they repeat what is there.
const groupRows = new Map();
for (let row = 0; row < total; row += 1) {
  if (groupOf[row] === 0 || copyOf[row] !== 0) continue;
  if (!groupRows.has(groupOf[row])) groupRows.set(groupOf[row], []);
  groupRows.get(groupOf[row]).push(row);
}
groupRows.forEach((rows, group) => rows.length < 2 && groupRows.delete(group));

const bySide = (group) => SIDES.map(([stance, one, several]) => ({
  stance, one, several, rows: groupRows.get(group).filter((row) => strings[groupStanceOf[row]] === stance).sort((one, other) => dayOf[one] - dayOf[other]),
})).filter((side) => side.rows.length > 0);
const isDisputed = (group) => {
  const stances = new Set(bySide(group).map(({ stance }) => stance));
  return stances.has("asserts") && (stances.has("denies") || stances.has("doubts"));
};
const wording = (group) => {
  const shared = data.groups[group] - 1;
  return contentOf(shared >= 0 ? shared : groupRows.get(group)[0]);
};

// A few words alone ("Mr Blair") say too little to stand first.
const FEWEST_WORDS = 5;
const isTelling = (group) => wording(group).split(/\s+/).length >= FEWEST_WORDS;

let shownGroups = [];
const rankOf = new Map([...groupRows].map(([group, rows]) => [group, (isTelling(group) ? 2e6 : 0) + (isDisputed(group) ? 1e6 : 0) + rows.length]));

// Those of which a claim passes the filters: the telling ones first, and of these the disputed ones.
function groupsOf(rows) {
  const found = new Set();
  for (const row of rows) if (groupRows.has(groupOf[row])) found.add(groupOf[row]);
  return [...found].sort((one, other) => rankOf.get(other) - rankOf.get(one) || one - other);
}

// Who says something often counts once.
function voicesOf(rows) {
  const voices = new Map();
  for (const row of rows) voices.set(speakerWords(row), [...(voices.get(speakerWords(row)) ?? []), row]);
  return voices;
}

function sideCount({ one, several, rows }) {
  const { size } = voicesOf(rows);
  return `${number(size)} ${size === 1 ? one : several}`;
}

// Who is on each side, in a line.
const MOST_NAMES = 3;
function sidesInWords(sides) {
  return sides.slice(0, 2).map(({ one, several, rows }) => {
    const names = [...voicesOf(rows).keys()];
    const more = names.length > MOST_NAMES ? [`${number(names.length - MOST_NAMES)} more`] : [];
    const isOne = names.length === 1 && strings[kindOf[rows[0]]] !== "group";
    return `${new Intl.ListFormat("en-GB").format([...names.slice(0, MOST_NAMES), ...more])} ${isOne ? one : several}`;
  }).join(" · ");
}

function groupRow(group) {
  const rows = groupRows.get(group);
  const days = rows.map((row) => dayOf[row]).filter((day) => day !== NO_DAY).sort((one, other) => one - other);
  const outlets = new Set(rows.map((row) => articleOf[row]));
  const span = days.length === 0 ? "" : daysText(days[0], days.at(-1));
  const sides = bySide(group);
  const others = voicesOf(sides.slice(2).flatMap((side) => side.rows)).size;
  const tags = sides.slice(0, 2).map((side) => element("span", { class: `tag ${side.stance}` }, sideCount(side)));
  return element("button", { type: "button", class: "head" },
    element("span", { class: "tags" }, ...tags, others > 0 ? element("span", { class: "tag" }, counted(others, "other")) : null),
    element("span", { class: "what" },
      element("span", { class: "wording", dir: "auto" }, ...marked(clipped(wording(group)), state.query)),
      element("small", { class: "voices", dir: "auto" }, clipped(sidesInWords(sides)))),
    element("span", { class: "when" }, span, element("small", {}, counted(outlets.size, "article"))));
}

function groupDetail(group) {
  const claim = (row) => element("span", {},
    element("button", { type: "button", class: "link", dir: "auto", onclick: () => openClaim(row) }, clipped(contentOf(row))),
    element("small", {}, [dayText(dayOf[row]), strings[outletOf[row]]].filter(Boolean).join(", ")));
  const item = ([name, rows]) => element("li", {}, element("b", { dir: "auto" }, clipped(name)), ...rows.map(claim));
  const side = (one) => element("section", { class: one.stance }, element("h3", {}, sideCount(one)), element("ul", {}, ...[...voicesOf(one.rows)].map(item)));
  return element("div", { class: "detail sides" }, ...bySide(group).map(side));
}

