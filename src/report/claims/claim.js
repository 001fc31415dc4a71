// One claim: a row of the list, and what it opens to.
const LONGEST_IN_ROW = 400;
const clipped = (words) => (words.length > LONGEST_IN_ROW ? `${words.slice(0, LONGEST_IN_ROW)}…` : words);

// The articles that repeat an article.
const copiesOf = new Map();
function gatherCopies() {
  for (let row = 0; row < total; row += 1) {
    if (copyOf[row] === 0) continue;
    const article = copyOf[row] - 1;
    if (!copiesOf.has(article)) copiesOf.set(article, new Set());
    copiesOf.get(article).add(articleOf[row]);
  }
}
gatherCopies();

const stanceTag = (row) => element("span", { class: `tag ${strings[stanceOf[row]]}` }, STANCES[strings[stanceOf[row]]]);
const isUnnamed = (row) => strings[kindOf[row]] === "unnamed" || speakerOf[row] === 0;

function speakerWords(row) {
  const speaker = speakerOf[row];
  return speaker === 0 ? sourceWords(row) || "not known" : speakerName(speaker);
}

// The outlet, or else the article.
function whence(row) {
  const outlet = strings[outletOf[row]];
  return outlet ? element("small", { dir: "auto" }, outlet) : element("small", { class: "headline", dir: "auto" }, clipped(title(articleOf[row])));
}

function claimRow(row) {
  const role = strings[claims.role[row]];
  return element("button", { type: "button", class: "head" },
    element("span", { class: `who${isUnnamed(row) ? " unnamed" : ""}`, dir: "auto" },
      element("b", {}, ...marked(clipped(speakerWords(row)), state.query)), role ? element("small", {}, clipped(role)) : null),
    element("span", { class: "what", dir: "auto" }, ...marked(clipped(contentOf(row)), state.query)),
    element("span", { class: "tags" }, stanceTag(row), element("small", {}, WORDINGS[strings[wordingOf[row]]])),
    element("span", { class: "when" }, dayText(dayOf[row]), whence(row)));
}

// The words around the claim, with its parts in colour.
function passageText(row) {
  const { text, start, end, source, cue, content } = passage(row);
  const spans = [[...source, "source"], [...cue, "cue"], ...content.map((span) => [...span, "content"])].filter(([from, to]) => from < to);
  const cuts = [...new Set([start, end, ...spans.flat().filter(Number.isInteger)])].sort((one, other) => one - other);
  const pieces = cuts.slice(1).map((to, at) => {
    const from = cuts[at];
    const over = spans.filter(([first, last]) => first <= from && to <= last).map(([, , part]) => part);
    const words = text.slice(from, to).replace(/\n\s*\n/g, "\n");
    return over.length > 0 ? element("span", { class: [...new Set(over)].join(" ") }, words) : words;
  });
  return element("p", { class: "text", dir: "auto" }, ...pieces);
}

function articleLink(article) {
  const address = webAddress(article);
  const words = [clipped(title(article))];
  return address ? element("a", { href: address, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, ...words) : element("span", { dir: "auto" }, ...words);
}

function publishedText(article) {
  const published = strings[articles.published[article]];
  const day = dayNumber(published.slice(0, 10));
  return Number.isFinite(day) && day !== null ? dayText(day) : published;
}

const articleFacts = (article) => [strings[articles.outlet[article]], publishedText(article)].filter(Boolean).join(", ");

function facts(row) {
  const [article, role] = [articleOf[row], strings[claims.role[row]]];
  const kept = strings[claims.kept[row]] ? Object.entries(JSON.parse(strings[claims.kept[row]])) : [];
  const inAnother = claims.within[row] > 0 ? element("button", { type: "button", class: "link", onclick: () => openClaim(claims.within[row] - 1) }, clipped(contentOf(claims.within[row] - 1))) : null;
  const copies = copyOf[row] === 0 ? [...(copiesOf.get(article) ?? [])] : [];
  const list = (articlesShown) => element("ul", {}, ...articlesShown.map((one) => element("li", {}, articleLink(one), " ", element("small", {}, articleFacts(one)))));
  const all = [
    ["speaker", [speakerWords(row), role, speakerOf[row] > 0 ? KINDS[strings[kindOf[row]]] : ""].filter(Boolean).join(" · ")],
    ["said", strings[claims.said[row]]],
    ["through", strings[claims.via[row]]],
    ["citing", strings[claims.cites[row]]],
    ["put as", `${strings[stanceOf[row]]} (${CERTAINTIES[strings[certaintyOf[row]]]})`],
    ["within", inAnother],
    ["article", element("span", {}, articleLink(article), " ", element("small", {}, articleFacts(article)))],
    ["repeated by", copies.length > 0 ? list(copies) : null],
    ["a copy of", copyOf[row] > 0 ? list([copyOf[row] - 1]) : null],
    ...kept.map(([name, value]) => [name, value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value)]),
    ["record", strings[claims.id[row]]],
  ];
  return element("dl", {}, ...all.filter(([, value]) => value).flatMap(([name, value]) => [element("dt", { dir: "auto" }, name), element("dd", { dir: "auto" }, value)]));
}

function claimDetail(row) {
  const only = (facet, value, words) => element("button", { type: "button", class: "pill", "aria-pressed": String(state.chosen[facet].has(value)), onclick: () => choose(facet, value) }, words);
  const actions = element("p", { class: "actions" },
    speakerOf[row] > 0 ? only("speaker", speakerOf[row], "only this speaker") : null,
    only("article", articleOf[row], "only this article"),
    groupOf[row] > 0 ? element("button", { type: "button", class: "pill", onclick: () => openGroup(groupOf[row]) }, "who else says so") : null);
  return element("div", { class: "detail" }, passageText(row), facts(row), actions);
}

