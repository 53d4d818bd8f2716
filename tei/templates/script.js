(function () {
  "use strict";
  var zones = new Map();
  document.querySelectorAll("[data-zone]").forEach(function (node) {
    var name = node.dataset.zone;
    if (!zones.has(name)) { zones.set(name, []); }
    zones.get(name).push(node);
  });
  var lit = "";
  function light(name) {
    if (name === lit) { return; }
    (zones.get(lit) || []).forEach(function (node) { node.classList.remove("lit"); });
    (zones.get(name) || []).forEach(function (node) { node.classList.add("lit"); });
    lit = name;
  }
  function zoneOf(event) {
    var node = event.target.closest("[data-zone]");
    return node ? node.dataset.zone : "";
  }
  function show(holder, node) {
    if (!holder || !node) { return; }
    var box = node.getBoundingClientRect(), frame = holder.getBoundingClientRect();
    if (box.top < frame.top + 60 || box.bottom > frame.bottom - 40) {
      holder.scrollTop += box.top - frame.top - frame.height / 2;
    }
  }
  var scan = document.querySelector(".scan"), text = document.querySelector("main");
  document.addEventListener("mouseover", function (event) {
    var name = zoneOf(event);
    light(name);
    if (name && text.contains(event.target)) {
      show(scan, (zones.get(name) || []).find(function (node) { return scan && scan.contains(node); }));
    }
  });
  document.addEventListener("click", function (event) {
    var name = zoneOf(event);
    light(name);
    if (name && scan && scan.contains(event.target)) {
      var target = (zones.get(name) || []).find(function (node) { return text.contains(node); });
      if (target) { target.scrollIntoView({ block: "center", behavior: "smooth" }); }
    } else if (name) {
      show(scan, (zones.get(name) || []).find(function (node) { return scan && scan.contains(node); }));
    }
  });
}());
