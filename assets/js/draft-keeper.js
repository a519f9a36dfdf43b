// Keeps what is being written: for this tab at once, so that a reload or a sign-in in between loses nothing, and with
// data-url on the server every few seconds, so that a crash does not either. Warns before it would be left behind.
// Wraps a form: <draft-keeper data-key="S-4 3"><form>…</form></draft-keeper>; a restored text is said in the element's
// own .draft-restored, and how it stands with the server in its .draft-state, if there are such.
const EVERY = 3_000;

class DraftKeeper extends HTMLElement {
  #form;
  #sent = false;
  #timer;
  #sending;
  #next;
  #there;

  // Lifecycle

  connectedCallback() {
    this.#form = this.querySelector("form");
    if (!this.#form) return;
    this.#there = this.#text();
    this.#hold(this.#value("tab"));
    this.#restore();
    this.#form.addEventListener("input", this.#written);
    this.#form.addEventListener("submit", this.#leavingForGood);
    document.addEventListener("visibilitychange", this.#hidden);
    addEventListener("beforeunload", this.#leaving);
    addEventListener("online", this.#again);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    clearTimeout(this.#next);
    document.removeEventListener("visibilitychange", this.#hidden);
    removeEventListener("beforeunload", this.#leaving);
    removeEventListener("online", this.#again);
  }

  // Actions

  #written = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), 400);
    this.#next ??= setTimeout(this.#again, EVERY);
  };

  #again = () => {
    clearTimeout(this.#next);
    this.#next = undefined;
    this.#send();
  };

  // A tab that is put away may be ended without another word: what is newest goes too, beside what is still on its way.
  #hidden = () => {
    if (document.visibilityState === "hidden") this.#send({ beside: true });
  };

  #leavingForGood = () => {
    this.#sent = true;
    this.#sending?.abort();
    if (this.dataset.url) this.#set("turn", this.#turn());
    clearTimeout(this.#next);
    this.#keep();
    sessionStorage.setItem("draft sent", this.#key());
  };

  #leaving = (event) => {
    this.#keep();
    if (!this.#sent && this.#areas().some((area) => area.value !== area.defaultValue)) event.preventDefault();
  };

  // Private

  #keep() {
    const texts = Object.fromEntries(this.#areas().filter((area) => area.value !== area.defaultValue).map((area) => [area.name, area.value]));
    if (Object.keys(texts).length) sessionStorage.setItem(this.#key(), JSON.stringify({ ...texts, " draft": this.#value("draft"), " version": this.#value("draft_version"), " tab": this.#value("tab") }));
    else sessionStorage.removeItem(this.#key());
  }

  #restore() {
    const kept = sessionStorage.getItem(this.#key());
    if (!kept) return;
    const texts = JSON.parse(kept);
    // Whoever asks for another draft gets that one.
    if (new URLSearchParams(location.search).has("draft") && texts[" draft"] !== this.#value("draft")) return;
    let restored = false;
    for (const area of this.#areas()) {
      if (!(area.name in texts) || texts[area.name] === area.value) continue;
      area.value = texts[area.name];
      area.dispatchEvent(new Event("input", { bubbles: true }));
      restored = true;
    }
    if (restored && texts[" draft"]) {
      this.#goOnWith(texts[" draft"], texts[" version"]);
      this.#hold(texts[" tab"]);
    }
    const sign = this.querySelector(".draft-restored");
    if (sign) sign.hidden = !restored;
  }

  // The draft that this tab was writing is not offered beside itself.
  #goOnWith(draft, version) {
    this.#set("draft", draft);
    this.#set("draft_version", version);
    const offer = document.querySelector(`[data-draft="${CSS.escape(draft)}"]`);
    if (!offer) return;
    const list = offer.closest(".drafts");
    offer.remove();
    if (!list.querySelector("[data-draft]")) list.remove();
  }

  // The page that this one was before it was loaded anew is gone, so this one is it; unless the tab was doubled: then each
  // goes on for itself.
  #hold(tab) {
    if (!this.dataset.url || !tab) return;
    navigator.locks?.request(`draft ${tab}`, { ifAvailable: true }, (lock) => {
      if (lock) this.#set("tab", tab);
      return lock && new Promise(() => {});
    });
  }

  // Counted for as long as the tab has its name, so that what arrives late is told from what is newer.
  #turn() {
    const key = `turn ${this.#value("tab")}`;
    const turn = Number(sessionStorage.getItem(key)) + 1;
    sessionStorage.setItem(key, turn);
    return turn;
  }

  async #send({ beside = false } = {}) {
    const text = this.#text();
    if (!this.dataset.url || this.#sent || text === this.#there || (this.#sending && !beside)) return;
    const sending = (this.#sending = new AbortController());
    const body = new URLSearchParams({ text, version: this.#value("draft_version"), turn: this.#turn() });
    for (const name of ["draft", "tab", "subject", "base", "hash"]) body.set(name, this.#value(name));
    let ended = false;
    try {
      // What is short enough goes on while the page is being closed; a browser takes no more than 64 kB so.
      const answer = await fetch(this.dataset.url, { method: "POST", body, signal: sending.signal, keepalive: String(body).length < 60_000 });
      if (!answer.ok) throw new Error(answer.statusText);
      const kept = await answer.json();
      // Another was sent beside it, and answers for both.
      if (this.#sent || this.#sending !== sending) return;
      this.#set("draft", kept.id);
      this.#set("draft_version", kept.version);
      ended = Boolean(kept.ended);
      if (!ended) this.#say(this.dataset.kept.replace("TIME", new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })));
      if (!ended) this.#there = text;
    } catch {
      if (this.#sending !== sending) return;
      if (!this.#sent) this.#say(this.dataset.notKept);
    }
    this.#sending = undefined;
    // It was sent or discarded elsewhere, and goes on here: as a draft of its own.
    if (ended) return this.#send();
    if (this.#text() !== this.#there) this.#next ??= setTimeout(this.#again, EVERY);
  }

  #say(words) {
    const sign = this.querySelector(".draft-state");
    if (sign) sign.textContent = words;
  }

  #text() {
    return this.#areas()[0]?.value ?? "";
  }

  #value(name) {
    return this.#form.elements[name]?.value ?? "";
  }

  #set(name, value) {
    if (this.#form.elements[name]) this.#form.elements[name].value = value;
  }

  #areas() {
    return [...this.#form.querySelectorAll("textarea[name]")];
  }

  #key() {
    return `draft ${location.pathname} ${this.dataset.key ?? ""}`;
  }
}

// What was sent has arrived, or stands in the form that came back; unless the sign-in came in between.
const sent = sessionStorage.getItem("draft sent");
if (sent) {
  sessionStorage.removeItem("draft sent");
  if (!location.pathname.startsWith("/sign-in")) sessionStorage.removeItem(sent);
}

customElements.define("draft-keeper", DraftKeeper);
