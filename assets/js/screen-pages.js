// Turns the pages of a screen: every so many seconds the next address is taken, and the page's parts are fetched from
// there by whatever keeps them up to date. Whoever is at the keyboard may hold a page; nothing moves but what is replaced.
//
//   <section id="screen-wall" data-live data-next="/wall/web/screen?page=2">…</section>
//   <screen-pages data-shown="screen-wall" data-seconds="20"><button aria-pressed="false">…</button></screen-pages>
class ScreenPages extends HTMLElement {
  #timer;
  #watch;

  // Lifecycle

  connectedCallback() {
    this.#watch = new MutationObserver(() => this.#plan());
    this.#watch.observe(this.#shown, { attributes: true, attributeFilter: ["data-next"] });
    this.#button.addEventListener("click", this.#hold);
    this.#plan();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#watch.disconnect();
  }

  // Actions

  #turn = () => {
    history.replaceState(null, "", this.#shown.dataset.next);
    document.dispatchEvent(new CustomEvent("cahier:look"));
    // Should nothing come back, the same page is asked for again.
    this.#plan();
  };

  #hold = () => {
    this.#button.setAttribute("aria-pressed", String(!this.#held));
    this.#plan();
  };

  // Private

  #plan() {
    clearTimeout(this.#timer);
    this.hidden = !this.#shown.dataset.next;
    if (this.#shown.dataset.next && !this.#held) this.#timer = setTimeout(this.#turn, Number(this.dataset.seconds) * 1000);
  }

  get #shown() {
    return document.getElementById(this.dataset.shown);
  }

  get #button() {
    return this.querySelector("button");
  }

  get #held() {
    return this.#button.getAttribute("aria-pressed") === "true";
  }
}

customElements.define("screen-pages", ScreenPages);
