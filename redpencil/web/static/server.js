// Requests to the server. What was said is sent again until the server has it: it records nothing twice.

const PATIENCE = [300, 700, 1500, 3000, 5000];

export class Refusal extends Error {}

export async function get(address) {
  const response = await fetch(address, { headers: { Accept: "text/html" } });
  if (!response.ok) throw new Refusal(await response.text());
  return response.text();
}

export async function send(address, form, say) {
  const body = JSON.stringify(form);
  const token = document.querySelector("meta[name=form-token]").content;
  for (let attempt = 0; ; attempt++) {
    let response;
    try {
      response = await fetch(address, {
        method: "POST", body, headers: { "Content-Type": "application/json", "X-Form-Token": token },
      });
    } catch {
      say("The server does not answer. What you said is kept and sent again …", true);
      await new Promise((done) => setTimeout(done, PATIENCE[Math.min(attempt, PATIENCE.length - 1)]));
      continue;
    }
    if (attempt) say("The server is back; what you said has arrived.");
    if (!response.ok && response.status !== 409) throw new Refusal(await response.text());
    return response;
  }
}
