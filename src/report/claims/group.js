// What several say: claims of one group, with those who assert and those who deny side by side. Who asserts the opposite denies it.
const SIDES = [
  ["asserts", "say so"], ["denies", "deny it"], ["doubts", "doubt it"], ["judges", "hold the view"], ["demands", "demand it"], ["intends", "intend it"],
];

// The rows of every group; copies are left out, as they repeat what is there.
const groupRows = new Map();
for (let row = 0; row < total; row += 1) {
  if (groupOf[row] === 0 || copyOf[row] !== 0) continue;
  if (!groupRows.has(groupOf[row])) groupRows.set(groupOf[row], []);
  groupRows.get(groupOf[row]).push(row);
}
groupRows.forEach((rows, group) => rows.length < 2 && groupRows.delete(group));

const bySide = (group) => SIDES.map(([stance, words]) => ({
  stance, words, rows: groupRows.get(group).filter((row) => strings[groupStanceOf[row]] === stance).sort((one, other) => dayOf[one] - dayOf[other]),
})).filter((side) => side.rows.length > 0);
const isDisputed = (group) => bySide(group).some(({ stance }) => stance === "denies" || stance === "doubts") && bySide(group).length > 1;
const wording = (group) => {
  const shared = data.groups[group] - 1;
  return contentOf(shared >= 0 ? shared : groupRows.get(group)[0]);
};

let shownGroups = [];
const rankOf = new Map([...groupRows].map(([group, rows]) => [group, (isDisputed(group) ? 1e6 : 0) + rows.length]));

// Those of which a claim passes the filters, the disputed ones first.
function groupsOf(rows) {
  const found = new Set();
  for (const row of rows) if (groupRows.has(groupOf[row])) found.add(groupOf[row]);
  return [...found].sort((one, other) => rankOf.get(other) - rankOf.get(one) || one - other);
}

function groupRow(group) {
  const rows = groupRows.get(group);
  const days = rows.map((row) => dayOf[row]).filter((day) => day !== NO_DAY).sort((one, other) => one - other);
  const outlets = new Set(rows.map((row) => articleOf[row]));
  const span = days.length === 0 ? "" : daysText(days[0], days.at(-1));
  const sides = bySide(group);
  const others = sides.slice(2).reduce((sum, side) => sum + side.rows.length, 0);
  const tags = sides.slice(0, 2).map(({ stance, words, rows: side }) => element("span", { class: `tag ${stance}` }, `${number(side.length)} ${words}`));
  return element("button", { type: "button", class: "head" },
    element("span", { class: "tags" }, ...tags, others > 0 ? element("span", { class: "tag" }, `${number(others)} otherwise`) : null),
    element("span", { class: "what", dir: "auto" }, ...marked(clipped(wording(group)), state.query)),
    element("span", { class: "when" }, span, element("small", {}, counted(outlets.size, "article"))));
}

function groupDetail(group) {
  const item = (row) => element("li", {},
    element("b", { dir: "auto" }, clipped(speakerWords(row))), " ", element("small", {}, [dayText(dayOf[row]), strings[outletOf[row]]].filter(Boolean).join(", ")),
    element("button", { type: "button", class: "link", dir: "auto", onclick: () => openClaim(row) }, clipped(contentOf(row))));
  const side = ({ stance, words, rows }) => element("section", { class: stance }, element("h3", {}, `${number(rows.length)} ${words}`), element("ul", {}, ...rows.map(item)));
  return element("div", { class: "detail sides" }, ...bySide(group).map(side));
}

