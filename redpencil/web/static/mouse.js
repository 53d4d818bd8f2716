// The mouse in the layout: regions drawn, moved by their insides, stretched by their handles, cut, and picked.

import { shift, size, span, stretch } from "./regions.js";

const LEAST = 400; // square pixels of the scan, below which a drawing was a slip of the hand

export function listenToMouse(overlay, layout) {
  const { svg } = overlay;

  function follow(event, move, end) {
    overlay.drag(event, (to) => layout.draft(move(to)), (to) => {
      layout.draft(null);
      end(move(to), to);
    });
  }

  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const from = overlay.at(event);
    const name = layout.tool()?.name;
    if (name === "draw") {
      const take = (box) => (size(box) > LEAST ? layout.add(box) : null);
      follow(event, (to) => span(from, to, layout.source), take);
    } else if (name === "cut") {
      event.stopPropagation();
      layout.cutAt(from);
      layout.finishCut();
    } else {
      const box = layout.box();
      const sides = event.target.dataset.sides ?? "";
      const moved = ([x, y]) => (sides
        ? stretch(box, sides, x - from[0], y - from[1], layout.source)
        : shift(box, x - from[0], y - from[1], layout.source));
      follow(event, moved, (fresh, to) => {
        String(fresh) === String(box) ? layout.pick(to, event.shiftKey) : layout.put(fresh);
      });
    }
  });

  svg.addEventListener("pointermove", (event) => {
    if (layout.tool()?.name === "cut") layout.cutAt(overlay.at(event));
  });

  overlay.scan.whenOpen((viewer) => viewer.addHandler("canvas-click", (event) => {
    if (event.quick) layout.pick(overlay.at(event.originalEvent), event.shift);
  }));
}
