// Search over the whole edition: MiniSearch fed from script files, since pages from file:// may not fetch.
"use strict";

const STEP = 20;
const AROUND = 90;
const main = document.querySelector("main");
const query = document.getElementById("query"), similar = document.getElementById("similar");
const count = document.getElementById("count"), results = document.getElementById("results");
const more = document.getElementById("more");
const files = Number(main.dataset.files);
const documents = [];
let loaded = 0, failed = 0, found = [], timer = 0;

/** The text without case and accents, of the same length. */
const fold = (text) => text.replace(/[^\x00-\x7f]/g, (c) => c.normalize("NFD")[0]).toLowerCase();

const index = new MiniSearch({ fields: ["title", "text"], processTerm: (term) => fold(term) || null });

/** Called by each file of articles: [name, title, reference, text]. */
function receive(articles) {
  const first = documents.length;
  documents.push(...articles);
  index.addAll(articles.map(([, title, , text], n) => ({ id: first + n, title, text })));
}
window.receive = receive;

function load(number) {
  if (number >= files) { return; }
  const script = document.createElement("script");
  const next = () => { search(); setTimeout(load, 0, number + 1); };
  script.src = `search/${number}.js`;
  script.onload = () => { loaded += 1; next(); };
  script.onerror = () => { failed += 1; next(); };
  document.head.append(script);
}

/** The folded phrases that stand in quotation marks. */
const phrases = (text) => Array.from(text.matchAll(/["“”„]([^"“”„]+)["“”„]/g), (match) => fold(match[1]).trim());

function search() {
  const text = query.value.trim(), wanted = phrases(text);
  const settings = {
    combineWith: "AND",
    boost: { title: 3 },
    prefix: (term, at, terms) => similar.checked || (at === terms.length - 1 && !wanted.length),
    fuzzy: (term) => (similar.checked && term.length > 3 ? 0.25 : false),
  };
  found = text ? index.search(text, settings) : [];
  if (wanted.length) {
    found = found.filter(({ id }) => {
      const whole = fold(`${documents[id][1]} ${documents[id][3]}`);
      return wanted.every((phrase) => whole.includes(phrase));
    });
  }
  results.replaceChildren();
  show();
  tell(text);
}

function tell(text) {
  const reading = loaded + failed < files ? ` · reading the articles, ${Math.round(100 * loaded / files)} %` : "";
  const missing = failed ? ` · ${failed} of ${files} files could not be read; export the edition again` : "";
  const plural = (number) => `${number} article${number === 1 ? "" : "s"}`;
  const what = text ? `${plural(found.length)} found` : `${plural(documents.length)} to search`;
  count.textContent = what + reading + missing;
}

function show() {
  const shown = results.children.length;
  results.append(...found.slice(shown, shown + STEP).map(entry));
  more.hidden = results.children.length >= found.length;
}

function make(tag, content, settings = {}) {
  const node = Object.assign(document.createElement(tag), settings);
  node.append(...[content].flat());
  return node;
}

function entry({ id, terms }) {
  const [name, title, reference, text] = documents[id];
  const words = new RegExp(`(?<![\\p{L}\\p{N}])(?:${terms.map(escape).join("|")})(?![\\p{L}\\p{N}])`, "gu");
  const link = make("a", mark(title, words), { href: `articles/${name}.html#find=${encodeURIComponent(terms.join(" "))}` });
  return make("li", [make("h2", link), make("p", excerpt(text, words)), make("p", reference, { className: "note" })]);
}

const escape = (term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The text with the words in <mark>. */
function mark(text, words) {
  const plain = fold(text), parts = [];
  let end = 0;
  for (const match of plain.matchAll(words)) {
    parts.push(text.slice(end, match.index), make("mark", text.slice(match.index, match.index + match[0].length)));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}

/** What stands around the first of the words. */
function excerpt(text, words) {
  const at = Math.max(0, fold(text).search(words));
  const from = at > AROUND ? text.indexOf(" ", at - AROUND) + 1 : 0;
  const to = at + 2 * AROUND < text.length ? text.lastIndexOf(" ", at + 2 * AROUND) : text.length;
  return [from ? "… " : "", ...mark(text.slice(from, Math.max(to, at)), words), to < text.length ? " …" : ""];
}

function ask() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    history.replaceState(null, "", `#${encodeURIComponent(query.value)}`);
    search();
  }, 120);
}

query.addEventListener("input", ask);
similar.addEventListener("change", ask);
more.addEventListener("click", () => {
  const next = results.children.length;
  show();
  results.children[next].querySelector("a").focus();
});
document.getElementById("form").addEventListener("submit", (event) => { event.preventDefault(); ask(); });
const asked = location.hash.slice(1);
query.value = asked ? decodeURIComponent(asked) : new URLSearchParams(location.search).get("q") || "";
tell(query.value);
window.addEventListener("load", () => load(0));
