// The lines of a page as the article editor lists them and as it lights them on the scan.

import { make } from "./editor.js";
import { rectangle } from "./overlay.js";

const HUES = 6;
const WORDS = Object.fromEntries(
  [...document.querySelectorAll("#kinds [data-kind]")].map(({ dataset }) => [dataset.kind, dataset.words]));

// `owners` has for each line the name of its article ("" for none) and what it is.
export function listLines(page, owners, articles, pages) {
  const items = [];
  let current = null;
  page.lines.forEach((line, at) => {
    const [name, kind] = owners[at];
    if (name && name !== current) {
      current = name;
      items.push(heading(name, articles[name], pages, page));
    }
    const row = make("li", `line is-${kind}${name ? "" : " out"}`);
    row.dataset.at = at;
    row.append(make("span", "what", kind === "paragraph" ? "" : WORDS[kind] ?? kind), make("span", "text", line.text));
    items.push(row);
  });
  return items;
}

function heading(name, article, pages, page) {
  const item = make("li", "article");
  item.append(make("b", `name hue-${hue(name)}`, name), make("span", "title", article.title));
  const notes = [article.genre === "article" ? "" : article.genre, article.set ? "set by hand" : ""];
  item.append(make("span", "notes", notes.filter(Boolean).join(" · ")));
  pages.forEach(({ id, number }, at) => {
    if (id === page.id || !article.pages.includes(number)) return;
    const button = make("button", "link", `also page ${number}`);
    button.dataset.page = at;
    item.append(button);
  });
  return item;
}

export function tellArticle(name, articles, kind, marked) {
  const what = marked ? `${marked} lines marked: k or a number says what they are` : `this line: ${WORDS[kind] ?? "nothing"}`;
  return name ? `${name} “${articles[name].title}”; ${what}` : `In no article; ${what}`;
}

// All lines in the colour of their article, those of `name` stronger.
export function drawArticles(lines, owners, name) {
  return lines.flatMap(({ box }, number) => {
    const [own] = owners[number];
    return own ? [rectangle(box, `article hue-${hue(own)}${own === name ? " same" : ""}`)] : [];
  });
}

export function drawLine(line) {
  return line ? [rectangle(line.box, "line-here")] : [];
}

function hue(name) {
  const number = Number(name.replace(/\D/g, ""));
  return Number.isFinite(number) ? number % HUES : 0;
}
