// Images by paste, by drop or by the field for files: <image-drop data-for="f-text" data-url="/attachments" …> around the
// field and its button. Each is added on the server at once, and what stands for it is written where the caret was.
//   data-busy, data-done, data-words: what is said while it is added and then, and what it shows, to be typed over.
class ImageDrop extends HTMLElement {
  #area;
  #field;
  #said;
  #number = 0;

  // Lifecycle

  connectedCallback() {
    this.#area = document.getElementById(this.dataset.for);
    this.#field = this.querySelector("input[type=file]");
    this.#said = this.querySelector("[role=status]");
    if (!this.#area || !this.#field) return;
    this.querySelector("button").hidden = true;
    this.#area.addEventListener("paste", this.#pasted);
    this.#area.addEventListener("dragover", this.#dragged);
    this.#area.addEventListener("drop", this.#dropped);
    this.#field.addEventListener("change", this.#chosen);
  }

  // Actions

  #pasted = (event) => {
    const files = images(event.clipboardData);
    // A table copied from a sheet comes as text and as an image: the text is meant.
    if (!files.length || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    this.#add(files);
  };

  #dragged = (event) => {
    if ([...event.dataTransfer.items].some((item) => item.kind === "file")) event.preventDefault();
  };

  #dropped = (event) => {
    const files = [...event.dataTransfer.files];
    if (!files.length) return;
    event.preventDefault();
    this.#area.focus();
    this.#add(files);
  };

  #chosen = () => {
    this.#area.focus();
    this.#add([...this.#field.files]);
    this.#field.value = "";
  };

  // Private

  async #add(files) {
    for (const file of files) {
      this.#number += 1;
      const place = `![${this.dataset.busy} ${this.#number}]()`;
      this.#write(place);
      this.#say(this.dataset.busy);
      const body = new FormData();
      body.set("above", this.dataset.above ?? "");
      body.set("image", file, file.name);
      try {
        const answer = await fetch(this.dataset.url, { method: "POST", body, headers: { accept: "application/json" } });
        if (!answer.ok) throw new Error(await refusal(answer));
        // To the page where one signs in: nothing was added.
        if (answer.redirected) throw new TypeError("signed out");
        this.#replace(place, (await answer.json()).markdown);
        this.#say(this.dataset.done);
      } catch (error) {
        this.#replace(place, "");
        this.#say(error instanceof TypeError ? this.dataset.failed : error.message);
      }
    }
  }

  // As if it were typed, so that it can be taken back by the same key.
  #write(words) {
    const { selectionStart, selectionEnd } = this.#area;
    if (document.activeElement === this.#area && document.execCommand("insertText", false, words)) return;
    this.#area.setRangeText(words, selectionStart, selectionEnd, "end");
    this.#changed();
  }

  /** Puts the words in the place of others, wherever those stand by now; the caret stays with what is being typed. */
  #replace(place, words) {
    const at = this.#area.value.indexOf(place);
    if (at < 0) return;
    const caret = this.#area.selectionStart;
    const stood = caret === at + place.length;
    this.#area.setRangeText(words, at, at + place.length, "preserve");
    // Nothing was typed meanwhile: what it shows is chosen, to be typed over.
    const end = words.indexOf("]");
    if (stood && words.slice(2, end) === this.dataset.words) this.#area.setSelectionRange(at + 2, at + end);
    this.#changed();
  }

  #changed() {
    this.#area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #say(words) {
    this.#said.textContent = words;
  }
}

function images(data) {
  return [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
}

/** What the page that came back says was wrong. */
async function refusal(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("main .failure-text, main p")?.textContent?.trim() || answer.statusText;
}

customElements.define("image-drop", ImageDrop);
