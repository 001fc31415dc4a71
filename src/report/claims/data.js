// The claims as they stand in the page: columns of numbers, with tables of strings, texts, articles and speakers. A claim is its row's number.
const data = JSON.parse(document.getElementById("data").textContent);
const { strings, texts, passages, articles, speakers, claims } = data;
const total = claims.id.length;

const NO_DAY = -(2 ** 31);
const column = (values) => Uint32Array.from(values);
const articleOf = column(claims.article);
const speakerOf = column(claims.speaker);
const kindOf = column(claims.kind);
const stanceOf = column(claims.stance);
const certaintyOf = column(claims.certainty);
const wordingOf = column(claims.wording);
const wordsOf = column(claims.words);
const outletOf = Uint32Array.from(articleOf, (article) => articles.outlet[article]);
const copyOf = column(claims.copy_of);
const groupOf = column(claims.group);
const groupStanceOf = column(claims.group_stance);
const dayOf = Int32Array.from(claims.day, (day) => day ?? NO_DAY);

// The first and the last day.
const dated = dayOf.filter((day) => day !== NO_DAY);
const extent = dated.reduce(([first, last], day) => [Math.min(first, day), Math.max(last, day)], [Infinity, -Infinity]);

// The number of a string.
const numbers = new Map();
function numberOf(string) {
  if (!numbers.has(string)) numbers.set(string, strings.indexOf(string));
  return numbers.get(string);
}

const speakerName = (speaker) => strings[speakers.name[speaker]];
const title = (article) => strings[articles.title[article]] || strings[articles.id[article]];
const dayName = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
const dayNumber = (name) => (name ? Math.floor(Date.parse(`${name}T00:00Z`) / 864e5) : null);
const shortDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const dayText = (day) => (day === NO_DAY ? "" : shortDay.format(day * 864e5));
const daysText = (from, to) => (from === to ? dayText(from) : shortDay.formatRange(from * 864e5, to * 864e5));
const number = new Intl.NumberFormat("en").format;
const counted = (count, one) => `${number(count)} ${one}${count === 1 ? "" : "s"}`;

// What can be said in a word of each value, in the order in which it is listed.
const STANCES = { asserts: "asserts", denies: "denies", doubts: "doubts", demands: "demands", intends: "intends", judges: "judges" };
const WORDINGS = { direct: "quotation", mixed: "partly quoted", indirect: "paraphrase" };
const CERTAINTIES = { neutral: "neutral cue", endorsed: "cue endorses it", distanced: "cue keeps its distance" };
const KINDS = {
  person: "person", organisation: "organisation", country: "country or place", group: "group", unnamed: "unnamed person",
  document: "document", writer: "the writer", "": "not known",
};
const SOURCES = { named: ["person", "organisation", "country"], groups: ["group"], unnamed: ["unnamed"], other: ["document", "writer", ""] };

// The parts of a claim's passage, as places in its text.
function passage(row) {
  const [text, start, end, sourceStart, sourceEnd, cueStart, cueEnd, ...content] = passages[row];
  const spans = [];
  for (let at = 0; at < content.length; at += 2) spans.push([content[at], content[at + 1]]);
  return { text: texts[text], start, end, source: [sourceStart, sourceEnd], cue: [cueStart, cueEnd], content: spans };
}

// What is said, without what stands between its parts.
function contentOf(row) {
  const [text, , , , , , , start, end, ...rest] = passages[row];
  let content = start === undefined ? "" : texts[text].slice(start, end);
  for (let at = 0; at < rest.length; at += 2) content += ` … ${texts[text].slice(rest[at], rest[at + 1])}`;
  return content;
}

const sourceWords = (row) => texts[passages[row][0]].slice(passages[row][3], passages[row][4]);
const cueWords = (row) => texts[passages[row][0]].slice(passages[row][5], passages[row][6]);

// Only addresses of web pages become links: a record could hold any other.
function webAddress(article) {
  const url = strings[articles.url[article]];
  return /^https?:\/\//i.test(url) ? url : null;
}

// An element with its attributes and what is in it. Words of articles are set as text alone.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

