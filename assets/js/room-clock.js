// The room's clock. It counts down to an instant by the server's clock, so that a laptop that slept, or whose own clock is
// wrong, shows the right second: what the page says is now is compared with this machine's clock each time, and every few
// seconds the server is asked again (data-pulse). That also tells the server that whoever leads is there, shows the button
// to take over when they are not, and looks at the page when it missed something (data-version).
//
//   <room-clock data-now="…" data-until="…" data-whole="30" data-budget="…" data-version="7" data-pulse="…">
//     <svg class="ring">…<circle class="ring-left" pathLength="100"/></svg><span class="clock-left"></span>
//   </room-clock>
class RoomClock extends HTMLElement {
  static observedAttributes = ["data-now"];

  #ahead = 0;
  #ticking;
  #asking;
  #ticked = 0;
  #over = false;
  #spent = false;

  // Lifecycle

  connectedCallback() {
    this.#ticking = setInterval(this.#tick, 250);
    this.#asking = setInterval(this.#ask, 3_000);
    document.addEventListener("visibilitychange", this.#seen);
    addEventListener("online", this.#ask);
    const now = Date.now() + this.#ahead;
    this.#over = now > Number(this.dataset.until ?? Infinity);
    this.#spent = now > Number(this.dataset.budget ?? Infinity);
    this.#tick();
    this.#ask();
  }

  disconnectedCallback() {
    clearInterval(this.#ticking);
    clearInterval(this.#asking);
    document.removeEventListener("visibilitychange", this.#seen);
    removeEventListener("online", this.#ask);
  }

  attributeChangedCallback() {
    this.#ahead = Number(this.dataset.now) - Date.now();
    if (this.isConnected) queueMicrotask(() => this.isConnected && this.#tick());
  }

  // Actions

  #seen = () => {
    if (!document.hidden) this.#ask();
  };

  #tick = () => {
    // A machine that slept, or whose clock was set, asks what time it is.
    const now = Date.now();
    if (this.#ticked && Math.abs(now - this.#ticked) > 3_000) this.#ask();
    this.#ticked = now;
    this.#show(now + this.#ahead);
  };

  #ask = async () => {
    if (!this.dataset.pulse) return;
    const asked = Date.now();
    const answer = await fetch(this.dataset.pulse, { method: "POST", signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
    if (!answer?.ok) return;
    const { now, led, version } = await answer.json();
    const heard = Date.now();
    this.#ahead = Date.parse(now) + (heard - asked) / 2 - heard;
    for (const lost of document.querySelectorAll(".room-lost")) lost.hidden = led;
    if (String(version) !== this.dataset.version) document.dispatchEvent(new CustomEvent("cahier:look"));
  };

  // Private

  #show(now) {
    // The team's time being over is said by the page, with what to do.
    if (this.dataset.budget) this.#spent = this.#passed(this.#spent, now - Number(this.dataset.budget));
    const left = this.querySelector(".clock-left");
    if (!left || !this.dataset.until) return;
    const seconds = Math.round((Number(this.dataset.until) - now) / 1_000);
    const shown = Math.abs(seconds);
    const text = (seconds < 0 ? "+" : "") + Math.floor(shown / 60) + ":" + String(shown % 60).padStart(2, "0");
    if (left.textContent !== text) left.textContent = text;
    this.classList.toggle("over", seconds < 0);
    const share = Math.max(0, Math.min(100, (100 * seconds) / Number(this.dataset.whole)));
    this.querySelector(".ring-left")?.setAttribute("stroke-dasharray", `${share} 100`);
    // What is sealed until the time is up is looked at when it surely is.
    this.#over = this.#passed(this.#over, now - Number(this.dataset.until));
  }

  #passed(before, by) {
    const passed = by > 150;
    if (passed && !before) document.dispatchEvent(new CustomEvent("cahier:look"));
    return passed;
  }
}

customElements.define("room-clock", RoomClock);
