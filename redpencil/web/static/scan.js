// The scan: tiles on demand, the words in question lit.

export class Scan {
  // `lights`: whether the box in question is framed and seen from near, as words are.
  constructor(element, lights = true) {
    this.element = element;
    this.lights = lights;
    this.callers = [];
    this.viewer = null;
    this.source = null;
    this.box = null;
    this.whole = false;
  }

  show(source, box) {
    if (!source) {
      this.clear();
      return;
    }
    this.box = box;
    if (this.source && this.source.id === source.id) {
      this.light();
      return;
    }
    this.source = source;
    this.open();
  }

  // Nothing of the page before stays beside a text that has no scan.
  clear() {
    this.viewer?.destroy();
    this.viewer = this.source = null;
    this.element.innerHTML = '<p class="empty">No scan for this text.</p>';
  }

  open() {
    const { id, width, height, tile, top, lowest } = this.source;
    const tiles = {
      width, height, tileSize: tile, tileOverlap: 0, minLevel: lowest, maxLevel: top,
      getTileUrl: (level, x, y) => `/tiles/${encodeURIComponent(id)}/${level}/${x}_${y}.jpg`,
    };
    if (this.viewer) {
      this.viewer.open(tiles);
      return;
    }
    this.element.replaceChildren();
    this.viewer = OpenSeadragon({
      element: this.element, tileSources: tiles, drawer: "canvas", showNavigationControl: false,
      animationTime: 0.3, springStiffness: 9, minZoomImageRatio: 0.8, maxZoomPixelRatio: 3,
      visibilityRatio: 0.3, imageLoaderLimit: 6, immediateRender: true, preserveImageSizeOnResize: true,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    });
    this.viewer.innerTracker.keyHandler = null; // the keys are the review's
    this.viewer.innerTracker.keyDownHandler = null;
    this.viewer.addHandler("open", () => {
      this.lights ? this.light(true) : this.viewer.viewport.goHome(true);
      for (const call of this.callers.splice(0)) call(this.viewer);
    });
  }

  // Calls back with the viewer as soon as there is one with a scan in it.
  whenOpen(call) {
    this.viewer?.world.getItemAt(0) ? call(this.viewer) : this.callers.push(call);
  }

  light(immediately = false) {
    const item = this.viewer && this.viewer.world.getItemAt(0);
    if (!item) return;
    this.viewer.clearOverlays();
    if (this.whole || !this.box) this.viewer.viewport.goHome(immediately);
    else if (this.lights) this.approach(item, immediately);
    else this.viewer.viewport.fitBounds(this.rectangle(item, 0.15), immediately);
    if (this.box && this.lights) this.frame(item);
  }

  frame(item) {
    const [left, top, right, bottom] = this.box;
    const margin = (bottom - top) * 0.15;
    const mark = document.createElement("div");
    mark.className = "lit";
    const place = item.imageToViewportRectangle(
      left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin);
    this.viewer.addOverlay({ element: mark, location: place });
  }

  rectangle(item, margin) {
    const [left, top, right, bottom] = this.box;
    const [dx, dy] = [(right - left) * margin, (bottom - top) * margin];
    return item.imageToViewportRectangle(left - dx, top - dy, right - left + 2 * dx, bottom - top + 2 * dy);
  }

  // Bring a box into view, from as near or far as it is seen now if it fits.
  bring(box) {
    this.box = box;
    const item = box && this.viewer && this.viewer.world.getItemAt(0);
    if (!item || this.whole) return;
    const [place, view] = [this.rectangle(item, 0), this.viewer.viewport.getBounds()];
    if (place.width > view.width || place.height > view.height) return this.light();
    const reach = (least, size, from, room) => Math.min(least - from, 0) || Math.max(least + size - from - room, 0);
    const by = new OpenSeadragon.Point(
      reach(place.x, place.width, view.x, view.width), reach(place.y, place.height, view.y, view.height));
    return by.x || by.y ? this.viewer.viewport.panBy(by) : null;
  }

  // A box of the scan in the middle of what is seen of it.
  middleBox() {
    const { x, y, width, height } = this.viewer.world.getItemAt(0)
      .viewportToImageRectangle(this.viewer.viewport.getBounds());
    const most = [this.source.width, this.source.height];
    const sides = [x + width / 3, y + height / 3, x + (2 * width) / 3, y + (2 * height) / 3];
    return sides.map((side, number) => Math.round(Math.max(0, Math.min(side, most[number % 2]))));
  }

  approach(item, immediately) {
    const [left, top, right, bottom] = this.box;
    const size = this.viewer.viewport.getContainerSize();
    const shape = size.x / size.y;
    const usual = Math.min(this.source.line * 28, this.source.width / 2.5); // as near for every word of the page
    const width = Math.max(usual, (right - left) * 1.6, (bottom - top) * 2 * shape);
    const height = width / shape;
    const x = (left + right) / 2 - width / 2;
    const y = (top + bottom) / 2 - height / 2;
    this.fit(item.imageToViewportRectangle(x, y, width, height), immediately);
  }

  // Far away it jumps: flying there would draw, and ask for, everything between.
  fit(place, immediately) {
    const { viewport } = this.viewer;
    const near = place.intersection(viewport.getBounds(true));
    viewport.fitBounds(place, immediately || !near);
  }

  zoom(factor) {
    if (!this.viewer) return;
    this.viewer.viewport.zoomBy(factor);
    this.viewer.viewport.applyConstraints();
  }

  focus() {
    this.whole = false;
    this.light();
  }

  toggle() {
    this.whole = !this.whole;
    this.light();
  }
}
