// Search over the page: `/` or Ctrl+K open it from anywhere. The results come from the server as a part of the search
// page (/search?q=…&part=palette): links, and `data-said` on its first element, the sentence that is announced.
class SearchPalette extends HTMLElement {
  #dialog;
  #input;
  #results;
  #saying;
  #request;
  #asked = "";

  // Lifecycle

  connectedCallback() {
    this.#dialog = this.querySelector("dialog");
    this.#input = this.querySelector("input");
    this.#results = this.querySelector(".palette-results");
    this.#input.setAttribute("role", "combobox");
    this.#input.setAttribute("aria-controls", this.#results.id);
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.setAttribute("aria-autocomplete", "list");
    this.#input.addEventListener("input", this.#typed);
    this.#input.addEventListener("keydown", this.#walked);
    this.#dialog.addEventListener("click", this.#clicked);
    document.addEventListener("click", this.#opened);
    document.addEventListener("keydown", this.#called);
  }

  disconnectedCallback() {
    document.removeEventListener("click", this.#opened);
    document.removeEventListener("keydown", this.#called);
    clearTimeout(this.#saying);
    this.#request?.abort();
  }

  // Actions

  #opened = (event) => {
    const opener = event.target.closest?.("[data-opens=palette]");
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#open();
  };

  #called = (event) => {
    const control = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && document.body.dataset.keys !== "off" && !writing(event.target);
    if (!control && !slash) return;
    event.preventDefault();
    this.#open();
  };

  #clicked = (event) => {
    if (event.target === this.#dialog || event.target.closest("[data-closes]")) this.#dialog.close();
  };

  #typed = () => this.#ask();

  #walked = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = this.#links();
    if (step && links.length) {
      event.preventDefault();
      const at = links.findIndex((link) => link.ariaSelected === "true");
      this.#choose(links[(at + step + links.length) % links.length]);
    }
    if (event.key === "Enter" && !event.isComposing) {
      const chosen = links.find((link) => link.ariaSelected === "true");
      if (!chosen || this.#asked !== this.#input.value.trim()) return;
      event.preventDefault();
      chosen.click();
    }
  };

  // Private

  #open() {
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#input.focus();
    this.#input.select();
  }

  async #ask() {
    const words = this.#input.value.trim();
    if (words === this.#asked) return;
    this.#asked = words;
    this.#request?.abort();
    if (!words) return this.#show("");
    this.#request = new AbortController();
    try {
      const answer = await fetch(`/search?part=palette&q=${encodeURIComponent(words)}`, { signal: this.#request.signal });
      if (answer.ok && words === this.#asked) this.#show(await answer.text());
    } catch {
      // Another question came meanwhile, or the line is cut: what is shown stays.
    }
  }

  #show(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    this.#results.replaceChildren(...fresh.body.children);
    const links = this.#links();
    links.forEach((link, index) => {
      link.id = `palette-${index}`;
      link.tabIndex = -1;
      link.setAttribute("role", "option");
      link.ariaSelected = "false";
    });
    if (links.length) this.#results.setAttribute("role", "listbox");
    else this.#results.removeAttribute("role");
    this.#results.setAttribute("aria-label", this.#dialog.getAttribute("aria-label"));
    this.#input.setAttribute("aria-expanded", String(links.length > 0));
    this.#choose(links[0]);
    this.#results.scrollTop = 0;
    this.#say(this.#results.querySelector("[data-said]")?.dataset.said ?? "");
  }

  // Once the hands rest: a sentence a keystroke would talk over the next one.
  #say(said) {
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => (this.querySelector("[role=status]").textContent = said), 600);
  }

  #choose(link) {
    for (const other of this.#links()) other.ariaSelected = String(other === link);
    if (link) {
      this.#input.setAttribute("aria-activedescendant", link.id);
      link.scrollIntoView({ block: "nearest" });
    } else this.#input.removeAttribute("aria-activedescendant");
  }

  #links() {
    return [...this.#results.querySelectorAll("a")];
  }
}

function writing(target) {
  return target.closest?.("input, textarea, select, [contenteditable]");
}

customElements.define("search-palette", SearchPalette);
