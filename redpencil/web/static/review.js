// Review by keyboard and by mouse: the doubts one by one, or a page to read on.

import { listenToKeys, viewKeys } from "./keys.js";
import { Page } from "./page.js";
import { Scan } from "./scan.js";
import { Refusal, get, send } from "./server.js";
import { say } from "./toast.js";

const STAYING = ["undo", "redo", "line"]; // on a page, the reader stays at the word
const $ = (selector, within = document) => within.querySelector(selector);
const scan = new Scan($("#scan"));
const holder = $("#card");
const page = $("#lines") ? new Page($("#lines"), choose) : null;
let busy = Promise.resolve();
let likes = null;
let merged = null;
let ahead = null; // on a page, the card of the words that the reader comes to next

function card() {
  return $(".card", holder);
}

function explain(error) {
  if (!(error instanceof Refusal)) throw error;
  say(error.message, true);
}

// One thing after the other, so that keys typed ahead meet the doubt they are meant for.
function queue(work) {
  busy = busy.then(work).catch(explain);
  return busy;
}

function dress(root) {
  for (const figure of root.querySelectorAll(".strip")) {
    const [wide, high] = figure.dataset.ratio.split("/"); // its room is kept, or the page moves as pictures come
    figure.style.aspectRatio = `${wide} / ${high}`;
    figure.style.setProperty("--wide", `min(${wide}px, ${(4.5 * wide) / high}rem)`);
    for (const mark of figure.querySelectorAll(".lit")) {
      const { left, top, width, height } = mark.dataset;
      Object.assign(mark.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
    }
  }
}

// What a screen reader says of a card: all of it would be its fourteen buttons, too, word after word.
function speak(here) {
  const texts = (selector) => [...here.querySelectorAll(selector)].map((node) => node.textContent);
  const choices = texts(".candidates kbd, .candidates .text, .candidates .none");
  const said = [...texts("h2"), ...texts(".note, .context .current, .hint"), ...choices, ...texts(".progress")];
  $("#spoken").textContent = said.map((text) => text.replace(/\s+/g, " ").trim()).join(", ");
}

function arrive() {
  likes = null;
  merged = null;
  dress(holder);
  const here = card();
  if (!here) return;
  speak(here);
  press("misprint", Boolean(here.dataset.misprint));
  if (here.dataset.document) {
    const [source, box] = [here.dataset.source, here.dataset.box].map((told) => (told ? JSON.parse(told) : null));
    scan.show(source, box);
  }
  document.body.dataset.arrived = String(performance.now());
}

function base() {
  const { document: name, tokens, seen } = card().dataset;
  const form = { document: name, tokens: merged ? merged.tokens : JSON.parse(tokens), seen: Number(seen) };
  if (isPressed("misprint")) form.misprint = true;
  if (likes && likes.length) form.likes = likes;
  if (page) Object.assign(form, { mode: "page", on: page.document });
  return form;
}

async function answer(extra) {
  const form = { ...base(), ...extra };
  if (page) form.then = page.then(STAYING.includes(extra.action));
  await receive(await send("/answer", form, say), extra.action, form.then);
}

async function receive(response, action, then) {
  const reply = document.createElement("template");
  reply.innerHTML = await response.text();
  const said = $(".say", reply.content);
  if (said) {
    say(said.textContent);
    said.remove();
  }
  if (!page) {
    holder.replaceChildren(reply.content);
    arrive();
    if (!response.ok) $(".conflict", holder).scrollIntoView({ block: "nearest" });
    return;
  }
  page.replace(reply.content, dress);
  ahead = { tokens: String(then), card: $(".card", reply.content) };
  const conflict = $(".conflict", reply.content);
  if (conflict) say(conflict.textContent.replace(/\s+/g, " "), true);
  const stays = !response.ok || STAYING.includes(action);
  stays ? await page.stay() : await page.next();
}

// The card of these words: the one that came with the answer, or a promise of one that is asked for.
function choose(tokens) {
  const ready = ahead?.tokens === String(tokens) ? ahead.card : null;
  ahead = null;
  if (!ready) return go(page.document, tokens);
  holder.replaceChildren(ready);
  arrive();
  return null;
}

function isPressed(action) {
  return $(`[data-action=${action}]`, holder)?.getAttribute("aria-pressed") === "true";
}

function press(action, pressed) {
  $(`[data-action=${action}]`, holder)?.setAttribute("aria-pressed", String(pressed));
}

function type(text, line = false) {
  const form = $(".typing", holder);
  form.hidden = false;
  form.dataset.line = line ? card().dataset.line : "";
  $("span", form).textContent = `${line ? "The whole line" : "What it should say"}: Enter takes it, Esc does not.`;
  const field = form.elements.text;
  field.value = text;
  field.focus();
  if (!line) field.select();
}

async function showLikes() {
  const dialog = $("#likes");
  dialog.textContent = "Looking where else …";
  dialog.showModal(); // at once: the next key is meant for it
  const response = await send("/likes", base(), say);
  dialog.innerHTML = await response.text();
  if ($("input", dialog)) return $("button[value=take]", dialog).focus();
  dialog.close();
  return say("It is read nowhere else.");
}

function join() {
  const { joined } = card().dataset;
  if (!joined) return say("There is no next word in this paragraph.", true);
  merged = JSON.parse(joined);
  return type(merged.text);
}

const actions = {
  accept: (button) => answer({ action: "accept", after: JSON.parse(button.dataset.after) }),
  keep: () => answer({ action: "keep" }),
  flag: () => answer({ action: "flag" }),
  skip: () => (page ? page.next() : answer({ action: "skip" })),
  back: () => (page ? page.next(-1) : answer({ action: "back" })),
  undo: () => answer({ action: "undo" }),
  redo: () => answer({ action: "redo" }),
  order: () => (page ? page.next() : answer({ action: "order" })),
  type: () => type(card().dataset.now || card().dataset.text),
  line: () => (page ? page.edit(page.word.closest(".row")) : type(card().dataset.lineText, true)),
  merge: join,
  misprint: () => {
    const misprint = !isPressed("misprint");
    press("misprint", misprint);
    say(misprint ? "The next answer: the newspaper misprinted it." : "The next answer: the engine misread it.");
  },
  all: showLikes,
  keep_always: () => {
    const dialog = $("#kinds");
    $(".word", dialog).textContent = card().dataset.text;
    dialog.showModal();
  },
  help: () => $("#help").showModal(),
};

const views = viewKeys(scan);

function others(event) {
  if (event.key === "Escape") say("");
  else if (views[event.key]) views[event.key]();
  else return Boolean(page && page.key(event));
  return true;
}

function leaveField(field) {
  merged = null;
  field.blur();
  const form = field.closest(".typing");
  if (form) form.hidden = true;
}

listenToKeys(holder, others, leaveField);

document.addEventListener("click", (event) => {
  const action = event.target.closest("[data-action]");
  if (action) {
    const name = action.dataset.action;
    const key = action.dataset.key;
    // Typed ahead: by then another doubt may be there, whose button of that key is meant.
    queue(() => {
      const button = action.isConnected ? action : $(`[data-key="${CSS.escape(key)}"]`, holder);
      return button ? actions[name](button) : null;
    });
    return;
  }
  const kind = event.target.closest("[data-kind]");
  if (kind) {
    $("#kinds").close();
    queue(() => answer({ action: "keep_always", kind: kind.dataset.kind }));
    return;
  }
  const there = event.target.closest("[data-goto-document]");
  if (there) queue(() => go(there.dataset.gotoDocument, JSON.parse(there.dataset.gotoTokens)));
});

async function go(name, tokens) {
  const words = tokens.map((token) => `word=${encodeURIComponent(token)}`).join("&");
  holder.innerHTML = await get(`/card?document=${encodeURIComponent(name)}&${words}`);
  arrive();
}

document.addEventListener("submit", (event) => {
  const typing = event.target.closest(".typing");
  if (typing) {
    event.preventDefault();
    const text = typing.elements.text.value;
    typing.elements.text.blur();
    const { line } = typing.dataset;
    queue(async () => {
      if (!line) return answer({ action: "type", text });
      return receive(await send("/line", { ...base(), line, text }, say), "line");
    });
  }
  const chosen = event.target.closest("#likes form");
  if (chosen && event.submitter?.value === "take") {
    likes = [...chosen.querySelectorAll("input:checked")].map((box) => JSON.parse(box.value));
    press("all", likes.length > 0);
    const count = $("[data-action=all] .count", holder);
    if (count) count.textContent = likes.length + 1;
    say(likes.length ? `The next answer is for ${likes.length + 1} places.` : "");
  }
  const line = event.target.closest(".edit");
  if (line) {
    event.preventDefault();
    const form = page.typed(line);
    queue(async () => receive(await send("/line", form, say), "line", form.then));
  }
});

dress(document);
if (page) {
  scan.show(page.source, null);
  const named = decodeURIComponent(location.hash.slice(1));
  if (named && !document.getElementById(named)) {
    queue(() => page.fill(get, dress).then(() => page.begin()));
  } else {
    queue(() => page.begin());
    busy.then(() => page.fill(get, dress)).catch(explain); // the first word is there before the rest is asked for
  }
} else {
  arrive();
  if (!card()?.dataset.document) setInterval(poll, 1500);
}

async function poll() {
  if (card()?.dataset.document || !$("h2", holder)?.textContent.includes("still")) return;
  holder.innerHTML = await get("/card");
  arrive();
}
