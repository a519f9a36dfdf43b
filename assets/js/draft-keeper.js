// Keeps what is being written for this tab, so that a reload or a sign-in in between loses nothing, and warns before it
// would be left behind. Wraps a form: <draft-keeper data-key="S-4 3"><form>…</form></draft-keeper>; a restored text
// is said in the element's own .draft-restored, if there is one.
class DraftKeeper extends HTMLElement {
  #form;
  #sent = false;
  #timer;

  // Lifecycle

  connectedCallback() {
    this.#form = this.querySelector("form");
    if (!this.#form) return;
    this.#restore();
    this.#form.addEventListener("input", this.#written);
    this.#form.addEventListener("submit", this.#sending);
    addEventListener("beforeunload", this.#leaving);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    removeEventListener("beforeunload", this.#leaving);
  }

  // Actions

  #written = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), 400);
  };

  #sending = () => {
    this.#sent = true;
    this.#keep();
    sessionStorage.setItem("draft sent", this.#key());
  };

  #leaving = (event) => {
    this.#keep();
    if (!this.#sent && this.#areas().some((area) => area.value !== area.defaultValue)) event.preventDefault();
  };

  // Private

  #keep() {
    const texts = Object.fromEntries(this.#areas().filter((area) => area.value !== area.defaultValue).map((area) => [area.name, area.value]));
    if (Object.keys(texts).length) sessionStorage.setItem(this.#key(), JSON.stringify(texts));
    else sessionStorage.removeItem(this.#key());
  }

  #restore() {
    const kept = sessionStorage.getItem(this.#key());
    if (!kept) return;
    const texts = JSON.parse(kept);
    let restored = false;
    for (const area of this.#areas()) {
      if (!(area.name in texts) || texts[area.name] === area.value) continue;
      area.value = texts[area.name];
      area.dispatchEvent(new Event("input", { bubbles: true }));
      restored = true;
    }
    const sign = this.querySelector(".draft-restored");
    if (sign) sign.hidden = !restored;
  }

  #areas() {
    return [...this.#form.querySelectorAll("textarea[name]")];
  }

  #key() {
    return `draft ${location.pathname} ${this.dataset.key ?? ""}`;
  }
}

// What was sent has arrived, or stands in the form that came back; unless the sign-in came in between.
const sent = sessionStorage.getItem("draft sent");
if (sent) {
  sessionStorage.removeItem("draft sent");
  if (!location.pathname.startsWith("/sign-in")) sessionStorage.removeItem(sent);
}

customElements.define("draft-keeper", DraftKeeper);
