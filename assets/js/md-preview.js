// Shows beside a text how it will read, as the server shows it: <md-preview data-from="f-text" data-url="/preview">…</md-preview>.
class MdPreview extends HTMLElement {
  #area;
  #timer;
  #request;
  #shown;

  // Lifecycle

  connectedCallback() {
    this.#area = document.getElementById(this.dataset.from);
    if (!this.#area) return;
    // What the page came with is how its own text reads; a draft that was put back comes with an event.
    this.#shown = this.#area.defaultValue;
    this.#area.addEventListener("input", this.#typed);
    this.#show();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#area?.removeEventListener("input", this.#typed);
  }

  // Actions

  #typed = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(), 300);
  };

  // Private

  async #show() {
    const text = this.#area.value;
    if (text === this.#shown) return;
    this.#request?.abort();
    this.#request = new AbortController();
    try {
      const answer = await fetch(this.dataset.url ?? "/preview", { method: "POST", body: new URLSearchParams({ text }), signal: this.#request.signal });
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      this.#shown = text;
      this.replaceChildren(...fresh.body.childNodes);
    } catch {
      // The text is what counts; its preview comes with the next letter.
    }
  }
}

customElements.define("md-preview", MdPreview);
