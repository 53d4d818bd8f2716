// Text and scan point at each other: what has the same data-zone is lit together.
"use strict";

const sheet = document.getElementById("sheet"), text = document.querySelector("main");
const told = document.getElementById("told");
const zones = new Map();
for (const node of document.querySelectorAll("[data-zone]")) {
  const name = node.dataset.zone;
  zones.set(name, [...(zones.get(name) || []), node]);
}
// The lines of the text that are on the scan, as the text has them.
const order = [...new Set(Array.from(text.querySelectorAll("[data-zone]"), (node) => node.dataset.zone))]
  .filter((name) => zones.get(name).some((node) => sheet?.contains(node)));
let lit = "";

const within = (holder, name) => (zones.get(name) || []).find((node) => holder && holder.contains(node));
const zoneOf = (event) => event.target.closest("[data-zone]")?.dataset.zone || "";

function light(name) {
  if (name === lit) { return; }
  for (const node of zones.get(lit) || []) { node.classList.remove("lit"); }
  for (const node of zones.get(name) || []) { node.classList.add("lit"); }
  lit = name;
}

/** Scroll the scan, and nothing else, to where the zone is. */
function showOnScan(name) {
  const node = within(sheet, name);
  if (!node) { return; }
  const box = node.getBoundingClientRect(), frame = sheet.getBoundingClientRect();
  if (box.top < frame.top + 50 || box.bottom > frame.bottom - 30) {
    sheet.scrollTop += box.top + Math.min(box.height, frame.height / 2) / 2 - frame.top - frame.height / 2;
  }
  if (box.left < frame.left || box.right > frame.right) {
    sheet.scrollLeft += box.left + box.width / 2 - frame.left - frame.width / 2;
  }
}

function showInText(name) {
  within(text, name)?.scrollIntoView({ block: "center" });
}

document.addEventListener("mouseover", (event) => {
  const name = zoneOf(event);
  light(name);
  if (name && text.contains(event.target)) { showOnScan(name); }
});
document.addEventListener("focusin", (event) => {
  const name = zoneOf(event);
  if (!name) { return; }
  light(name);
  if (text.contains(event.target)) { showOnScan(name); }
});
document.addEventListener("click", (event) => {
  const line = event.target.dataset?.line;
  const link = event.target.closest("svg a");
  if (line && link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    location.href = link.href.baseVal.replace(/#.*/, `#${line}`);
    return;
  }
  const name = zoneOf(event);
  light(name);
  if (!name || event.target.closest("a")) { return; }
  if (sheet?.contains(event.target)) { showInText(name); } else { showOnScan(name); }
});

// The scan's size, and walking along its lines by keys.
let size = 1;
function zoom(factor) {
  const box = { x: sheet.scrollLeft / sheet.scrollWidth, y: sheet.scrollTop / sheet.scrollHeight };
  size = factor ? Math.min(6, Math.max(0.5, size * factor)) : 1;
  for (const svg of sheet.querySelectorAll("svg")) { svg.style.width = `${100 * size}%`; }
  sheet.scrollTo(box.x * sheet.scrollWidth, box.y * sheet.scrollHeight);
  if (lit) { showOnScan(lit); }
}
function walk(step) {
  const at = order.indexOf(lit), next = at < 0 ? 0 : Math.min(order.length - 1, Math.max(0, at + step));
  if (!order.length) { return; }
  light(order[next]);
  showOnScan(order[next]);
  showInText(order[next]);
  told.textContent = (zones.get(order[next]) || []).filter((node) => text.contains(node)).map((node) => node.textContent).join("");
}
for (const button of document.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => zoom(Number(button.dataset.zoom)));
}
sheet?.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "+" || event.key === "-") { zoom(event.key === "+" ? 1.25 : 0.8); }
  if (step && document.body.classList.contains("article")) {
    event.preventDefault();
    walk(step);
  }
});

/** As large as a column of the article can be read. */
function fit() {
  const boxes = Array.from(sheet.querySelectorAll("figure:first-of-type rect"), (node) => Number(node.getAttribute("width")));
  const width = Number(sheet.querySelector("image")?.getAttribute("width")), column = Math.max(...boxes);
  if (column > 0 && width > 0) { zoom(Math.min(2.4, Math.max(1, 0.92 * width / column))); }
}

// As printed or corrected: the choice holds for the whole edition.
for (const radio of document.querySelectorAll("input[name=mode]")) {
  radio.addEventListener("change", () => {
    try { localStorage.setItem("redpencil.mode", radio.value); } catch { /* not kept, then */ }
  });
}
try {
  const kept = document.querySelector(`input[name=mode][value="${CSS.escape(localStorage.getItem("redpencil.mode") || "")}"]`);
  if (kept) { kept.checked = true; }
} catch { /* as printed, then */ }

// What the search found: the words are marked, and the first one is shown.
const plain = (word) => Array.from(word, (c) => c.normalize("NFD")[0].toLowerCase()).join("");
function mark(terms) {
  const body = document.querySelector(".text"), places = [];
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  let whole = "";
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(".hy, .fw")) { continue; }
    places.push({ node, start: whole.length });
    whole += node.data;
  }
  const place = (at, end) => {
    const { node, start } = places.findLast((p) => p.start < at || (!end && p.start === at)) || places[0];
    return [node, at - start];
  };
  const ranges = [];
  for (const match of whole.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (!terms.has(plain(match[0]))) { continue; }
    const range = new Range();
    range.setStart(...place(match.index, false));
    range.setEnd(...place(match.index + match[0].length, true));
    ranges.push(range);
  }
  if (ranges.length && CSS.highlights) { CSS.highlights.set("found", new Highlight(...ranges)); }
  const [first] = ranges.map((range) => range.startContainer.parentElement);
  const name = first?.closest("[data-zone]")?.dataset.zone;
  if (name) { arrive(name); }
  first?.scrollIntoView({ block: "center" });
}
function arrive(name) {
  light(name);
  showOnScan(name);
  showInText(name);
}

if (sheet && document.body.classList.contains("article")) {
  fit();
  const first = within(sheet, order[0]);
  if (first) { sheet.scrollTop += first.getBoundingClientRect().top - sheet.getBoundingClientRect().top - 60; }
  showOnScan(order[0]);
}
function obey() {
  const hash = decodeURIComponent(location.hash.slice(1));
  if (hash.startsWith("find=")) { mark(new Set(hash.slice(5).split(" ").filter(Boolean))); }
  else if (zones.has(hash)) { arrive(hash); }
}
obey();
window.addEventListener("hashchange", obey);
