// The scan: tiles on demand, the words in question lit.

export class Scan {
  constructor(element) {
    this.element = element;
    this.viewer = null;
    this.source = null;
    this.box = null;
    this.whole = false;
  }

  show(source, box) {
    if (!source) return;
    this.box = box;
    if (this.source && this.source.id === source.id) {
      this.light();
      return;
    }
    this.source = source;
    this.open();
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
    this.viewer.addHandler("open", () => this.light(true));
  }

  light(immediately = false) {
    const item = this.viewer && this.viewer.world.getItemAt(0);
    if (!item) return;
    this.viewer.clearOverlays();
    if (!this.box) {
      this.viewer.viewport.goHome(immediately);
      return;
    }
    const [left, top, right, bottom] = this.box;
    const margin = (bottom - top) * 0.15;
    const mark = document.createElement("div");
    mark.className = "lit";
    const place = item.imageToViewportRectangle(
      left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin);
    this.viewer.addOverlay({ element: mark, location: place });
    this.whole ? this.viewer.viewport.goHome(immediately) : this.approach(item, immediately);
  }

  approach(item, immediately) {
    const [left, top, right, bottom] = this.box;
    const size = this.viewer.viewport.getContainerSize();
    const tall = Math.max(bottom - top, 12);
    const width = Math.max((right - left) * 1.6, tall * 28);
    const height = (width * size.y) / size.x;
    const x = (left + right) / 2 - width / 2;
    const y = (top + bottom) / 2 - height / 2;
    this.viewer.viewport.fitBounds(item.imageToViewportRectangle(x, y, width, height), immediately);
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
