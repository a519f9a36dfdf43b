// Sends what is done in the room without leaving the page: the answer is the page as it stands now, and its parts are brought
// into line. While the server cannot be reached the act waits and is sent again; every form of the room may be sent twice and
// does its act once. What is typed is kept for this tab until an act with it has gone through, so that neither a reload nor a
// restart of anything loses it. Whoever goes on with something typed and not sent is led back to it once. Without script the
// forms are plain ones.
//
// A link with `data-fills` fills a field with its `data-text`; without script it leads to the page with it filled.
//
//   <room-acts data-waits="Not sent yet…" data-unsent="Typed and not sent…"><p role="status" hidden></p></room-acts>
class RoomActs extends HTMLElement {
  #room;
  #line = Promise.resolve();
  #left;
  #at;

  // Lifecycle

  connectedCallback() {
    this.#room = this.closest("main");
    this.#room.addEventListener("submit", this.#submitted);
    this.#room.addEventListener("input", this.#typed);
    this.#room.addEventListener("change", this.#typed);
    this.#room.addEventListener("click", this.#fill);
    document.addEventListener("cahier:brought", this.#renewed);
    this.#renewed();
    this.#at = place(document);
  }

  disconnectedCallback() {
    this.#room.removeEventListener("submit", this.#submitted);
    this.#room.removeEventListener("input", this.#typed);
    this.#room.removeEventListener("change", this.#typed);
    this.#room.removeEventListener("click", this.#fill);
    document.removeEventListener("cahier:brought", this.#renewed);
  }

  // What a form is known by: where it leads, what it is about, what it asks.
  static nameOf(form) {
    const about = form.querySelector("[name=problem][type=hidden]")?.value ?? "";
    const what = fields(form).map((field) => field.name).join(" ");
    return ["typed", form.getAttribute("action"), about, what].join(" ");
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
    if (/\/(step|end)$/.test(form.getAttribute("action")) && this.#leaves()) return;
    const act = { form, address: form.getAttribute("action"), kept: RoomActs.nameOf(form), body: new URLSearchParams(new FormData(form, submitter)) };
    this.#line = this.#line.then(() => this.#send(act)).catch(console.error);
  };

  // Forms that came with what changed may be ones in which something was typed before. Another step begins at its top.
  #renewed = () => {
    this.#room.querySelectorAll("form[method=post]").forEach((form) => this.#restore(form));
    const before = this.#at;
    this.#at = place(document);
    if (before !== undefined && before !== this.#at && !isTyping(document.activeElement)) scrollTo({ top: 0 });
  };

  // Something that was said is taken over into a field.
  #fill = (event) => {
    const { fills, text } = event.target.closest("[data-fills]")?.dataset ?? {};
    const field = fills && document.getElementById(fills);
    if (!field) return;
    event.preventDefault();
    const folded = field.closest("details");
    if (folded) folded.open = true;
    // Beside what is being typed there.
    if (!field.value.includes(text)) field.value = [field.value.trim(), text].filter(Boolean).join(" ");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  };

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
    document.dispatchEvent(new CustomEvent("cahier:fresh", { detail: { page: fresh, own: act.form.closest("[data-live]") } }));
    const said = document.getElementById("room-said");
    said.replaceChildren(...document.importNode(fresh.getElementById("room-said"), true).childNodes);
    // It is kept in this tab, and shown by <room-kept>.
    said.querySelector(".room-kept")?.remove();
    if (said.childElementCount) this.#show();
    if (!answer.ok) document.getElementById("errors")?.focus();
    if (document.activeElement === document.body) this.#room.focus({ preventScroll: true });
  }

  // Whoever is signed out comes back to what they typed; what was sent from a room that is over was not refused.
  #leave(act, answer) {
    if (new URL(answer.url).pathname !== location.pathname) return location.assign(answer.url);
    this.#done(act);
    location.reload();
  }

  // Whether going on would leave something that was typed and not sent: said once, and the same again goes on.
  #leaves() {
    const forms = this.#room.querySelectorAll("#room-mine form[method=post], #room-main form[method=post]");
    const unsent = [...forms].flatMap((form) => [...form.elements]).filter((field) => isChanged(field) && !field.closest("[hidden]"));
    const words = JSON.stringify(unsent.map((field) => [field.name, field.value]));
    if (!unsent.length || this.#left === words) {
      this.#left = undefined;
      return false;
    }
    this.#left = words;
    this.#say(this.dataset.unsent);
    const [first] = unsent, folded = first.closest("details");
    if (folded) folded.open = true;
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "center" });
    return true;
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
    if (texts.length) sessionStorage.setItem(RoomActs.nameOf(form), JSON.stringify(texts));
    else sessionStorage.removeItem(RoomActs.nameOf(form));
  }

  #restore(form) {
    const kept = sessionStorage.getItem(RoomActs.nameOf(form));
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

// A field that is hidden meanwhile may still have the focus.
function isTyping(field) {
  return field?.matches("input, textarea, select") && !field.closest("[hidden]");
}

function isChanged(field) {
  if (field.type === "hidden") return false;
  if (field.type === "radio" || field.type === "checkbox") return field.checked && !field.defaultChecked;
  if (field.localName === "select") return field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
  return field.matches("input, textarea") && field.value !== field.defaultValue;
}

function place(page) {
  return page.querySelector("room-clock")?.dataset.at;
}

customElements.define("room-acts", RoomActs);
