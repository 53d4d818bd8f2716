// What the editors of layout and articles share: undoing without limit, buttons, saving, and who was faster.

import { listenToKeys } from "./keys.js";
import { Refusal, send } from "./server.js";
import { say } from "./toast.js";

const BREATH = 800;

export function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

export class History {
  // `work` gives the part of a state that is saved.
  constructor(now, work) {
    this.past = [];
    this.future = [];
    this.now = now;
    this.work = work;
    this.saved = work(now);
  }

  get dirty() {
    return this.work(this.now) !== this.saved;
  }

  // Steps with the same name, one right after the other, are undone together.
  do(next, name = "") {
    const when = performance.now();
    if (!name || name !== this.name || when - this.when > BREATH) this.past.push(this.now);
    this.future = [];
    this.now = next;
    this.name = name;
    this.when = when;
  }

  undo() {
    return this.turn(this.past, this.future);
  }

  redo() {
    return this.turn(this.future, this.past);
  }

  turn(from, to) {
    if (!from.length) return false;
    to.push(this.now);
    this.now = from.pop();
    this.name = "";
    return true;
  }
}

export function explain(error) {
  if (!(error instanceof Refusal)) throw error;
  say(error.message, true);
}

// Buttons by their data-action, keys by their data-key, and a warning before unsaved work is left.
export function listen(actions, others, isDirty) {
  listenToKeys(document.querySelector("#tools"), others, (field) => field.blur());
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action]");
    if (button) Promise.resolve(actions[button.dataset.action](button)).catch(explain);
  });
  addEventListener("beforeunload", (event) => {
    if (isDirty()) event.preventDefault();
  });
}

// Ask by a dialog whose buttons carry data-NAME; gives the one that was pressed, or null.
export function ask(dialog, name) {
  return new Promise((answer) => {
    const choose = (event) => {
      const button = event.target.closest(`[data-${name}]`);
      if (!button) return;
      finish(button);
      dialog.close();
    };
    const finish = (button) => {
      dialog.removeEventListener("click", choose);
      dialog.removeEventListener("close", leave);
      answer(button);
    };
    const leave = () => finish(null);
    dialog.addEventListener("click", choose);
    dialog.addEventListener("close", leave);
    dialog.showModal();
  });
}

// Save a form; where somebody was faster, ask whose it is to be. `form` is called with the revision to replace.
export async function save(address, form, revision, take) {
  const response = await send(address, form(revision), say);
  const told = await response.json();
  if (response.ok) return told;
  const dialog = document.querySelector("#overtaken");
  dialog.querySelector(".said").textContent = told.said;
  const button = await ask(dialog, "choice");
  if (button?.dataset.choice === "mine") return save(address, form, told.revision, take);
  if (button) take(told);
  return null;
}
