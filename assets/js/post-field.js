// The field one posts with. Enter posts what was typed, always; while typing, what looks alike is listed below, and the
// arrows go there. Several pasted lines open the list that is looked over before it is posted.
//
//   <post-field data-similar="/api/v1/similar" data-again="/problems/ID/again" data-several="/problems/several"
//     data-alike="Looks like" data-solved="solved by" data-this="It is this one">
//     <form>… <input name="title"> … <div class="alike" aria-live="polite"></div></form></post-field>
class PostField extends HTMLElement {
  #input;
  #alike;
  #timer;
  #asked = 0;
  #request;

  // Lifecycle

  connectedCallback() {
    this.#input = this.querySelector("input[name=title]");
    this.#alike = this.querySelector(".alike");
    if (!this.#input || !this.#alike) return;
    this.#input.addEventListener("input", this.#typed);
    this.#input.addEventListener("paste", this.#pasted);
    this.addEventListener("keydown", this.#walked);
    this.querySelector("form").addEventListener("submit", this.#sent);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#request?.abort();
  }

  // Actions

  #typed = () => {
    clearTimeout(this.#timer);
    this.#request?.abort();
    const title = this.#input.value.trim();
    if (title.length < 4) return this.#clear();
    this.#timer = setTimeout(() => this.#ask(title), 180);
  };

  #pasted = (event) => {
    const lines = (event.clipboardData?.getData("text/plain") ?? "").split(/\r\n?|\n/).map((line) => line.trim()).filter(Boolean);
    if (lines.length < 2 || !this.dataset.several) return;
    event.preventDefault();
    const form = this.querySelector("form").cloneNode(false);
    for (const field of this.querySelectorAll("input[type=hidden]")) form.append(field.cloneNode());
    const text = document.createElement("textarea");
    text.name = "lines";
    text.value = [this.#input.value.trim(), ...lines].filter(Boolean).join("\n");
    form.append(text);
    form.action = this.dataset.several;
    form.hidden = true;
    document.body.append(form);
    form.submit();
  };

  #walked = (event) => {
    const down = event.key === "ArrowDown", up = event.key === "ArrowUp";
    if (event.key === "Escape" && event.target !== this.#input) this.#input.focus();
    if (!down && !up) return;
    const choices = [...this.#alike.querySelectorAll("button")];
    if (!choices.length) return;
    event.preventDefault();
    const at = choices.indexOf(document.activeElement) + (down ? 1 : -1);
    (choices[Math.min(at, choices.length - 1)] ?? this.#input).focus();
  };

  // Sent twice by an impatient hand, it goes once.
  #sent = (event) => {
    if (this.dataset.sent) return event.preventDefault();
    this.dataset.sent = "yes";
    setTimeout(() => delete this.dataset.sent, 4_000);
  };

  // Private

  async #ask(title) {
    const asked = ++this.#asked;
    this.#request = new AbortController();
    try {
      const address = `${this.dataset.similar}?title=${encodeURIComponent(title)}`;
      const answer = await fetch(address, { signal: this.#request.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) return this.#clear();
      const { hits = [] } = await answer.json();
      if (asked === this.#asked) this.#show(hits.slice(0, 3));
    } catch {
      // What looks alike is only an offer: without an answer there is none.
    }
  }

  #show(hits) {
    const list = document.createElement("ul");
    list.className = "alike-list";
    for (const hit of hits) list.append(this.#row(hit));
    this.#alike.replaceChildren(...(hits.length ? [list] : []));
  }

  #row(hit) {
    const row = document.createElement("li");
    row.append(this.#note(this.dataset.alike), this.#link(hit));
    const solved = [hit.solved_by ?? hit.standards ?? []].flat()[0];
    if (solved) row.append(this.#note(this.dataset.solved), this.#link(typeof solved === "string" ? { id: solved, url: `/standards/${solved}`, title: "" } : solved));
    if (hit.id.startsWith("P-") && this.dataset.again) {
      const button = document.createElement("button");
      button.className = "button button-small";
      button.formAction = this.dataset.again.replace("ID", hit.id);
      button.textContent = this.dataset.this;
      button.setAttribute("aria-label", `${this.dataset.this} (${hit.id})`);
      row.append(button);
    }
    return row;
  }

  #note(text) {
    const note = document.createElement("span");
    note.className = "alike-note";
    note.textContent = text;
    return note;
  }

  #link({ id, url, title }) {
    const link = document.createElement("a");
    // The API names things by the address people use; the link stays on the one that this page was opened by.
    link.href = new URL(url, location.href).pathname;
    const name = document.createElement("span");
    name.className = "id";
    name.textContent = id;
    link.append(name, title ? ` ${title}` : "");
    return link;
  }

  #clear() {
    this.#asked++;
    this.#alike.replaceChildren();
  }
}

customElements.define("post-field", PostField);
