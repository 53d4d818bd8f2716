// Regions of a page: boxes [left, top, right, bottom] in pixels of the scan, in reading order. Nothing is changed in place.

const LEAST = 8;

export function union(boxes) {
  const sides = [0, 1, 2, 3].map((side) => boxes.map((box) => box[side]));
  return [Math.min(...sides[0]), Math.min(...sides[1]), Math.max(...sides[2]), Math.max(...sides[3])];
}

export function holds([left, top, right, bottom], [x, y]) {
  return left <= x && x < right && top <= y && y < bottom;
}

export function size([left, top, right, bottom]) {
  return (right - left) * (bottom - top);
}

export function middle([left, top, right, bottom]) {
  return [(left + right) / 2, (top + bottom) / 2];
}

// A box from two corners, on the page, and with an inside.
export function span([x0, y0], [x1, y1], { width, height }) {
  const between = (value, most) => Math.max(0, Math.min(most, Math.round(value)));
  const [left, right] = [between(Math.min(x0, x1), width - LEAST), between(Math.max(x0, x1), width)];
  const [top, bottom] = [between(Math.min(y0, y1), height - LEAST), between(Math.max(y0, y1), height)];
  return [left, top, Math.max(right, left + LEAST), Math.max(bottom, top + LEAST)];
}

export function shift([left, top, right, bottom], dx, dy, { width, height }) {
  const x = Math.max(-left, Math.min(width - right, dx));
  const y = Math.max(-top, Math.min(height - bottom, dy));
  return [left + x, top + y, right + x, bottom + y];
}

// The box with the sides moved that `sides` names: letters of n, e, s, w.
export function stretch(box, sides, dx, dy, source) {
  let [left, top, right, bottom] = box;
  if (sides.includes("w")) left = Math.min(left + dx, right - LEAST);
  if (sides.includes("e")) right = Math.max(right + dx, left + LEAST);
  if (sides.includes("n")) top = Math.min(top + dy, bottom - LEAST);
  if (sides.includes("s")) bottom = Math.max(bottom + dy, top + LEAST);
  return span([left, top], [right, bottom], source);
}

export function cut({ kind, box }, upright, at) {
  const [left, top, right, bottom] = box;
  const boxes = upright
    ? [[left, top, at, bottom], [at, top, right, bottom]]
    : [[left, top, right, at], [left, at, right, bottom]];
  return boxes.map((half) => ({ kind, box: half }));
}

// Where a box may be cut: not so near to its edge that a part of it would be no region.
export function cuttable([left, top, right, bottom], upright, at) {
  const [least, most] = upright ? [left, right] : [top, bottom];
  return Math.max(least + LEAST, Math.min(most - LEAST, Math.round(at)));
}

export function replace(regions, at, ...others) {
  return [...regions.slice(0, at), ...others, ...regions.slice(at + 1)];
}

export function carry(regions, from, to) {
  const rest = replace(regions, from);
  return [...rest.slice(0, to), regions[from], ...rest.slice(to)];
}

// What the lines of print inside a box begin with, and how many there are.
export function reads(box, lines) {
  const inside = lines.filter((line) => holds(box, middle(line.box)));
  return { text: inside.map((line) => line.text).join(" ").slice(0, 80), count: inside.length };
}
