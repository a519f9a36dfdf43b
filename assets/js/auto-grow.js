// A text area that grows with what is written, where the style sheet alone cannot do it.
class AutoGrow extends HTMLElement {
  #area;

  // Lifecycle

  connectedCallback() {
    this.#area = this.querySelector("textarea");
    if (!this.#area || CSS.supports("field-sizing", "content")) return;
    this.#area.addEventListener("input", this.#grow);
    this.#grow();
  }

  // Actions

  #grow = () => {
    const lines = this.#area.value.split("\n").length;
    this.#area.rows = Math.min(40, Math.max(Number(this.#area.getAttribute("rows")) || 3, lines + 1));
  };
}

customElements.define("auto-grow", AutoGrow);
