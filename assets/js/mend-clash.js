// A place where two texts differ, to be mended: what is chosen stands in the field below, and writing there is a choice of its own.
//
//   <mend-clash data-mine="…" data-theirs="…" data-both="…">…radio buttons and a textarea…</mend-clash>
class MendClash extends HTMLElement {
  #area;

  // Lifecycle

  connectedCallback() {
    this.#area = this.querySelector("textarea");
    if (!this.#area) return;
    this.addEventListener("change", this.#chosen);
    this.#area.addEventListener("input", this.#written);
  }

  // Actions

  #chosen = ({ target }) => {
    if (target.type !== "radio" || !(target.value in this.dataset)) return;
    this.#area.value = this.dataset[target.value];
  };

  #written = () => {
    const own = this.querySelector("input[value='written']");
    if (own) own.checked = true;
    // Choosing another text to compare and coming back loses nothing.
    this.dataset.written = this.#area.value;
  };
}

customElements.define("mend-clash", MendClash);
