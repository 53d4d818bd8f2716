// A page to read on: lines under their pictures, words to go to, lines to type anew.

// Lines come in parts, which the browser leaves out of its layout while they are far away; their pictures too
// are asked for part by part: thousands of lines that are watched one by one make every frame slow.
function watch(root) {
  const observer = new IntersectionObserver((entries) => {
    for (const { target } of entries.filter(({ isIntersecting }) => isIntersecting)) {
      observer.unobserve(target);
      showPictures(target);
    }
  }, { root, rootMargin: "100%" });
  return observer;
}

function showPictures(within) {
  for (const picture of within.querySelectorAll("img[data-src]")) {
    picture.src = picture.dataset.src;
    delete picture.dataset.src;
  }
}

export class Page {
  constructor(list, choose) {
    this.list = list;
    this.choose = choose;
    this.document = list.dataset.document;
    this.source = list.dataset.source ? JSON.parse(list.dataset.source) : null;
    this.seen = Number(list.dataset.seen);
    this.word = null;
    this.watch = watch(list);
    for (const part of list.children) this.watch.observe(part);
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
    for (let from = this.rows().length; from < count;) {
      const more = document.createElement("template");
      more.innerHTML = await get(`/page/${encodeURIComponent(this.document)}/lines/${from}`);
      dress(more.content);
      const parts = [...more.content.children];
      if (!parts.length) break;
      from += more.content.querySelectorAll(".row").length;
      this.list.append(...parts);
      for (const part of parts) this.watch.observe(part);
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
    if (this.row && this.row !== row) this.row.classList.remove("here");
    this.row = row;
    row.classList.add("here");
    const arrived = this.choose(JSON.parse(word.dataset.tokens));
    row.scrollIntoView({ block: "center" });
    return arrived && arrived.then(() => row.scrollIntoView({ block: "center" })); // the card may have grown
  }

  rows() {
    return [...this.list.querySelectorAll(".row")];
  }

  // The nearest word of that kind, forwards or backwards.
  seek(kind, by) {
    const [rows, side] = [this.rows(), by < 0 ? -1 : 0];
    const here = this.word.closest(".row");
    const own = [...here.querySelectorAll(".w")].filter((word) => word === this.word || word.matches(kind));
    const near = own[own.indexOf(this.word) + by];
    if (near) return near;
    for (let at = rows.indexOf(here) + by; rows[at]; at += by) {
      const word = [...rows[at].querySelectorAll(kind)].at(side);
      if (word) return word;
    }
    return null;
  }

  step(by) {
    return this.select(this.seek(".w", by) ?? this.word);
  }

  line(by) {
    const rows = this.rows();
    const at = rows.indexOf(this.word.closest(".row"));
    const row = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    const position = [...this.word.parentElement.children].indexOf(this.word);
    const words = row.querySelectorAll(".w");
    return words.length ? this.select(words[Math.min(position, words.length - 1)]) : null;
  }

  next(by = 1) {
    const doubted = this.seek(".w.doubted", by);
    return doubted ? this.select(doubted) : this.step(by);
  }

  // The word that the reader will be at after an action, for its card to come with the answer.
  then(stays) {
    const word = stays ? this.word : this.seek(".w.doubted", 1) ?? this.seek(".w", 1) ?? this.word;
    return JSON.parse(word.dataset.tokens);
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
      on: this.document, then: JSON.parse((this.below(row).querySelector(".w") ?? this.word).dataset.tokens),
    };
  }

  below(row) {
    const rows = this.rows();
    return rows[rows.indexOf(row) + 1] ?? row;
  }

  replace(content, dress) {
    const here = this.word ? this.word.id : "";
    for (const fresh of content.querySelectorAll(".changed > .row")) {
      const old = this.list.querySelector(`.row[data-line="${CSS.escape(fresh.dataset.line)}"]`);
      if (!old) continue;
      dress(fresh);
      showPictures(fresh);
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
      this.goOn = null;
      if (row) this.word = this.below(row).querySelector(".w") || this.word;
    }
  }
}
