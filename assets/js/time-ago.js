// A relative date: on tap or click it shows the exact one in its place, and back.
class TimeAgo extends HTMLElement {
  #text;

  // Lifecycle

  connectedCallback() {
    this.addEventListener("click", this.#turn);
  }

  // Actions

  #turn = (event) => {
    const time = this.querySelector("time");
    if (!time?.dataset.exact || event.target.closest("a")) return;
    this.#text ??= time.textContent;
    time.textContent = time.textContent === this.#text ? time.dataset.exact : this.#text;
  };
}

customElements.define("time-ago", TimeAgo);
