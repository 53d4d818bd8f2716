// What the layout editor says of its state.

const ARROWS = { "": "it", es: "its right and lower edge", wn: "its left and upper edge" };

export function tellState(told, dirty) {
  if (dirty) return "Changed, not saved yet: s saves.";
  if (told.problem) return `${told.problem} These are the regions that were found.`;
  if (!told.drawn) return "As redpencil found them.";
  return `Drawn by hand; the page ${told.read ? "was read by them." : "has not been read by them yet: R."}`;
}

export function tellTool(tool, region, marked, sides) {
  if (tool?.name === "draw") return "Draw a region with the mouse, or press Enter for one in the middle of the view.";
  if (tool?.name === "cut") return "The arrows move the cut, c turns it, Enter cuts, Esc leaves it.";
  if (tool?.name === "order") return `Number ${tool.taken.length + 1}: click the region, or n and Enter. o ends.`;
  if (!region) return "No regions. d draws one.";
  return `The arrows move ${ARROWS[sides]}, with Shift a lot.${marked ? ` ${marked} marked.` : ""}`;
}
