// What is filtered by, and what that leaves. Each facet counts what its values would leave if it were not filtered by itself.
const facet = (of) => ({ of, size: of.reduce((most, value) => Math.max(most, value), 0) + 1 });
const FACETS = {
  speaker: facet(speakerOf), stance: facet(stanceOf), kind: facet(kindOf), wording: facet(wordingOf), certainty: facet(certaintyOf),
  outlet: facet(outletOf), article: facet(articleOf),
};
const facetNames = Object.keys(FACETS);
const SPEAKER_BIT = 1 << facetNames.indexOf("speaker");
const DAY_BIT = 1 << facetNames.length;

const state = { query: "", from: null, to: null, copies: false, order: "read", chosen: Object.fromEntries(facetNames.map((name) => [name, new Set()])) };

const orders = {
  read: () => null,
  newest: () => sortedRows((one, other) => dayOf[other] - dayOf[one] || one - other),
  oldest: () => sortedRows((one, other) => (dayOf[one] === NO_DAY) - (dayOf[other] === NO_DAY) || dayOf[one] - dayOf[other] || one - other),
};
const sorted = {};
const sortedRows = (compare) => Uint32Array.from({ length: total }, (_, row) => row).sort(compare);

// The rows that pass, with the counts of every facet, of days, and of words by speaker.
function filterClaims() {
  const found = find(state.query);
  const tests = facetNames.map((name, at) => ({ ...FACETS[name], bit: 1 << at, allowed: allowed(name) })).filter((test) => test.allowed);
  const counts = facetNames.map((name) => new Uint32Array(FACETS[name].size));
  const columns = facetNames.map((name) => FACETS[name].of);
  const words = new Float64Array(speakers.name.length);
  const days = new Uint32Array(dated.length > 0 ? extent[1] - extent[0] + 1 : 0);
  const order = (sorted[state.order] ??= orders[state.order]());
  const [from, to] = [state.from ?? -Infinity, state.to ?? Infinity];
  const hasDays = state.from !== null || state.to !== null;
  const rows = new Uint32Array(total);
  let length = 0;
  for (let place = 0; place < total; place += 1) {
    const row = order ? order[place] : place;
    if ((found && !found[row]) || (copyOf[row] && !state.copies)) continue;
    let failed = hasDays && !(dayOf[row] >= from && dayOf[row] <= to) ? DAY_BIT : 0;
    for (const test of tests) if (!test.allowed[test.of[row]]) failed |= test.bit;
    if (failed === 0) rows[length++] = row;
    if ((failed & ~DAY_BIT) === 0 && dayOf[row] !== NO_DAY) days[dayOf[row] - extent[0]] += 1;
    if ((failed & (failed - 1)) !== 0) continue;
    for (let at = 0; at < columns.length; at += 1) {
      if (failed === 0 || failed === 1 << at) counts[at][columns[at][row]] += 1;
    }
    if (failed === 0 || failed === SPEAKER_BIT) words[speakerOf[row]] += wordsOf[row];
  }
  return { rows: rows.subarray(0, length), counts: Object.fromEntries(facetNames.map((name, at) => [name, counts[at]])), words, days };
}

// For every value of a facet whether it passes; null where all do.
function allowed(name) {
  const chosen = state.chosen[name];
  if (chosen.size === 0) return null;
  const passes = new Uint8Array(FACETS[name].size);
  for (const value of chosen) passes[value] = 1;
  return passes;
}

function toggle(name, value) {
  const chosen = state.chosen[name];
  if (!chosen.delete(value)) chosen.add(value);
}

function clearFilters() {
  Object.assign(state, { query: "", from: null, to: null });
  facetNames.forEach((name) => state.chosen[name].clear());
}

// The filters as the end of the page's address, so that they can be kept and sent; speakers and articles by name, as their numbers are this page's alone.
const valueName = (name, value) => (name === "speaker" ? speakerName(value) : name === "article" ? strings[articles.id[value]] : strings[value]);

function stateToAddress() {
  const parameters = new URLSearchParams();
  if (state.query) parameters.set("q", state.query);
  if (state.from !== null) parameters.set("from", dayName(state.from));
  if (state.to !== null) parameters.set("to", dayName(state.to));
  if (state.copies) parameters.set("copies", "1");
  if (state.order !== "read") parameters.set("order", state.order);
  facetNames.forEach((name) => state.chosen[name].forEach((value) => parameters.append(name, valueName(name, value))));
  return parameters.toString();
}

function stateFromAddress(address) {
  const parameters = new URLSearchParams(address);
  clearFilters();
  const day = (name) => (Number.isFinite(dayNumber(parameters.get(name))) ? dayNumber(parameters.get(name)) : null);
  Object.assign(state, { query: parameters.get("q") ?? "", from: day("from"), to: day("to"), copies: parameters.has("copies") });
  state.order = parameters.get("order") in orders ? parameters.get("order") : "read";
  for (const name of facetNames) {
    const wanted = new Set(parameters.getAll(name));
    for (let value = 0; wanted.size > 0 && value < FACETS[name].size; value += 1) {
      if (wanted.has(valueName(name, value))) state.chosen[name].add(value);
    }
  }
}

