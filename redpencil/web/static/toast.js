// A short message at the foot of the window.

export function say(text, lasting = false) {
  const toast = document.querySelector("#toast");
  toast.textContent = text;
  toast.classList.toggle("shown", Boolean(text));
  clearTimeout(say.timer);
  if (!lasting) say.timer = setTimeout(() => toast.classList.remove("shown"), 3500);
}
