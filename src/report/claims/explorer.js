// The page as a whole: filters in, figures and claims out.
const MOST_ROWS = 200_000; // More would be higher than browsers let a page be.
const MOST_PRINTED = 500;
const byId = (id) => document.getElementById(id);
let result = null;
let view = "claims";
let addressTimer = 0;

const claimList = new List(byId("claims"), { row: (at) => claimRow(result.rows[at]), detail: (at) => claimDetail(result.rows[at]) });
const groupList = new List(byId("groups"), { row: (at) => groupRow(shownGroups[at]), detail: (at) => groupDetail(shownGroups[at]) });
const viewList = () => (view === "claims" ? claimList : groupList);

function update() {
  result = filterClaims();
  shownGroups = groupsOf(result.rows);
  showFacets(result);
  showTimeline(result.days);
  showChosen();
  showCounts();
  showControls();
  showView();
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => history.replaceState(null, "", `#${stateToAddress()}`), 300); // Browsers refuse many at once.
}

function showCounts() {
  const { rows } = result;
  const seen = new Uint8Array(articles.id.length);
  for (const row of rows) seen[articleOf[row]] = 1;
  const found = seen.reduce((sum, one) => sum + one, 0);
  byId("tab-claims").querySelector("small").textContent = number(rows.length);
  byId("tab-groups").querySelector("small").textContent = number(shownGroups.length);
  const cut = rows.length > MOST_ROWS ? ` The first ${number(MOST_ROWS)} are listed.` : "";
  const claimCount = byId("tabs").hidden ? `${counted(rows.length, "claim")} ` : "";
  byId("status").textContent = rows.length === 0 ? "No claim passes these filters." : `${claimCount}in ${counted(found, "article")}.${cut}`;
}

function showControls() {
  if (byId("query").value !== state.query) byId("query").value = state.query;
  byId("from").value = state.from === null ? "" : dayName(state.from);
  byId("to").value = state.to === null ? "" : dayName(state.to);
  byId("copies").querySelector("input").checked = state.copies;
  byId("order").querySelector("select").value = state.order;
}

function showView() {
  for (const name of ["claims", "groups"]) {
    byId(name).hidden = view !== name;
    byId(`tab-${name}`).setAttribute("aria-pressed", String(view === name));
  }
  byId("order").hidden = view !== "claims";
  byId("sorting").hidden = view !== "groups";
  const { top } = byId("bar").getBoundingClientRect();
  if (top < 0) window.scrollBy(0, top);
  viewList().show(Math.min(view === "claims" ? result.rows.length : shownGroups.length, MOST_ROWS));
}

// What is filtered by, each to be taken back.
function showChosen() {
  const names = { stance: STANCES, wording: WORDINGS, certainty: CERTAINTIES, kind: KINDS };
  const chip = (label, take) => element("button", { type: "button", class: "pill chip", title: "take this filter back", onclick: () => { take(); update(); } }, element("span", { dir: "auto" }, clipped(label)), " ×");
  const chips = facetNames.flatMap((name) => [...state.chosen[name]].map((value) => {
    const word = name === "article" ? title(value) : valueName(name, value);
    return chip(names[name]?.[word] ?? (word || "not told"), () => toggle(name, value));
  }));
  if (state.query) chips.push(chip(`“${state.query}”`, () => { state.query = ""; }));
  if (state.from !== null || state.to !== null) {
    const [from, to] = [state.from, state.to];
    const words = from === null ? `to ${dayText(to)}` : to === null ? `from ${dayText(from)}` : daysText(Math.min(from, to), Math.max(from, to));
    chips.push(chip(words, () => Object.assign(state, { from: null, to: null })));
  }
  if (chips.length > 1) chips.push(element("button", { type: "button", class: "link", onclick: () => { clearFilters(); update(); } }, "clear all"));
  byId("chosen").replaceChildren(...chips);
}

function showTab(name) {
  view = name;
  showView();
}

// Opens a claim, taking filters back that hide it.
function openClaim(row) {
  view = "claims";
  if (result.rows.indexOf(row) < 0) {
    clearFilters();
    state.copies ||= copyOf[row] > 0;
    update();
  } else {
    showView();
  }
  open(claimList, result.rows.indexOf(row));
}

function openGroup(group) {
  view = "groups";
  showView();
  open(groupList, shownGroups.indexOf(group));
}

function open(list, at) {
  if (at < 0 || at >= list.length) return;
  window.scrollTo(0, list.root.getBoundingClientRect().top + window.scrollY + at * list.height - window.innerHeight / 3);
  list.update();
  list.focus(at);
  if (list.open !== at) list.toggle(at);
}

function listen() {
  let waits = false;
  const soon = () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => { waits = false; update(); });
  };
  byId("query").addEventListener("input", (event) => { state.query = event.target.value; soon(); });
  byId("from").addEventListener("change", (event) => { state.from = dayNumber(event.target.value); update(); });
  byId("to").addEventListener("change", (event) => { state.to = dayNumber(event.target.value); update(); });
  byId("copies").addEventListener("change", (event) => { state.copies = event.target.checked; update(); });
  byId("order").addEventListener("change", (event) => { state.order = event.target.value; update(); });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  for (const name of ["claims", "groups"]) byId(`tab-${name}`).addEventListener("click", () => showTab(name));
  window.addEventListener("hashchange", () => { stateFromAddress(location.hash.slice(1)); update(); });
  window.addEventListener("beforeprint", printRows);
  window.addEventListener("afterprint", () => { viewList().afterPrint(); showCounts(); });
  document.addEventListener("keydown", keys);
}

function printRows() {
  viewList().print(MOST_PRINTED);
  if (viewList().length > MOST_PRINTED) byId("status").textContent += ` The first ${number(MOST_PRINTED)} are printed.`;
}

function keys(event) {
  const types = event.target.matches("input, select, textarea");
  if (event.key === "/" && !types && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    byId("query").focus();
  } else if (event.target === byId("query") && (event.key === "ArrowDown" || event.key === "Enter")) {
    event.preventDefault();
    viewList().focus(0);
  }
}

function begin() {
  document.title = data.title;
  byId("title").textContent = data.title;
  const copies = copyOf.reduce((sum, copy) => sum + (copy > 0), 0);
  const own = Array.from({ length: total }, (_, row) => row).filter((row) => copyOf[row] === 0);
  const different = (of) => new Set(own.map((row) => of[row])).size;
  const who = different(speakerOf) - (own.some((row) => speakerOf[row] === 0) ? 1 : 0);
  const days = spansDays ? `, ${daysText(...extent)}` : "";
  const folded = copies > 0 ? ` Copies of these articles repeat ${counted(copies, "claim")}.` : "";
  byId("summary").textContent = total === 0 ? "There are no claims in this file." : `${counted(total - copies, "claim")} by ${counted(who, "speaker")} in ${counted(different(articleOf), "article")}${days}.${folded}`;
  if (total === 0) return;
  byId("explorer").hidden = false;
  byId("copies").hidden = copies === 0;
  byId("tabs").hidden = groupRows.size === 0;
  byId("figures").open = window.matchMedia("(min-width: 900px)").matches;
  listen();
  stateFromAddress(location.hash.slice(1));
  update();
  setTimeout(foldInIdleTime, 200);
}

begin();
