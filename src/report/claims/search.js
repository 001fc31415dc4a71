// Search: a claim is found where every word of the query stands in what is said, in its source or cue, in its speaker's name or in its article's title.
// Words in quotation marks stand together. Case and accents do not count.
function fold(text) {
  const lower = text.toLowerCase();
  return /^[\x00-\x7f]*$/.test(lower) ? lower : lower.normalize("NFD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
}

const folded = { rows: [], speakers: [], articles: [] };

// Done ahead of the first query while nothing else is to do, a few thousand claims at a time.
function foldRows(to) {
  for (let row = folded.rows.length; row < to; row += 1) {
    folded.rows.push(fold(`${contentOf(row)}\n${sourceWords(row)}\n${cueWords(row)}`));
  }
}

function foldAll() {
  foldRows(total);
  if (folded.speakers.length === 0) {
    folded.speakers = speakers.name.map((_, speaker) => fold(speakerName(speaker)));
    folded.articles = articles.id.map((_, article) => fold(title(article)));
  }
}

function foldInIdleTime() {
  if (folded.rows.length >= total) return foldAll();
  foldRows(Math.min(total, folded.rows.length + 2000));
  setTimeout(foldInIdleTime);
  return undefined;
}

const terms = (query) => [...fold(query).matchAll(/"([^"]+)"|([^\s"]+)/g)].map((found) => found[1] ?? found[2]);

// Whether a term stands in one of some texts, each of which is looked at once.
function lookUp(words, term) {
  const [NO, YES] = [1, 2];
  const known = new Uint8Array(words.length);
  return (at) => (known[at] ||= words[at].includes(term) ? YES : NO) === YES;
}

let last = { query: "", found: null };

// For every claim whether the query finds it; null where there is no query. A query that goes on from the last one finds a part of what that found.
function find(query) {
  const wanted = terms(query);
  if (wanted.length === 0) return null;
  if (query === last.query) return last.found;
  foldAll();
  const found = last.found && query.startsWith(last.query) ? Uint8Array.from(last.found) : new Uint8Array(total).fill(1);
  last = { query, found };
  for (const term of wanted) {
    const [inName, inTitle] = [lookUp(folded.speakers, term), lookUp(folded.articles, term)];
    for (let row = 0; row < total; row += 1) {
      if (found[row] && !(folded.rows[row].includes(term) || inName(speakerOf[row]) || inTitle(articleOf[row]))) found[row] = 0;
    }
  }
  return found;
}

// Words with those of the query marked.
function marked(words, query) {
  const wanted = terms(query);
  if (wanted.length === 0) return [words];
  const pattern = new RegExp(`(${wanted.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "giu");
  return words.split(pattern).map((piece, at) => (at % 2 === 0 ? piece : element("mark", {}, piece)));
}

