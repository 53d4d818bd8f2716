// Regions as they are listed and as they are drawn over the scan.

import { make } from "./editor.js";
import { rectangle, shape } from "./overlay.js";
import { middle, reads } from "./regions.js";

const HANDLES = ["nw", "n", "ne", "e", "se", "s", "sw", "w"];
const [WIDE, TALL] = [110, 30]; // pixels of the screen that a label with the kind takes

export function listRegion(region, at, lines, { here, marked }) {
  const item = make("li");
  const button = make("button", `region${marked ? " marked" : ""}`);
  const { text, count } = reads(region.box, lines);
  button.append(make("span", `number k-${region.kind}`, String(at + 1)), make("span", "kind", region.kind),
    make("span", "said", text), make("span", "count", count ? `${count} ${count > 1 ? "lines" : "line"}` : ""));
  button.dataset.at = at;
  if (here) button.setAttribute("aria-current", "true");
  item.append(button);
  return item;
}

// Shapes for the overlay. `draft` is a box on its way, of the region at `at` or of a new one.
export function drawRegions({ regions, at, marked, draft, tool }, scale) {
  const shapes = [];
  const fresh = tool?.name === "draw";
  regions.forEach((region, number) => {
    const box = number === at && draft && !fresh ? draft : region.box;
    const state = `${number === at ? " here" : ""}${marked.has(region) ? " marked" : ""}`;
    const label = shape("text", { x: box[0], y: box[1] }, `label k-${region.kind}`);
    const roomy = (box[2] - box[0]) * scale > WIDE && (box[3] - box[1]) * scale > TALL;
    label.textContent = roomy ? `${number + 1} ${region.kind}` : number + 1;
    shapes.push(rectangle(box, `region k-${region.kind}${state}`), label);
  });
  const path = regions.map((region) => middle(region.box).join(","));
  shapes.push(shape("polyline", { points: path.join(" ") }, "order"));
  if (fresh && draft) shapes.push(rectangle(draft, "region here k-text"));
  if (regions[at] && !fresh) shapes.push(...handles(draft ?? regions[at].box));
  if (tool?.name === "cut") shapes.push(cutLine(regions[at].box, tool));
  return shapes;
}

function handles(box) {
  const [left, top, right, bottom] = box;
  const [x, y] = middle(box);
  return HANDLES.map((sides) => {
    const cx = sides.includes("w") ? left : sides.includes("e") ? right : x;
    const cy = sides.includes("n") ? top : sides.includes("s") ? bottom : y;
    const handle = shape("circle", { cx, cy }, `handle ${sides}`);
    handle.dataset.sides = sides;
    return handle;
  });
}

function cutLine([left, top, right, bottom], { upright, at }) {
  const ends = upright ? { x1: at, x2: at, y1: top, y2: bottom } : { x1: left, x2: right, y1: at, y2: at };
  return shape("line", ends, "cut");
}
