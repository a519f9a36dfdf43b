// Shows what was typed in the room and not sent, once its place is gone because the room has gone on: until it is put away, or
// its place is there again. <room-acts> and <send-idea> keep it in this tab.
//
//   <room-kept data-room="/standups/U-7" hidden><div role="status"><p>…</p><ul></ul></div><button type="button">Put it away</button></room-kept>
class RoomKept extends HTMLElement {
  // Lifecycle

  connectedCallback() {
    this.querySelector("button").addEventListener("click", this.#putAway);
    document.addEventListener("cahier:brought", this.#show);
    // Once every form of the page has what was typed there.
    setTimeout(this.#show);
  }

  disconnectedCallback() {
    document.removeEventListener("cahier:brought", this.#show);
  }

  // Actions

  #show = () => {
    const texts = this.#homeless().flatMap(([key, kept]) => words(key, kept));
    this.hidden = !texts.length;
    const list = this.querySelector("ul");
    if ([...list.children].map((line) => line.textContent).join("\0") === texts.join("\0")) return;
    list.replaceChildren(...texts.map((text) => Object.assign(document.createElement("li"), { className: "keep-lines", textContent: text })));
  };

  #putAway = () => {
    for (const [key] of this.#homeless()) sessionStorage.removeItem(key);
    this.#show();
  };

  // Private

  // What is kept of this room, and has no place on the page.
  #homeless() {
    const room = this.dataset.room + "/";
    const keys = Object.keys(sessionStorage).filter((key) => key.split(" ")[1]?.startsWith(room)).sort();
    return keys.filter((key) => !hasPlace(key)).map((key) => [key, sessionStorage.getItem(key)]);
  }
}

function hasPlace(key) {
  const ideas = [...document.querySelectorAll("send-idea")];
  switch (key.split(" ")[0]) {
    // Still being sent, by whatever field for ideas there is.
    case "ideas": return ideas.length > 0;
    case "typing": return ideas.some((one) => !one.hidden && key.endsWith(" " + one.querySelector("[name=problem]").value));
    case "typed": return [...document.querySelectorAll("main form[method=post]")].some((form) => customElements.get("room-acts").nameOf(form) === key);
    default: return true;
  }
}

// The texts of what is kept under a key, each as it was typed.
function words(key, kept) {
  switch (key.split(" ")[0]) {
    case "ideas": return JSON.parse(kept).map((idea) => idea.text);
    case "typed": return JSON.parse(kept).filter(([name]) => name !== "version").map(([, text]) => text).filter(Boolean);
    default: return [kept].filter(Boolean);
  }
}

customElements.define("room-kept", RoomKept);
