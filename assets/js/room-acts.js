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
    const body = new URLSearchParams(new FormData(form, submitter));
    this.#line = this.#line.then(() => this.#send(form, submitter, body)).catch(console.error);
  };

  // Private

  async #send(form, submitter, body) {
    const act = { method: "POST", body, headers: { Accept: "text/html" } };
    let answer;
    while (!(answer = await reached(form.getAttribute("action"), act))) {
      this.#say(this.dataset.waits);
      await back();
    }
    this.#say("");
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const there = fresh.querySelector("main")?.classList[0];
    // Somewhere else: another page tells what was refused, or the room has become its minutes.
    if (there !== this.#room.classList[0]) {
      if (answer.ok) return this.#leave(form, answer);
      return HTMLFormElement.prototype.submit.call(withButton(form, submitter));
    }
    if (answer.ok) this.#done(form);
    const before = place(document);
    document.dispatchEvent(new CustomEvent("cahier:fresh", { detail: { page: fresh, own: form.closest("[data-live]") } }));
    if (!answer.ok) document.getElementById("errors")?.focus();
    else if (place(document) !== before) scrollTo({ top: 0 });
    if (document.activeElement === document.body) this.#room.focus({ preventScroll: true });
  }

  // Whoever is signed out comes back to what they typed; what was sent from a room that is over was not refused.
  #leave(form, answer) {
    if (new URL(answer.url).pathname !== location.pathname) return location.assign(answer.url);
    this.#done(form);
    location.reload();
  }

  #done(form) {
    form.reset();
    sessionStorage.removeItem(name(form));
  }

  #keep(form) {
    const texts = fields(form).filter((field) => field.value !== field.defaultValue).map((field) => [field.name, field.value]);
    if (texts.length) sessionStorage.setItem(name(form), JSON.stringify(texts));
    else sessionStorage.removeItem(name(form));
  }

  #restore(form) {
    const kept = sessionStorage.getItem(name(form));
    if (!kept || form.closest("send-idea")) return;
    for (const [key, value] of JSON.parse(kept)) {
      const field = fields(form).find((field) => field.name === key);
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
  }
}

// An answer of the server itself, not of what stands in front of it while it is away.
async function reached(address, act) {
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

// What the button says is sent along, as if it had been pressed without script.
function withButton(form, submitter) {
  if (!submitter?.name) return form;
  const said = document.createElement("input");
  Object.assign(said, { type: "hidden", name: submitter.name, value: submitter.value });
  form.append(said);
  return form;
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
