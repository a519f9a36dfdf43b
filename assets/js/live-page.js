// Keeps what is shown up to date. One stream for all tabs that have the same: the tab that holds the lock listens and tells
// the others. A part is an element with an id and `data-live`, which may name what concerns it: the first word of
// kinds ("problem standup") or subjects ("P-12"); empty, every change does. When one comes, the same address is fetched
// again (header Cahier-Part: the ids) and the part is brought into line node by node, so that focus, scroll and what is
// unfolded stay; the change is announced, unless the part is `data-quiet` and speaks for itself. A part with a field that is focused or was changed waits until it is left as it was.
//
// `data-ask` is an address that tells whether one may still look, where it is not the member's own; with `data-out="reload"`
// whoever may not is shown nothing any more.
//
// A part with `data-place` belongs to one place of several; once it shows another one it waits for nobody: whoever typed there is
// told by <room-kept>. `cahier:brought` says that parts were brought into line.
//
//   <live-page data-stream="/api/v1/live" data-changed="…"><p class="live-lost" hidden>…</p></live-page>
class LivePage extends HTMLElement {
  #channel;
  #stream;
  #release;
  #stale = new Set();
  #refreshing = false;
  #answered = 0;
  #timer;
  #lostTimer;
  #retries = 0;

  // Lifecycle

  connectedCallback() {
    if (!document.querySelector("[data-live]") || !window.EventSource) return;
    this.#begin();
    addEventListener("pagehide", this.#end);
    addEventListener("pageshow", this.#back);
    document.addEventListener("focusout", this.#later);
    document.addEventListener("cahier:look", this.#look);
    document.addEventListener("cahier:fresh", this.#fresh);
  }

  disconnectedCallback() {
    this.#end();
    removeEventListener("pagehide", this.#end);
    removeEventListener("pageshow", this.#back);
    document.removeEventListener("focusout", this.#later);
    document.removeEventListener("cahier:look", this.#look);
    document.removeEventListener("cahier:fresh", this.#fresh);
  }

  // Actions

  // Something else on the page knows that there is news.
  #look = () => this.#change({ all: true });

  // An act was answered with the page as it stands now. The part it was sent from shows it, whatever is typed there.
  #fresh = ({ detail: { page, own } }) => {
    this.#answered += 1;
    for (const part of document.querySelectorAll("[data-live][id]")) {
      const next = page.getElementById(part.id);
      // It may be older than what somebody else did meanwhile: what was stale stays so.
      if (next && (part === own || !busy(part) || elsewhere(part, next))) align(part, next);
      else this.#stale.add(part.id);
    }
    document.dispatchEvent(new CustomEvent("cahier:brought"));
    if (this.#stale.size) this.#plan(400);
  };

  #back = (event) => {
    if (!event.persisted) return;
    this.#begin();
    this.#change({ all: true });
  };

  #later = () => {
    if (this.#stale.size) this.#plan(400);
  };

  #end = () => {
    clearTimeout(this.#timer);
    clearTimeout(this.#lostTimer);
    this.#stream?.close();
    this.#release?.();
    this.#channel?.close();
    this.#stream = this.#release = this.#channel = undefined;
  };

  // Private

  #begin() {
    const name = "cahier-live " + this.dataset.stream;
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }) => this.#hear(data);
    if (!navigator.locks) return this.#listen();
    let waited = false;
    navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock) return this.#hold();
      waited = true;
    }).then(() => {
      if (waited && this.#channel) navigator.locks.request(name, () => this.#channel && this.#hold(true));
    });
  }

  // Listens until the page goes. Whoever takes over from another tab may have missed something: look again.
  #hold(tookOver = false) {
    return new Promise((release) => {
      this.#release = release;
      this.#listen();
      if (tookOver) this.#tell({ all: true });
    });
  }

  #listen() {
    this.#stream = new EventSource(this.dataset.stream);
    this.#stream.addEventListener("open", () => { this.#retries = 0; this.#tell({ lost: false }); this.#later(); });
    this.#stream.addEventListener("change", (event) => {
      const { kind = "", subject, subjects, also } = JSON.parse(event.data);
      this.#tell({ kind, subjects: [subject, subjects, also].flat().filter(Boolean) });
    });
    this.#stream.addEventListener("reload", () => this.#tell({ all: true }));
    this.#stream.addEventListener("error", () => {
      this.#tell({ lost: true });
      if (this.#stream?.readyState !== EventSource.CLOSED) return;
      this.#asWhom();
      const wait = Math.min(30_000, 2_000 * 2 ** this.#retries++);
      setTimeout(() => { if (this.#channel) { this.#listen(); this.#tell({ all: true }); } }, wait);
    });
  }

  // The stream was refused: perhaps because the session is over, which waiting does not mend.
  async #asWhom() {
    const answer = await fetch(this.dataset.ask ?? "/api/v1/me", { method: "HEAD" }).catch(() => undefined);
    if (answer) this.#tell({ out: answer.redirected || answer.status === 401 || answer.status === 403 });
  }

  #tell(news) {
    this.#channel?.postMessage(news);
    this.#hear(news);
  }

  #hear(news) {
    if ("out" in news) this.#showOut(news.out);
    else if ("lost" in news) this.#showLost(news.lost);
    else this.#change(news);
  }

  #showLost(lost) {
    clearTimeout(this.#lostTimer);
    const sign = this.querySelector(".live-lost");
    if (!lost) sign.hidden = this.#outSign.hidden = true;
    else if (this.#outSign.hidden) this.#lostTimer = setTimeout(() => { sign.hidden = false; this.#announce(sign.textContent); }, 1_500);
  }

  get #outSign() {
    return this.querySelector(".live-out");
  }

  #showOut(out) {
    if (out && this.dataset.out === "reload") return location.reload();
    const sign = this.#outSign, was = sign.hidden;
    sign.hidden = !out;
    if (!out) return;
    clearTimeout(this.#lostTimer);
    this.querySelector(".live-lost").hidden = true;
    const way = sign.querySelector("a");
    if (way) way.href = "/sign-in?next=" + encodeURIComponent(location.pathname + location.search);
    if (was) this.#announce(sign.textContent);
  }

  #change({ all, kind = "", subjects = [] }) {
    for (const part of document.querySelectorAll("[data-live][id]")) {
      const concerns = part.dataset.live.split(" ").filter(Boolean);
      const touched = all || !concerns.length || concerns.some((word) => subjects.includes(word) || kind.startsWith(word + "."));
      if (touched) this.#stale.add(part.id);
    }
    if (this.#stale.size) this.#plan(150 + Math.random() * 200);
  }

  #plan(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refresh(), delay);
  }

  async #refresh() {
    if (this.#refreshing) return this.#plan(300);
    const ids = [...this.#stale].filter((id) => {
      const part = document.getElementById(id);
      return !busy(part) || part?.dataset.place;
    });
    if (!ids.length) return;
    this.#refreshing = true;
    // What changes from here on is another change.
    for (const id of ids) this.#stale.delete(id);
    const answered = this.#answered;
    let done = false;
    try {
      const answer = await fetch(addressAsOpened(), { headers: { "Cahier-Part": ids.join(" "), Accept: "text/html" }, signal: AbortSignal.timeout(20_000) });
      if (!answer.ok || answer.redirected) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      // Many are given the same page, at different times: what it is now is said beside it.
      const at = answer.headers.get("Cahier-Now");
      if (at) for (const clock of fresh.querySelectorAll("[data-now]")) clock.dataset.now = at;
      // Another page stands at this address now: the room has become its minutes, which shows what was not sent.
      const [now, main] = [fresh, document].map((page) => page.querySelector("main"));
      const free = () => !busy(main) || main.querySelector("room-kept");
      if (now && main && now.classList[0] !== main.classList[0] && free()) return location.reload();
      // An act was answered meanwhile, perhaps with a later page: look again.
      if (answered !== this.#answered) return;
      done = true;
      // A tab may say how it stands.
      if (fresh.title) document.title = fresh.title;
      let changed = false;
      for (const id of ids) {
        const old = document.getElementById(id), next = fresh.getElementById(id);
        if (old && busy(old) && !elsewhere(old, next)) { this.#stale.add(id); continue; }
        if (!old || !next || old.isEqualNode(next)) continue;
        align(old, next);
        changed ||= !old.hasAttribute("data-quiet");
      }
      document.dispatchEvent(new CustomEvent("cahier:brought"));
      if (changed) this.#announce(this.dataset.changed);
    } catch (error) {
      // The stream tells when the connection is back, and what was missed; of a network that swallows what is sent it knows nothing.
      if (error.name === "TimeoutError") this.#plan(2_000);
    } finally {
      this.#refreshing = false;
      if (!done) for (const id of ids) this.#stale.add(id);
      if (answered !== this.#answered) this.#plan(150);
    }
  }

  #announce(text) {
    const place = document.getElementById("announce");
    if (place && text) place.textContent = text;
  }
}

// A part in which somebody writes is left alone.
function busy(part) {
  if (!part) return true;
  const fields = part.matches("input, textarea, select") ? [part] : part.querySelectorAll("input, textarea, select");
  // One that yields is left alone only while there is text in it: who has just sent something still has the focus there.
  const held = (field) => field === document.activeElement && !part.hasAttribute("data-yields");
  return [...fields].some((field) => held(field) || changed(field));
}

// What is asked in it is no longer asked.
function elsewhere(part, next) {
  return Boolean(next) && "place" in part.dataset && part.dataset.place !== next.dataset.place;
}

function changed(field) {
  if (field.type === "hidden") return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.localName === "select") return [...field.options].some((one) => one.selected !== one.defaultSelected) && [...field.options].some((one) => one.defaultSelected);
  return field.value !== field.defaultValue;
}

// Brings `old` into line with `fresh`, keeping every node that has its counterpart: by id, else in turn.
function align(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== Node.ELEMENT_NODE) { old.nodeValue = fresh.nodeValue; return; }
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value && name !== "open") old.setAttribute(name, value);
  let place = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    const match = counterpart(old, place, next);
    if (!match) { old.insertBefore(document.importNode(next, true), place); continue; }
    if (match === place) place = place.nextSibling;
    else move(old, match, place);
    align(match, next);
  }
  while (place) { const after = place.nextSibling; place.remove(); place = after; }
}

function counterpart(old, place, next) {
  if (next.id) return [...old.children].find((child) => child.id === next.id && child.nodeName === next.nodeName && follows(child, place));
  if (place && !place.id && place.nodeType === next.nodeType && place.nodeName === next.nodeName) return place;
  return null;
}

function follows(child, place) {
  return place && (child === place || place.compareDocumentPosition(child) & Node.DOCUMENT_POSITION_FOLLOWING);
}

function move(parent, child, place) {
  const focused = child.contains(document.activeElement) && document.activeElement;
  if (parent.moveBefore) parent.moveBefore(child, place);
  else parent.insertBefore(child, place);
  if (focused && focused !== document.activeElement) focused.focus({ preventScroll: true });
}

// What the program says back to an act is said to whoever did it: it is taken out of the address, so that one that is passed on does not
// say it to others, and kept for asking for the page again.
const saidBack = new URLSearchParams();

function keepSaid() {
  const address = new URL(location.href);
  if (!address.searchParams.has("said")) return;
  for (const name of ["said", "shorter", "about"]) {
    if (!address.searchParams.has(name)) continue;
    saidBack.set(name, address.searchParams.get(name));
    address.searchParams.delete(name);
  }
  history.replaceState(history.state, "", address);
}

function addressAsOpened() {
  const address = new URL(location.href);
  for (const [name, value] of saidBack) address.searchParams.set(name, value);
  return address.href;
}

keepSaid();
customElements.define("live-page", LivePage);
