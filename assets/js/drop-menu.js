// A menu that unfolds: closes on Escape, giving the focus back, and when one goes elsewhere. Wraps a <details>.
class DropMenu extends HTMLElement {
  #details;

  // Lifecycle

  connectedCallback() {
    this.#details = this.querySelector("details");
    this.addEventListener("keydown", this.#pressed);
    this.addEventListener("focusout", this.#left);
    document.addEventListener("click", this.#elsewhere);
  }

  disconnectedCallback() {
    document.removeEventListener("click", this.#elsewhere);
  }

  // Actions

  #pressed = (event) => {
    if (event.key !== "Escape" || !this.#details.open) return;
    this.#details.open = false;
    this.querySelector("summary").focus();
  };

  #left = (event) => {
    if (event.relatedTarget && !this.contains(event.relatedTarget)) this.#details.open = false;
  };

  #elsewhere = (event) => {
    if (!this.contains(event.target)) this.#details.open = false;
  };
}

customElements.define("drop-menu", DropMenu);
