// A page to read on: lines under their pictures, words to go to, lines to type anew.

export class Page {
  constructor(list, choose) {
    this.list = list;
    this.choose = choose;
    this.document = list.dataset.document;
    this.source = list.dataset.source ? JSON.parse(list.dataset.source) : null;
    this.seen = Number(list.dataset.seen);
    this.word = null;
    list.addEventListener("click", (event) => {
      const word = event.target.closest(".w");
      if (word) this.select(word);
    });
    list.addEventListener("dblclick", (event) => {
      const row = event.target.closest(".row");
      if (row) this.edit(row);
    });
  }

  // A long page comes in parts, so that the first lines are there at once.
  async fill(get, dress) {
    const count = Number(this.list.dataset.count);
    while (this.list.children.length < count) {
      const from = this.list.children.length;
      const part = document.createElement("template");
      part.innerHTML = await get(`/page/${encodeURIComponent(this.document)}/lines/${from}`);
      dress(part.content);
      this.list.append(...part.content.querySelectorAll(".row"));
      if (this.list.children.length === from) break;
    }
  }

  begin() {
    const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const first = named || this.list.querySelector(".w.doubted") || this.list.querySelector(".w");
    return first ? this.select(first) : null;
  }

  select(word) {
    if (this.word) this.word.classList.remove("here");
    this.word = word;
    word.classList.add("here");
    const row = word.closest(".row");
    for (const other of this.list.querySelectorAll(".row.here")) other.classList.remove("here");
    row.classList.add("here");
    const arrived = this.choose(JSON.parse(word.dataset.tokens));
    row.scrollIntoView({ block: "center" });
    return arrived.then(() => row.scrollIntoView({ block: "center" })); // the card may have grown
  }

  words() {
    return [...this.list.querySelectorAll(".w")];
  }

  step(by) {
    const words = this.words();
    const word = words[Math.max(0, Math.min(words.length - 1, words.indexOf(this.word) + by))];
    return word ? this.select(word) : null;
  }

  line(by) {
    const rows = [...this.list.querySelectorAll(".row")];
    const at = rows.indexOf(this.word.closest(".row"));
    const row = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    const position = [...this.word.parentElement.children].indexOf(this.word);
    const words = row.querySelectorAll(".w");
    return words.length ? this.select(words[Math.min(position, words.length - 1)]) : null;
  }

  next(by = 1) {
    const words = [...this.list.querySelectorAll(".w.doubted, .w.here")];
    const doubted = words[words.indexOf(this.word) + by];
    return doubted ? this.select(doubted) : this.step(by);
  }

  stay() {
    return this.word ? this.select(this.word) : null;
  }

  key(event) {
    const moves = {
      ArrowRight: () => this.step(1), ArrowLeft: () => this.step(-1),
      ArrowDown: () => this.line(1), ArrowUp: () => this.line(-1),
      n: () => this.next(1), N: () => this.next(-1),
      l: () => this.edit(this.word.closest(".row")), Enter: () => this.edit(this.word.closest(".row")),
    };
    if (event.key === "Enter" && event.target.matches("button, a, summary")) return false;
    if (!moves[event.key] || !this.word) return false;
    moves[event.key]();
    return true;
  }

  edit(row) {
    if (row.querySelector(".edit")) return;
    const text = row.querySelector(".text");
    const form = document.createElement("form");
    form.className = "edit";
    const field = document.createElement("input");
    field.name = "text";
    field.value = [...text.querySelectorAll(".w")].map((word) => word.textContent).join(" ").replace(/∅ ?/g, "");
    field.setAttribute("aria-label", "This line");
    field.autocomplete = "off";
    field.spellcheck = false;
    form.append(field);
    text.hidden = true;
    text.after(form);
    field.focus();
    const at = this.word && row.contains(this.word) ? this.offset(text) : 0;
    field.setSelectionRange(at, at);
    field.addEventListener("blur", () => setTimeout(() => this.leave(row), 150));
  }

  offset(text) {
    let offset = 0;
    for (const word of text.querySelectorAll(".w")) {
      if (word === this.word) return offset;
      offset += word.textContent.length + 1;
    }
    return 0;
  }

  leave(row) {
    const form = row.querySelector(".edit");
    if (!form || form.dataset.sent) return;
    form.remove();
    row.querySelector(".text").hidden = false;
  }

  typed(form) {
    form.dataset.sent = "yes";
    const row = form.closest(".row");
    this.goOn = row.dataset.line;
    return {
      document: this.document, line: row.dataset.line, text: form.elements.text.value, seen: this.seen, mode: "page",
      on: this.document,
    };
  }

  replace(content, dress) {
    const here = this.word ? this.word.id : "";
    for (const fresh of content.querySelectorAll(".changed > .row")) {
      const old = this.list.querySelector(`.row[data-line="${CSS.escape(fresh.dataset.line)}"]`);
      if (!old) continue;
      dress(fresh);
      old.replaceWith(fresh);
    }
    for (const form of this.list.querySelectorAll(".edit")) {
      form.closest(".row").querySelector(".text").hidden = false;
      form.remove();
    }
    const seen = content.querySelector("[data-now-seen]");
    if (seen) this.seen = Number(seen.dataset.nowSeen);
    this.word = document.getElementById(here) || this.list.querySelector(".w");
    if (this.goOn) {
      const row = this.list.querySelector(`.row[data-line="${CSS.escape(this.goOn)}"]`);
      const after = row && (row.nextElementSibling || row);
      this.goOn = null;
      if (after) this.word = after.querySelector(".w") || this.word;
    }
  }
}
