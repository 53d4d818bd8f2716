// The articles of an issue: boundaries, kinds of lines, and where an article goes on. The server works out
// what becomes of each change; nothing is kept before it is saved.

import { History, ask, explain, listen, make, save } from "./editor.js";
import { viewKeys } from "./keys.js";
import { drawArticles, drawLine, listLines, tellArticle } from "./lines.js";
import { Overlay } from "./overlay.js";
import { Scan } from "./scan.js";
import { get, send } from "./server.js";
import { say } from "./toast.js";

const $ = (selector) => document.querySelector(selector);
const list = $("#articles");
const addressOf = (id) => `/page/${encodeURIComponent(id)}`;
const address = addressOf(list.dataset.document);
const KINDS = Object.fromEntries(
  [...document.querySelectorAll("#kinds [data-kind]")].map((button) => [button.dataset.dialogKey, button.dataset.kind]));

const scan = new Scan($("#scan"), false);
const overlay = new Overlay(scan);
const views = viewKeys(scan);
let pages = [];
let problem = "";
let revision = "";
let history = null;
let mark = null; // the line from which on lines are marked
let drawn = {}; // what the colours on the scan were made of
let busy = Promise.resolve();

const now = () => history?.now;
const page = () => pages[now().page];
const lines = () => now().told.lines[page().id];
const owner = (at = now().at) => lines()[at]?.[0] ?? "";
const place = (at = now().at) => [page().id, page().lines[at].id];

// One thing after the other, so that keys typed ahead meet what comes of the one before.
function queue(work) {
  busy = busy.then(work).catch(explain);
  return busy;
}

async function act(action, form) {
  const body = { draft: now().told.draft, action, ...form };
  const told = await (await send(`${address}/arrangement`, body, say)).json();
  history.do({ ...now(), told });
  mark = null;
  show();
}

function select(at) {
  history.now = { ...now(), at: Math.max(0, Math.min(at, page().lines.length - 1)) };
  showHere();
}

function turn(to) {
  history.now = { ...now(), page: to, at: 0 };
  mark = null;
  show();
}

function begins(at) {
  const name = owner(at);
  const before = lines().slice(0, at).reverse().find(([other]) => other);
  return Boolean(name) && before?.[0] !== name;
}

function step(by) {
  for (let at = now().at + by; page().lines[at]; at += by) {
    if (begins(at)) return select(at);
  }
  return null;
}

// Where each article's first line is in the whole issue.
function firsts() {
  const found = new Map();
  pages.forEach(({ id }, number) => now().told.lines[id].forEach(([name], at) => {
    if (name && !found.has(name)) found.set(name, [number, at]);
  }));
  return found;
}

function begin() {
  const first = firsts().get(owner());
  const isFirst = first && first[0] === now().page && first[1] === now().at;
  return act(isFirst ? "join" : "begin", { places: [place()] });
}

async function unite() {
  const name = owner();
  if (!name) return say("This line is in no article.");
  const places = firsts();
  const [here] = places.get(name);
  const others = [...places].filter(([other]) => other !== name);
  const away = ([, [number]]) => (number === here ? 1 : 0);
  others.sort((one, other) => away(one) - away(other) || one[1][0] - other[1][0] || one[1][1] - other[1][1]);
  const dialog = $("#elsewhere");
  $("#elsewhere .word").textContent = now().told.articles[name].title;
  $("#elsewhere .places").replaceChildren(...others.map(([other, [number]], rank) => {
    const button = make("button", "place");
    button.dataset.article = other;
    if (rank < 9) {
      button.dataset.dialogKey = String(rank + 1);
      button.append(make("kbd", "", String(rank + 1)));
    }
    const title = `page ${pages[number].number || pages[number].id}: ${now().told.articles[other].title}`;
    button.append(make("span", "text", title));
    const item = make("li");
    item.append(button);
    return item;
  }));
  const button = await ask(dialog, "article");
  if (!button) return null;
  const other = button.dataset.article;
  const known = [...places.keys()]; // in the order in which they begin
  const [first, second] = known.indexOf(name) < known.indexOf(other) ? [name, other] : [other, name];
  return act("unite", { first, second });
}

function setKind(kind) {
  const [from, to] = span();
  const places = page().lines.slice(from, to + 1).map((line) => [page().id, line.id]);
  return act("kind", { places, kind });
}

function span() {
  const { at } = now();
  return mark === null ? [at, at] : [Math.min(mark, at), Math.max(mark, at)];
}

const actions = {
  next: () => step(1),
  begin,
  continue: unite,
  kind: async () => {
    const button = await ask($("#kinds"), "kind");
    return button && setKind(button.dataset.kind);
  },
  mark: () => {
    mark = mark === null ? now().at : null;
    showHere();
  },
  genre: () => {
    const article = owner();
    if (!article) return say("This line is in no article.");
    const genre = now().told.articles[article].genre === "article" ? "advertisement" : "article";
    return act("genre", { article, genre });
  },
  undo: () => (history.undo() ? show() : say("Nothing to undo.")),
  redo: () => (history.redo() ? show() : say("Nothing to redo.")),
  save: keep,
  help: () => $("#help").showModal(),
};

async function keep() {
  const { draft } = now().told;
  const theirs = (told) => {
    revision = told.revision;
    history.saved = told.draft;
    history.do({ ...now(), told });
    show();
  };
  const news = await save(`${address}/articles`, (seen) => ({ draft, revision: seen }), revision, theirs);
  if (!news) return;
  [revision, problem] = [news.revision, ""];
  history.saved = draft;
  show();
  say("Saved to articles.toml.");
}

function show() {
  const { told } = now();
  scan.show(JSON.parse(page().source), null);
  document.querySelector(".heading h1").textContent = page().id;
  for (const link of document.querySelectorAll(".modes a")) {
    link.href = addressOf(page().id) + { T: "", L: "/layout", A: "/articles" }[link.dataset.pageKey];
  }
  list.replaceChildren(...listLines(page(), lines(), told.articles, pages));
  $("#told").textContent = history.dirty
    ? "Changed, not saved yet: s saves."
    : problem || "As saved; what nobody has set is found by redpencil.";
  showHere();
  document.body.dataset.shown = String(performance.now());
}

function showHere() {
  const [from, to] = span();
  const { at } = now();
  for (const row of list.querySelectorAll(".here, .marked")) row.classList.remove("here", "marked");
  for (let line = from; mark !== null && line <= to; line++) rowOf(line).classList.add("marked");
  rowOf(at)?.classList.add("here");
  rowOf(at)?.scrollIntoView({ block: "nearest" });
  $("#mode").textContent = tellArticle(owner(), now().told.articles, lines()[at]?.[1], mark === null ? 0 : to - from + 1);
  const name = owner();
  if (drawn.name !== name || drawn.lines !== lines()) {
    drawn = { name, lines: lines() };
    overlay.draw(drawArticles(page().lines, lines(), name));
  }
  overlay.mark(drawLine(page().lines[at]));
  scan.bring(page().lines[at]?.box);
}

function rowOf(at) {
  return list.querySelector(`[data-at="${at}"]`);
}

const isOurs = (key) => /^(Arrow(Up|Down)|[[\]N1-9]|Escape)$/.test(key);

function others({ key }) {
  if (!now() || !(isOurs(key) || views[key])) return false;
  if ((key === "[" || key === "]") && !pages[now().page + (key === "[" ? -1 : 1)]) return false;
  queue(() => take(key));
  return true;
}

function take(key) {
  const by = { "[": -1, "]": 1 }[key];
  if (key === "ArrowDown") select(now().at + 1);
  else if (key === "ArrowUp") select(now().at - 1);
  else if (key === "N") step(-1);
  else if (by) turn(now().page + by);
  else if (views[key]) views[key]();
  else if (key === "Escape") {
    mark = null;
    say("");
    showHere();
  } else return setKind(KINDS[key]);
  return null;
}

list.addEventListener("click", (event) => {
  const row = event.target.closest("[data-at]");
  const there = event.target.closest("[data-page]");
  if (there) turn(Number(there.dataset.page));
  else if (row) {
    if (event.shiftKey) mark ??= now().at;
    select(Number(row.dataset.at));
  }
});

async function load() {
  const told = JSON.parse(await get(`${address}/articles.json`));
  ({ pages, problem, revision } = told);
  const { draft, articles, lines: owners } = told;
  const state = { told: { draft, articles, lines: owners }, page: 0, at: 0 };
  state.page = Math.max(0, pages.findIndex(({ id }) => id === list.dataset.document));
  history = new History(state, ({ told: { draft: work } }) => work);
  show();
}

const queued = Object.fromEntries(Object.entries(actions).map(([name, work]) => [name, () => queue(work)]));
listen(queued, others, () => Boolean(history?.dirty));
scan.whenOpen((viewer) => viewer.addHandler("canvas-click", (event) => {
  if (!event.quick) return;
  const [x, y] = overlay.at(event.originalEvent);
  const at = page().lines.findIndex(({ box: [l, t, r, b] }) => l <= x && x < r && t <= y && y < b);
  if (at >= 0) select(at);
}));
load().catch(explain);
