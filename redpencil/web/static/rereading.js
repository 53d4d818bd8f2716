// A page read again by the engine, while its reader waits.

import { get, send } from "./server.js";
import { say } from "./toast.js";

const GLANCE = 500;

// Gives what the server said last: {state: "done" | "failed", problem}.
export async function readAgain(address, bar, tell) {
  let news = await (await send(`${address}/reading`, {}, say)).json();
  bar.hidden = false;
  while (news.state === "reading") {
    const { seconds, usual } = news;
    if (usual) bar.value = Math.min(seconds / usual, 0.97);
    tell(`Reading the page again … ${Math.round(seconds)} s${usual ? ` of about ${Math.round(usual)}` : ""}`);
    await new Promise((done) => setTimeout(done, GLANCE));
    news = JSON.parse(await get(`${address}/reading`));
  }
  bar.hidden = true;
  return news;
}
