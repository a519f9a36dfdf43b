// Copies a text: <copy-button data-text="…" data-done="Copied"><button type="button" class="button needs-script">Copy</button></copy-button>,
// or the text of the element whose id is in `data-from`.
class CopyButton extends HTMLElement {
  #word;
  #timer;

  // Lifecycle

  connectedCallback() {
    this.#word = this.querySelector("button")?.textContent;
    this.addEventListener("click", this.#copy);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  // Actions

  #copy = async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const source = document.getElementById(this.dataset.from);
    const text = this.dataset.text ?? source?.value ?? source?.textContent ?? "";
    try {
      await navigator.clipboard.writeText(text);
      this.#say(button, this.dataset.done);
    } catch {
      // No permission, or no secure address: mark the text, so that it can be copied by hand.
      if (source) getSelection().selectAllChildren(source);
    }
  };

  // Private

  #say(button, text) {
    button.textContent = text;
    document.getElementById("announce").textContent = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { button.textContent = this.#word; }, 2_000);
  }
}

customElements.define("copy-button", CopyButton);
