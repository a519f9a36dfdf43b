// Sends what is done in the room without leaving the page: the answer is the page as it stands now, and its parts are brought
// into line. While the server cannot be reached the act waits and is sent again; every form of the room may be sent twice and
// does its act once. What is typed is kept for this tab until an act with it has gone through, so that neither a reload nor a
// restart of anything loses it. Without script the forms are plain ones.
//
//   <room-acts data-waits="Not sent yet…"><p role="status" hidden></p></room-acts>
class RoomActs extends HTMLElement {
  #room;
  #line = Promise.resolve();

  // Lifecycle

  connectedCallback() {
    this.#room = this.closest("main");
    this.#room.addEventListener("submit", this.#submitted);
    this.#room.addEventListener("input", this.#typed);
    this.#room.addEventListener("change", this.#typed);
    for (const form of this.#room.querySelectorAll("form[method=post]")) this.#restore(form);
  }

  disconnectedCallback() {
    this.#room.removeEventListener("submit", this.#submitted);
    this.#room.removeEventListener("input", this.#typed);
    this.#room.removeEventListener("change", this.#typed);
  }

  // Actions

  #typed = ({ target }) => {
    const form = target.form;
    if (form?.method === "post" && !form.closest("send-idea")) this.#keep(form);
  };

  // One after the other, each with what it said when it was pressed.
  #submitted = (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || form.method !== "post") return;
    event.preventDefault();
    const act = { form, address: form.getAttribute("action"), kept: name(form), body: new URLSearchParams(new FormData(form, submitter)) };
    this.#line = this.#line.then(() => this.#send(act)).catch(console.error);
  };

  // Forms that came with an answer may be ones in which something was typed before.
  #renewed = () => this.#room.querySelectorAll("form[method=post]").forEach((form) => this.#restore(form));

  // Private

  async #send(act) {
    let answer;
    while (!(answer = await reached(act))) {
      this.#say(this.dataset.waits);
      await back();
    }
    this.#say("");
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const there = fresh.querySelector("main")?.classList[0];
    // Somewhere else: another page tells what was refused, or the room has become its minutes.
    if (there !== this.#room.classList[0]) {
      if (answer.ok) return this.#leave(act, answer);
      return again(act).submit();
    }
    if (answer.ok) this.#done(act);
    const before = place(document);
    document.dispatchEvent(new CustomEvent("cahier:fresh", { detail: { page: fresh, own: act.form.closest("[data-live]") } }));
    this.#renewed();
    const said = document.getElementById("room-said");
    said.replaceChildren(...document.importNode(fresh.getElementById("room-said"), true).childNodes);
    if (said.childElementCount) this.#show();
    if (!answer.ok) document.getElementById("errors")?.focus();
    else if (place(document) !== before) scrollTo({ top: 0 });
    if (document.activeElement === document.body) this.#room.focus({ preventScroll: true });
  }

  // Whoever is signed out comes back to what they typed; what was sent from a room that is over was not refused.
  #leave(act, answer) {
    if (new URL(answer.url).pathname !== location.pathname) return location.assign(answer.url);
    this.#done(act);
    location.reload();
  }

  // What was typed on since it was sent stays.
  #done({ form, body, kept }) {
    if (fields(form).some((field) => body.has(field.name) && field.value !== body.get(field.name))) return;
    form.reset();
    sessionStorage.removeItem(kept);
  }

  // With the version that was read: who typed before somebody else changed the same is told so, also after a reload.
  #keep(form) {
    const texts = fields(form).filter((field) => field.value !== field.defaultValue).map((field) => [field.name, field.value]);
    const version = form.querySelector("[name=version]");
    if (texts.length && version) texts.push(["version", version.value]);
    if (texts.length) sessionStorage.setItem(name(form), JSON.stringify(texts));
    else sessionStorage.removeItem(name(form));
  }

  #restore(form) {
    const kept = sessionStorage.getItem(name(form));
    if (!kept || form.closest("send-idea")) return;
    for (const [key, value] of JSON.parse(kept)) {
      const field = key === "version" ? form.querySelector("[name=version]") : fields(form).find((field) => field.name === key);
      if (!field || field.value !== field.defaultValue) continue;
      field.value = value;
      const folded = field.closest("details");
      if (folded) folded.open = true;
    }
  }

  #say(text) {
    const sign = this.querySelector("[role=status]");
    sign.textContent = text;
    sign.hidden = !text;
    if (text) this.#show();
  }

  // On a phone the agenda may be in front of it.
  #show() {
    if (location.hash === "#room-aside") location.replace("#main");
  }
}

// An answer of the server itself, not of what stands in front of it while it is away.
async function reached({ address, body }) {
  const act = { method: "POST", body, headers: { Accept: "text/html" }, signal: AbortSignal.timeout(10_000) };
  const answer = await fetch(address, act).catch(() => undefined);
  return answer && ![502, 503, 504].includes(answer.status) ? answer : undefined;
}

// In two seconds, or as soon as there is a network again.
function back() {
  return new Promise((done) => {
    const waits = setTimeout(done, 2_000);
    addEventListener("online", () => { clearTimeout(waits); done(); }, { once: true });
  });
}

// The same act as a form of its own, to be sent as if there were no script: another page answers it.
function again({ address, body }) {
  const form = document.createElement("form");
  form.setAttribute("method", "post");
  form.setAttribute("action", address);
  for (const [name, value] of body) {
    const said = document.createElement("input");
    Object.assign(said, { type: "hidden", name, value });
    form.append(said);
  }
  document.body.append(form);
  return { submit: () => HTMLFormElement.prototype.submit.call(form) };
}

function fields(form) {
  return [...form.elements].filter((field) => field.matches("textarea, input:not([type=hidden], [type=checkbox], [type=radio])"));
}

function name(form) {
  const about = form.querySelector("[name=problem][type=hidden]")?.value ?? "";
  const what = fields(form).map((field) => field.name).join(" ");
  return ["typed", form.getAttribute("action"), about, what].join(" ");
}

function place(page) {
  return page.querySelector("room-clock")?.dataset.at;
}

customElements.define("room-acts", RoomActs);
