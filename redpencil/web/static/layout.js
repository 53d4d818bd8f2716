// The layout of a page: regions drawn over its scan, by keys or with the mouse.

import { drawRegions, listRegion } from "./drawing.js";
import { History, ask, explain, listen, save } from "./editor.js";
import { viewKeys } from "./keys.js";
import { listenToMouse } from "./mouse.js";
import { Overlay } from "./overlay.js";
import * as geometry from "./regions.js";
import { readAgain } from "./rereading.js";
import { Scan } from "./scan.js";
import { get } from "./server.js";
import { tellState, tellTool } from "./telling.js";
import { say } from "./toast.js";

const $ = (selector) => document.querySelector(selector);
const list = $("#regions");
const source = JSON.parse(list.dataset.source);
const address = `/page/${encodeURIComponent(list.dataset.document)}`;
const KINDS = [...document.querySelectorAll("#kinds [data-kind]")].map((button) => button.dataset.kind);
const ARROWS = ["", "es", "wn"]; // the sides that the arrows move; none: all of it
const STEP = Math.max(1, Math.round(source.width / 800));

const scan = new Scan($("#scan"), false);
const overlay = new Overlay(scan);
const views = viewKeys(scan);
let told = null; // what the server said last
let history = null;
let marked = new Set();
let arrows = 0;
let tool = null; // {name: "draw" | "cut" | "order", …}
let draft = null; // a region while the mouse moves it

const now = () => history?.now;
const here = () => now().regions[now().at];

function change(regions, at = now().at, name = "") {
  history.do({ regions, at: Math.max(0, Math.min(at, regions.length - 1)) }, name);
  marked = new Set([...marked].filter((region) => regions.includes(region)));
  show();
}

function put(region, name) {
  if (marked.delete(here())) marked.add(region);
  change(geometry.replace(now().regions, now().at, region), now().at, name);
}

function select(at, approach = true) {
  if (at < 0 || at >= now().regions.length) return;
  history.now = { ...now(), at };
  show();
  if (approach) scan.bring(here().box);
}

function step(by) {
  const count = now().regions.length;
  if (count) select((now().at + by + count) % count);
}

function chosen() {
  return marked.size ? now().regions.filter((region) => marked.has(region)) : [here()].filter(Boolean);
}

function setKind(kind) {
  const those = new Set(chosen());
  const fresh = new Map([...those].map((region) => [region, { ...region, kind }]));
  marked = new Set([...marked].map((region) => fresh.get(region) ?? region));
  change(now().regions.map((region) => fresh.get(region) ?? region));
}

function join() {
  const { regions, at } = now();
  const those = marked.size > 1 ? chosen() : [regions[at], regions[at + 1]].filter(Boolean);
  if (those.length < 2) return say("There is no other region to join it with.");
  const box = geometry.union(those.map((region) => region.box));
  const rest = regions.filter((region) => !those.includes(region) || region === those[0]);
  const first = rest.indexOf(those[0]);
  return change(geometry.replace(rest, first, { kind: those[0].kind, box }), first);
}

function remove() {
  const those = new Set(chosen());
  change(now().regions.filter((region) => !those.has(region)));
}

function carry(by) {
  const { regions, at } = now();
  const to = at + by;
  if (to >= 0 && to < regions.length) change(geometry.carry(regions, at, to), to, "carry");
}

function add(box) {
  const { regions, at } = now();
  tool = null;
  change([...regions.slice(0, at + 1), { kind: "text", box }, ...regions.slice(at + 1)], regions.length ? at + 1 : 0);
}

function beginCut(upright) {
  if (!here()) return;
  const [x, y] = geometry.middle(here().box);
  tool = { name: "cut", upright, at: Math.round(upright ? x : y) };
  show();
}

function finishCut() {
  const halves = geometry.cut(here(), tool.upright, tool.at);
  tool = null;
  change(geometry.replace(now().regions, now().at, ...halves));
}

// Numbering anew: those that were taken come first, in that order, the others follow as they were.
function take(region) {
  if (tool.taken.includes(region)) return;
  tool.taken.push(region);
  const rest = now().regions.filter((other) => !tool.taken.includes(other));
  change([...tool.taken, ...rest], tool.taken.length < now().regions.length ? tool.taken.length : 0, "order");
}

function turn(name, begin) {
  tool = tool?.name === name ? null : begin;
  show();
}

const actions = {
  next: () => step(1),
  draw: () => turn("draw", { name: "draw" }),
  arrows: () => {
    arrows = (arrows + 1) % ARROWS.length;
    show();
  },
  remove,
  mark: () => {
    if (here() && !marked.delete(here())) marked.add(here());
    show();
  },
  join,
  cut: () => beginCut(tool?.name === "cut" ? !tool.upright : false),
  kind: async () => {
    const button = await ask($("#kinds"), "kind");
    if (button) setKind(button.dataset.kind);
  },
  earlier: () => carry(-1),
  later: () => carry(1),
  order: () => turn("order", { name: "order", taken: [] }),
  undo: () => (history.undo() ? show() : say("Nothing to undo.")),
  redo: () => (history.redo() ? show() : say("Nothing to redo.")),
  save: keep,
  reread: async () => {
    if (!(history.dirty || told.problem) || (await keep())) await reread();
  },
  forget: async () => {
    if (await store(null)) await reread();
  },
  help: () => $("#help").showModal(),
};

async function keep() {
  const ok = await store(now().regions);
  if (ok) say(`Saved: ${now().regions.length} regions. R reads the page by them.`);
  return ok;
}

async function store(regions) {
  const theirs = (news) => {
    told = news;
    history.saved = news.regions;
    history.do({ regions: news.regions, at: 0 });
    show();
  };
  const news = await save(`${address}/layout`, (revision) => ({ regions, revision }), told.revision, theirs);
  if (!news) return false;
  told = news;
  if (regions) history.saved = regions;
  show();
  return true;
}

async function reread() {
  const news = await readAgain(address, $("#progress"), tell);
  show();
  if (news.state === "failed") return say(news.problem, true);
  await load();
  return say(`Read again: ${told.lines.length} lines in ${told.regions.length} regions.`);
}

async function load() {
  told = JSON.parse(await get(`${address}/layout.json`));
  const at = history ? Math.max(0, Math.min(now().at, told.regions.length - 1)) : 0;
  history = new History({ regions: told.regions, at }, (state) => state.regions);
  marked = new Set();
  tool = null;
  show();
}

function tell(text) {
  $("#told").textContent = text;
}

function show() {
  tell(tellState(told, history.dirty));
  $("#mode").textContent = tellTool(tool, here(), marked.size, ARROWS[arrows]);
  for (const name of ["draw", "cut", "order"]) {
    $(`[data-action=${name}]`).setAttribute("aria-pressed", String(tool?.name === name));
  }
  scan.box = here()?.box;
  list.replaceChildren(...now().regions.map((region, at) =>
    listRegion(region, at, told.lines, { here: at === now().at, marked: marked.has(region) })));
  list.children[now().at]?.scrollIntoView({ block: "nearest" });
  overlay.svg.classList.toggle("drawing", ["draw", "cut"].includes(tool?.name));
  draw();
  document.body.dataset.shown = String(performance.now());
}

function draw() {
  overlay.draw(drawRegions({ ...now(), marked, draft, tool }, overlay.scale ?? 1));
}

// The smallest region at a place; a region inside another can be reached so.
function pick(place, marking) {
  const found = now().regions.filter((region) => geometry.holds(region.box, place));
  if (!found.length) return;
  const region = found.reduce((one, other) => (geometry.size(other.box) < geometry.size(one.box) ? other : one));
  if (tool?.name === "order") {
    take(region);
    return;
  }
  if (marking && !marked.delete(region)) marked.add(region);
  select(now().regions.indexOf(region), false);
}

function arrow(dx, dy, far) {
  if (!here()) return;
  const by = far ? STEP * 12 : STEP;
  if (tool?.name === "cut") {
    tool.at = geometry.cuttable(here().box, tool.upright, tool.at + by * (tool.upright ? dx : dy));
    draw();
    return;
  }
  const sides = ARROWS[arrows];
  const { box } = here();
  const fresh = sides
    ? geometry.stretch(box, sides, dx * by, dy * by, source)
    : geometry.shift(box, dx * by, dy * by, source);
  put({ ...here(), box: fresh }, `arrow ${arrows}`);
}

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function others(event) {
  const { key } = event;
  if (!now()) return false;
  if (MOVES[key]) arrow(...MOVES[key], event.shiftKey);
  else if (KINDS[Number(key) - 1]) setKind(KINDS[Number(key) - 1]);
  else if (key === "N") step(-1);
  else if (key === "Delete") remove();
  else if (views[key]) views[key]();
  else if (key === "Enter" && tool?.name === "draw") add(scan.middleBox());
  else if (key === "Enter" && tool?.name === "cut") finishCut();
  else if (key === "Enter" && tool?.name === "order") take(here());
  else if (key === "Escape") {
    [tool, marked] = [null, new Set()];
    say("");
    show();
  } else return false;
  return true;
}

list.addEventListener("click", (event) => {
  const button = event.target.closest("[data-at]");
  if (!button) return;
  if (tool?.name === "order") take(now().regions[Number(button.dataset.at)]);
  else select(Number(button.dataset.at));
});

listenToMouse(overlay, {
  box: () => here()?.box,
  source,
  tool: () => tool,
  draft: (box) => {
    draft = box;
    draw();
  },
  add,
  put: (box) => put({ ...here(), box }),
  pick,
  cutAt: (place) => {
    tool.at = geometry.cuttable(here().box, tool.upright, place[tool.upright ? 0 : 1]);
    draw();
  },
  finishCut,
});
listen(actions, others, () => Boolean(history?.dirty));
scan.show(source, null);
load().catch(explain);
