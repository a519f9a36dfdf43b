// Sends ideas without leaving the page, and loses none: what is typed stays in the field until the server has it, is kept for
// this tab meanwhile, and is sent again, under the same key, when the connection is back.
//
//   <send-idea data-waits="Not sent yet…" data-sent="Noted."><form method="post" …><input name="key" type="hidden">…</form></send-idea>
class SendIdea extends HTMLElement {
  #form;
  #timer;
  #sending = false;

  // Lifecycle

  connectedCallback() {
    this.#form = this.querySelector("form");
    this.#form.addEventListener("submit", this.#submitted);
    this.#form.addEventListener("input", this.#typed);
    this.#field.value ||= sessionStorage.getItem(this.#typing()) ?? "";
    addEventListener("online", this.#next);
    this.#next();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    removeEventListener("online", this.#next);
  }

  // Actions

  // A sentence half typed outlives every act that loads the page anew.
  #typed = () => sessionStorage.setItem(this.#typing(), this.#field.value);

  #submitted = (event) => {
    const kind = event.submitter?.value, text = this.#field.value.trim();
    if (!kind || !text) return;
    event.preventDefault();
    this.#keep([...this.#kept(), { key: another(), problem: this.#form.elements.problem.value, kind, text }]);
    this.#field.value = this.#field.defaultValue = "";
    this.#typed();
    this.#field.focus();
    this.#next();
  };

  #next = async () => {
    clearTimeout(this.#timer);
    const [first] = this.#kept();
    if (!first || this.#sending) return;
    this.#sending = true;
    const answer = await fetch("/api/v1" + this.#form.getAttribute("action"), {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": first.key },
      body: JSON.stringify({ problem: first.problem, kind: first.kind, text: first.text }),
      // A network that swallows what is sent answers nothing, and refuses nothing.
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
    this.#sending = false;
    if (answer?.ok) {
      this.#keep(this.#kept().filter((idea) => idea.key !== first.key));
      this.#say(this.dataset.sent);
      document.dispatchEvent(new CustomEvent("cahier:look"));
      return this.#next();
    }
    // Refused for good: the text comes back to whoever wrote it, with the reason. Who is signed out signs in first.
    if (answer && answer.status !== 401 && answer.status < 500) {
      this.#keep(this.#kept().filter((idea) => idea.key !== first.key));
      this.#giveBack(first);
      this.#say((await answer.json().catch(() => ({}))).detail);
      // The room may have gone on meanwhile.
      document.dispatchEvent(new CustomEvent("cahier:look"));
      return this.#next();
    }
    this.#say(this.dataset.waits);
    this.#timer = setTimeout(this.#next, 2_000);
  };

  // Private

  get #field() {
    return this.#form.elements.idea;
  }

  // Beside what is being typed meanwhile; what is about another problem is kept for its field.
  #giveBack({ problem, text }) {
    const here = problem === this.#form.elements.problem.value, place = this.#typing(problem);
    const typed = here ? this.#field.value : sessionStorage.getItem(place);
    const both = [text, typed].filter(Boolean).join(" ");
    sessionStorage.setItem(place, both);
    if (here) this.#field.value = both;
    document.dispatchEvent(new CustomEvent("cahier:brought"));
  }

  #typing(problem = this.#form.elements.problem.value) {
    return "typing " + this.#form.getAttribute("action") + " " + problem;
  }

  #place() {
    return "ideas " + this.#form.getAttribute("action");
  }

  #kept() {
    return JSON.parse(sessionStorage.getItem(this.#place()) ?? "[]");
  }

  #keep(ideas) {
    if (ideas.length) sessionStorage.setItem(this.#place(), JSON.stringify(ideas));
    else sessionStorage.removeItem(this.#place());
  }

  #say(text) {
    this.querySelector("[role=status]").textContent = text ?? "";
  }
}

// A key like the server's. Pages over plain HTTP have no crypto.randomUUID.
function another() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

customElements.define("send-idea", SendIdea);
