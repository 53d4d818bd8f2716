// Who is reading: another name, or leaving.

import { Refusal, send } from "./server.js";

const dialog = document.querySelector("#reader");
const said = dialog.querySelector("[role=alert]");
const tell = (text) => {
  said.textContent = text;
};

document.querySelector("#who").addEventListener("click", () => {
  tell("");
  dialog.showModal();
});

dialog.addEventListener("submit", async (event) => {
  if (event.submitter?.value === "close") return;
  event.preventDefault();
  const name = dialog.querySelector("input")?.value;
  try {
    await send(name === undefined ? "/logout" : "/name", { name }, tell);
    location.reload();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tell(error.message);
  }
});
