const EXAMPLE = `BELVAR, Oct. 24 - The mayor of Belvar, Ana Lee, said on Thursday that the river bridge would stay closed until May. \
"We have no choice," Lee told reporters. "The piers will not carry another winter."

The bus company Linea denied that it had been warned. Its chief executive, Marko Dunn, told the Belvar Courier that drivers had learned of the \
closure "from the radio".

An engineer who asked not to be named because he was not allowed to speak to the press claimed that the city had known of the cracks since 2019. \
Two officials confirmed that a report had been filed that year.

"Somebody has to answer for this," said opposition leader Zoë Okafor, who demanded an inquiry before the end of next week.`;

const byId = (id) => document.getElementById(id);
const [form, text, date, token, result, status, error] = ["form", "text", "date", "token", "result", "status", "error"].map(byId);

// The article that is shown, and what was found in it.
let shown = { article: null, claims: [] };
// The claim that is held, by click or key, while others are only pointed at.
let held = null;

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

// What the server says to the article; an error of its own words where there is one.
async function ask(article, query, accept) {
  const headers = { "Content-Type": "application/json", Accept: accept };
  if (token.value) headers.Authorization = `Bearer ${token.value}`;
  const response = await fetch(`/v1/extract${query}`, { method: "POST", headers, body: JSON.stringify(article) });
  if (response.ok) return response;
  byId("token-field").hidden &&= response.status !== 401;
  const said = await response.json().catch(() => null);
  throw new Error(said?.error?.message ?? `the server answered ${response.status}`);
}

function fail(problem) {
  error.textContent = `Not done: ${problem.message}.`;
  error.hidden = false;
}

async function run() {
  const article = { text: text.value, date: date.value || null };
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  error.hidden = true;
  status.textContent = "Reading …";
  try {
    const began = performance.now();
    const { annotation, claims } = await (await ask(article, "?annotations=true", "application/json")).json();
    shown = { article, claims };
    show(annotation, claims);
    const words = annotation.text.split(/\s+/).filter(Boolean).length;
    const speakers = byId("speakers").children.length;
    status.textContent = `${plural(claims.length, "claim")} by ${plural(speakers, "speaker")} in ${plural(words, "word")}, ${Math.round(performance.now() - began)} ms.`;
  } catch (problem) {
    status.textContent = "";
    fail(problem);
  } finally {
    button.disabled = false;
  }
}

// The parts of a claim, each with the places where it stands.
const partsOf = (claim) => [["source", [claim.source]], ["cue", [claim.cue]], ["content", claim.content.spans]]
  .flatMap(([part, places]) => places.filter(Boolean).map(({ start, end }) => ({ part, start, end })));

const isUnnamed = ({ speaker }) => !speaker || speaker.kind === "unnamed" || (speaker.kind === "group" && !speaker.members.length);

function show(annotation, claims) {
  held = null;
  byId("article").replaceChildren(...pieces([...annotation.text], claims));
  byId("speakers").replaceChildren(...speakersOf(claims).map(speakerItem));
  result.hidden = false;
  byId("article-title").scrollIntoView({ block: "nearest" });
}

// The text, cut wherever a part begins or ends; a piece has the colour of the shortest part over it. Offsets count code points.
function pieces(characters, claims) {
  const parts = claims.flatMap((claim, at) => partsOf(claim).map((part) => ({ ...part, at })));
  const cuts = [...new Set([0, characters.length, ...parts.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const begun = new Map(claims.map((claim, at) => [Math.min(...partsOf(claim).map(({ start }) => start)), at]).reverse());
  return cuts.slice(0, -1).flatMap((start, place) => {
    const words = characters.slice(start, cuts[place + 1]).join("");
    const over = parts.filter((part) => part.start <= start && start < part.end).sort((a, b) => a.end - a.start - (b.end - b.start));
    const number = begun.has(start) ? [numberButton(begun.get(start), claims[begun.get(start)])] : [];
    return over.length ? [...number, piece(words, over, claims)] : [...number, words];
  });
}

function piece(words, over, claims) {
  const unnamed = over[0].part === "source" && isUnnamed(claims[over[0].at]) ? " unnamed-source" : "";
  const made = element("span", { className: `piece ${over[0].part}${unnamed}`, textContent: words });
  made.dataset.claims = over.map(({ at }) => at).join(" ");
  listen(made, over[0].at);
  return made;
}

function numberButton(at, claim) {
  const made = element("button", { type: "button", className: "number", textContent: at + 1 });
  made.setAttribute("aria-label", `Claim ${at + 1}: ${claim.speaker?.name ?? "speaker unknown"}, ${claim.cue?.text ?? "quoted"}: ${claim.content.text}`);
  listen(made, at);
  return made;
}

// Ties the parts of a claim while it is pointed at or focused, and holds them on a click.
function listen(made, at) {
  made.addEventListener("pointerenter", () => tie(at));
  made.addEventListener("pointerleave", () => tie(held));
  made.addEventListener("focus", () => tie(at));
  made.addEventListener("blur", () => tie(held));
  made.addEventListener("click", () => hold(held === at ? null : at));
}

function tie(at) {
  const isOf = (piece) => piece.dataset.claims.split(" ").includes(String(at));
  document.querySelectorAll(".piece").forEach((piece) => piece.classList.toggle("tied", at !== null && isOf(piece)));
  document.querySelectorAll(".claim").forEach((claim) => claim.setAttribute("aria-pressed", String(at !== null && claim.dataset.claim === String(at))));
}

function hold(at) {
  held = at;
  if (at !== null) open(byId(`claim-${at}`).closest("#speakers > li").querySelector(".speaker"), true);
  tie(at);
}

// Claims by speaker, in the order of how much they say.
function speakersOf(claims) {
  const speakers = new Map();
  claims.forEach((claim, at) => {
    const key = claim.speaker ? `${claim.speaker.kind} ${claim.speaker.name}` : "";
    if (!speakers.has(key)) speakers.set(key, { speaker: claim.speaker, unnamed: isUnnamed(claim), claims: [] });
    speakers.get(key).claims.push([at, claim]);
  });
  return [...speakers.values()].sort((a, b) => b.claims.length - a.claims.length);
}

const badge = (words, kind = "") => element("span", { className: `badge ${kind}`, textContent: words });

function speakerItem({ speaker, unnamed, claims }, number) {
  const kind = speaker ? (unnamed ? `unnamed ${speaker.kind === "group" ? "group" : "source"}` : speaker.kind) : "nobody named";
  const role = speaker?.role ? [element("small", { textContent: speaker.role })] : [];
  const name = element("b", { textContent: speaker?.name ?? "Unknown" });
  const button = element("button", { type: "button", className: "speaker" }, name, ...role, badge(kind, "kind"), badge(plural(claims.length, "claim")));
  const list = element("ul", { id: `speaker-${number}` }, ...claims.map(([at, claim]) => element("li", {}, claimButton(at, claim))));
  button.setAttribute("aria-controls", list.id);
  button.addEventListener("click", () => {
    open(button, button.getAttribute("aria-expanded") !== "true");
    dim();
  });
  open(button, false, list);
  return element("li", { className: unnamed ? "unnamed" : "" }, button, list);
}

function open(button, isOpen, list = byId(button.getAttribute("aria-controls"))) {
  button.setAttribute("aria-expanded", String(isOpen));
  list.hidden = !isOpen;
}

// Lets what the opened speakers say stand out from the rest of the article.
function dim() {
  const opened = [...document.querySelectorAll(".speaker[aria-expanded=true]")].flatMap((button) => [...byId(button.getAttribute("aria-controls")).querySelectorAll(".claim")]);
  const seen = new Set(opened.map((claim) => claim.dataset.claim));
  document.querySelectorAll(".piece").forEach((piece) => {
    piece.classList.toggle("dimmed", seen.size > 0 && !piece.dataset.claims.split(" ").some((at) => seen.has(at)));
  });
}

function claimButton(at, claim) {
  const facts = [claim.cue && `“${claim.cue.text}”`, claim.stance, claim.certainty !== "neutral" && claim.certainty, claim.via && `via ${claim.via.text}`,
    claim.cites && `cites ${claim.cites.text}`, claim.said && (claim.said.from ?? claim.said.text), claim.nested_in && "within another claim"];
  const made = element("button", { type: "button", className: "claim", id: `claim-${at}` }, claim.content.text,
    element("span", { className: "facts" }, ...facts.filter(Boolean).map((fact) => badge(fact))));
  made.dataset.claim = at;
  made.setAttribute("aria-pressed", "false");
  listen(made, at);
  made.addEventListener("click", () => {
    if (held === at) document.querySelector(`.piece[data-claims~="${at}"]`)?.scrollIntoView({ block: "nearest" });
  });
  return made;
}

// Where the page is not a secure context, as on another machine without TLS, there is no clipboard but the selection's.
async function copy(words) {
  if (navigator.clipboard) return navigator.clipboard.writeText(words);
  const area = element("textarea", { value: words });
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("the browser lets nothing be copied");
}

async function copyAs(make, name) {
  error.hidden = true;
  try {
    await copy(await make());
    status.textContent = `Copied ${plural(shown.claims.length, "claim")} as ${name}.`;
  } catch (problem) {
    fail(problem);
  }
}

async function take(file) {
  text.value = await file.text();
  await run();
}

form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
text.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(); });
byId("example").addEventListener("click", () => { text.value = EXAMPLE; date.value = "2024-10-24"; run(); });
byId("file").addEventListener("change", ({ target }) => { if (target.files[0]) take(target.files[0]); });
byId("copy-csv").addEventListener("click", () => copyAs(async () => (await ask(shown.article, "", "text/csv")).text(), "CSV"));
byId("copy-json").addEventListener("click", () => copyAs(() => JSON.stringify(shown.claims, null, 1), "JSON"));
byId("address").textContent = location.origin;

addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("dropping"); });
addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("dropping"); });
addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("dropping");
  if (event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
});
