// Completes links while one writes: `P-` or `S-` and a few words offer problems and standards under the caret.
//   <link-complete data-for="f-text" data-label="…" data-many="N can be linked" hidden></link-complete>
// The words are looked for by the search over the page. A text of several lines is a textbox and may not be called a
// combobox; what makes one is said of it as far as a textbox may say it: its list, the chosen option, how many there are.
// The last such beginning of a line counts.
const WANTED = /^(?:.*[\s(["'«“’:,;])?([PS])-([^\s.,;:!?()[\]][^\n.,;:!?()[\]]{0,40})?$/u;
const KINDS = { P: "problem", S: "standard" };
const MOST_WORDS = 5;

class LinkComplete extends HTMLElement {
  #area;
  #list;
  #said;
  #request;
  #timer;
  #from = -1;
  #left = -1;

  // Lifecycle

  connectedCallback() {
    this.#area = document.getElementById(this.dataset.for);
    if (!this.#area) return;
    this.#list = this.appendChild(Object.assign(document.createElement("ul"), { id: `links-${this.dataset.for}`, className: "links", hidden: true }));
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", this.dataset.label);
    this.#said = this.appendChild(Object.assign(document.createElement("p"), { className: "visually-hidden" }));
    this.#said.setAttribute("role", "status");
    this.hidden = false;
    this.#area.setAttribute("aria-autocomplete", "list");
    this.#area.addEventListener("input", this.#typed);
    this.#area.addEventListener("keydown", this.#walked);
    this.#area.addEventListener("blur", this.#close);
    this.#area.addEventListener("click", this.#close);
    this.#list.addEventListener("pointerdown", this.#pressed);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#request?.abort();
  }

  // Actions

  #typed = (event) => {
    const wanted = event.isTrusted && this.#wanted();
    clearTimeout(this.#timer);
    if (!wanted || wanted.from === this.#left) return this.#close();
    this.#timer = setTimeout(() => this.#ask(wanted), 120);
  };

  #walked = (event) => {
    if (this.#list.hidden || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const options = [...this.#list.children];
    const at = options.findIndex((option) => option.ariaSelected === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.#choose(options[(Math.max(at, step < 0 ? 0 : -1) + step + options.length) % options.length]);
    } else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && options[at]) {
      event.preventDefault();
      this.#take(options[at]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.#left = this.#from;
      this.#close();
    } else if (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End") this.#close();
  };

  // The text keeps the focus.
  #pressed = (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) this.#take(option);
  };

  #close = () => {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#list.hidden = true;
    this.#said.textContent = "";
    this.#area.removeAttribute("aria-controls");
    this.#area.removeAttribute("aria-activedescendant");
  };

  // Private

  /** What stands before the caret and may become a link: where it begins, its letter and its words. */
  #wanted() {
    const { selectionStart: caret, selectionEnd, value } = this.#area;
    if (caret !== selectionEnd || /[\p{L}\d]/u.test(value[caret] ?? "")) return null;
    const line = value.slice(value.lastIndexOf("\n", caret - 1) + 1, caret);
    const found = WANTED.exec(line);
    const words = found?.[2] ?? "";
    const isCode = (line.slice(0, line.length - words.length - 2).split("`").length - 1) % 2 === 1;
    if (!found || isCode || /^\d+\s/.test(words) || words.trim().split(/\s+/).length > MOST_WORDS) return null;
    return { from: caret - words.length - 2, caret, letter: found[1], words: words.trim() };
  }

  async #ask({ from, caret, letter, words }) {
    this.#request?.abort();
    this.#request = new AbortController();
    const asked = /^\d+$/.test(words) ? `${letter}-${words}` : `kind:${KINDS[letter]} ${words}`;
    try {
      const answer = await fetch(`/search?part=palette&q=${encodeURIComponent(asked)}`, { signal: this.#request.signal });
      if (!answer.ok) return;
      const found = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = this.#wanted();
      if (now?.from !== from || now.caret !== caret || document.activeElement !== this.#area) return;
      this.#show(from, `${letter}-${words}`, [...found.querySelectorAll("a")]);
    } catch {
      // Whoever types goes on without it.
    }
  }

  #show(from, typed, links) {
    const options = links.flatMap((link) => {
      const id = /^\/(?:problems|standards)\/([PS]-\d+)/.exec(link.getAttribute("href") ?? "")?.[1];
      if (!id?.startsWith(typed[0])) return [];
      const option = document.createElement("li");
      option.id = `${this.#list.id}-${id}`;
      option.dataset.id = id;
      option.setAttribute("role", "option");
      option.ariaSelected = "false";
      option.append(Object.assign(document.createElement("span"), { className: "id", textContent: id }), " ", link.querySelector(".palette-title")?.textContent ?? "");
      return [option];
    });
    const isNumber = /^\d+$/.test(typed.slice(2));
    const fitting = isNumber ? options.filter((option) => option.dataset.id.startsWith(typed)).sort((one, other) => one.dataset.id.length - other.dataset.id.length) : options;
    this.#from = from;
    this.#list.replaceChildren(...fitting);
    if (!fitting.length) return this.#close();
    this.#list.hidden = false;
    this.#put(from);
    this.#area.setAttribute("aria-controls", this.#list.id);
    // What is written out already needs no choice: Enter begins a line.
    this.#choose(fitting[0].dataset.id === typed ? null : fitting[0]);
    this.#said.textContent = this.dataset.many.replace("N", fitting.length);
  }

  #choose(chosen) {
    for (const option of this.#list.children) option.ariaSelected = String(option === chosen);
    if (chosen) {
      this.#area.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else this.#area.removeAttribute("aria-activedescendant");
  }

  #take(option) {
    const { from, caret } = this.#wanted() ?? {};
    if (from === undefined) return this.#close();
    this.#area.setSelectionRange(from, caret);
    // As if it were typed, so that it can be taken back by the same key.
    if (!document.execCommand("insertText", false, option.dataset.id)) this.#area.setRangeText(option.dataset.id, from, caret, "end");
    this.#close();
    this.#area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** Under the line where it begins: a copy of the text up to there, set alike, tells the place. */
  #put(from) {
    const style = getComputedStyle(this.#area);
    const copy = this.appendChild(document.createElement("div"));
    copy.className = "links-copy";
    for (const name of ["font", "letterSpacing", "padding", "border", "tabSize"]) copy.style[name] = style[name];
    copy.style.width = `${this.#area.offsetWidth}px`;
    const mark = Object.assign(document.createElement("span"), { textContent: "P" });
    copy.append(this.#area.value.slice(0, from), mark);
    const top = this.#area.offsetTop - this.#area.scrollTop + mark.offsetTop + mark.offsetHeight;
    const left = Math.min(this.#area.offsetLeft + mark.offsetLeft, Math.max(0, this.#area.offsetWidth - this.#list.offsetWidth));
    copy.remove();
    Object.assign(this.#list.style, { top: `${top}px`, left: `${left}px` });
  }
}

customElements.define("link-complete", LinkComplete);
