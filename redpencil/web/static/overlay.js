// Shapes over the scan, in pixels of the scan, that stay where they are when it is moved and zoomed.

const SVG = "http://www.w3.org/2000/svg";

export function shape(tag, attributes, className = "") {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (className) element.setAttribute("class", className);
  return element;
}

export function rectangle([left, top, right, bottom], className) {
  return shape("rect", { x: left, y: top, width: right - left, height: bottom - top }, className);
}

export class Overlay {
  constructor(scan) {
    this.scan = scan;
    this.svg = shape("svg", { "aria-hidden": "true" }, "overlay");
    this.group = shape("g", {});
    this.back = shape("g", {});
    this.front = shape("g", {});
    this.group.append(this.back, this.front);
    this.svg.append(this.group);
    scan.whenOpen((viewer) => {
      viewer.canvas.append(this.svg);
      viewer.addHandler("update-viewport", () => this.place());
      viewer.addHandler("resize", () => this.place());
      this.place();
    });
  }

  get item() {
    return this.scan.viewer?.world.getItemAt(0);
  }

  place() {
    if (!this.item) return;
    const origin = this.item.imageToViewerElementCoordinates(new OpenSeadragon.Point(0, 0));
    const far = this.item.imageToViewerElementCoordinates(new OpenSeadragon.Point(1000, 0));
    this.scale = (far.x - origin.x) / 1000;
    this.group.setAttribute("transform", `translate(${origin.x} ${origin.y}) scale(${this.scale})`);
    this.svg.style.setProperty("--unit", String(1 / this.scale)); // a pixel of the screen
  }

  // Where on the scan an event of the mouse is.
  at(event) {
    const frame = this.scan.viewer.element.getBoundingClientRect();
    const place = new OpenSeadragon.Point(event.clientX - frame.left, event.clientY - frame.top);
    const { x, y } = this.item.viewerElementToImageCoordinates(place);
    return [Math.round(x), Math.round(y)];
  }

  draw(shapes) {
    this.back.replaceChildren(...shapes);
  }

  // Shapes before the others, which change more often.
  mark(shapes) {
    this.front.replaceChildren(...shapes);
  }

  // Follow the mouse from a press on: `move` and `end` are called with places on the scan.
  drag(event, move, end) {
    event.preventDefault();
    event.stopPropagation(); // the scan stays where it is
    const { svg } = this;
    svg.setPointerCapture(event.pointerId);
    const moved = (e) => {
      e.stopPropagation();
      move(this.at(e));
    };
    const ended = (e) => {
      e.stopPropagation();
      svg.removeEventListener("pointermove", moved);
      svg.removeEventListener("pointerup", ended);
      svg.removeEventListener("pointercancel", ended);
      end(this.at(e));
    };
    svg.addEventListener("pointermove", moved);
    svg.addEventListener("pointerup", ended);
    svg.addEventListener("pointercancel", ended);
  }
}
