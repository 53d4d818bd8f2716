// Keys press the buttons that carry them; an open dialog hears them first, and a field keeps them to itself.

function isTyping(target) {
  return target.matches("input:not([type=checkbox]), textarea, [contenteditable]");
}

function press(name, event, within = document) {
  const button = within.querySelector(`[data-${name}="${CSS.escape(event.key)}"]`);
  if (!button) return false;
  event.preventDefault();
  button.click();
  return true;
}

// `holder` has the buttons of the moment; `others` takes any other key and says whether it did;
// `leave` is called where Escape is pressed in a field.
export function listenToKeys(holder, others, leave) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const dialog = document.querySelector("dialog[open]");
    if (dialog) {
      press("dialog-key", event, dialog);
    } else if (isTyping(event.target)) {
      if (event.key === "Escape") leave(event.target);
    } else if (press("key", event, holder)) {
      return;
    } else if (event.key === "?") {
      document.querySelector("#help").showModal();
    } else if (others(event)) {
      event.preventDefault();
    } else {
      press("page-key", event);
    }
  });
}

export function viewKeys(scan) {
  return {
    "+": () => scan.zoom(1.5), "=": () => scan.zoom(1.5), "-": () => scan.zoom(1 / 1.5),
    "0": () => scan.focus(), z: () => scan.toggle(),
  };
}
