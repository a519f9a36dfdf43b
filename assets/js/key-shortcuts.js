// Keys: n, g w, g s, j and k, e, ? and Ctrl+Enter. Single letters do nothing in fields and where the member has switched
// them off (<body data-keys="off">). A page gives a key to a button by data-press="s", or to a field,
// which Esc leaves, as any field of the room. What j and k walk through: cards, rows, hits; `e` follows the link with data-key="e".
class KeyShortcuts extends HTMLElement {
  #dialog;
  #went = 0;

  // Lifecycle

  connectedCallback() {
    this.#dialog = this.querySelector("dialog");
    this.#dialog.addEventListener("click", this.#clicked);
    document.addEventListener("click", this.#opened);
    document.addEventListener("keydown", this.#pressed);
  }

  disconnectedCallback() {
    document.removeEventListener("click", this.#opened);
    document.removeEventListener("keydown", this.#pressed);
  }

  // Actions

  #opened = (event) => {
    if (event.target.closest?.("[data-opens=keys]")) this.#dialog.showModal();
  };

  #clicked = (event) => {
    if (event.target === this.#dialog || event.target.closest("[data-closes]")) this.#dialog.close();
  };

  #pressed = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return this.#send(event);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.body.dataset.keys === "off" || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape" && event.target.matches?.("input[data-press], .room :is(input, textarea)")) return event.target.blur();
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const after = Date.now() - this.#went < 1_500;
    this.#went = 0;
    const own = event.target.closest?.("[data-own-keys]");
    // A key that is held does an act once.
    const press = !own && document.querySelector(`[data-press="${CSS.escape(event.key)}"]`);
    if (press && event.repeat) return event.preventDefault();
    const act = press && !after ? () => (press.matches("input") ? press.focus() : press.click()) : after ? { w: () => this.#go("/"), s: () => this.#go("/standards") }[event.key] : this.#acts()[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  // Private

  #acts() {
    return {
      "?": () => this.#dialog.showModal(),
      g: () => { this.#went = Date.now(); },
      n: () => this.#post(),
      j: () => this.#step(1),
      k: () => this.#step(-1),
      e: () => document.querySelector("[data-key=e]")?.click(),
    };
  }

  #go(address) {
    location.assign(address);
  }

  #post() {
    const field = document.querySelector("post-field input[name=title]");
    if (field) field.focus();
    else this.#go("/problems/new");
  }

  #step(by) {
    const stops = [...document.querySelectorAll("main .card, main .row-what > a:first-child, main .hit-title a, main .contents-line > a, main .path h2 a")];
    if (!stops.length) return;
    const at = stops.indexOf(document.activeElement);
    stops[Math.max(0, Math.min(stops.length - 1, at < 0 && by < 0 ? 0 : at + by))].focus();
  }

  #send(event) {
    const form = event.target.closest?.("form");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  }
}

customElements.define("key-shortcuts", KeyShortcuts);
