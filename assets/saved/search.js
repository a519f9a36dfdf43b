// The search of a saved book: every word must begin a word of the title or the text; titles first, then how often. What applies no longer comes last.
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const words = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const leaves = book.map(([id, title, text, signs, past]) => ({ id, title, text, signs, past, inTitle: words(`${id} ${title}`), inText: words(text) }));
const form = document.getElementById("search");
const field = document.getElementById("words");
const said = document.getElementById("said");
const hits = document.getElementById("hits");

// How well a leaf has all of the words; 0 when one is missing.
const worth = (leaf, asked) => {
  let sum = 0;
  for (const word of asked) {
    const begins = (known) => known.startsWith(word);
    const found = 20 * leaf.inTitle.filter(begins).length + leaf.inText.filter(begins).length;
    if (found === 0) return 0;
    sum += found;
  }
  return sum;
};

// The line in which the first of the words stands.
const line = (leaf, asked) => {
  const found = leaf.text.split("\n").find((line) => words(line).some((known) => asked.some((word) => known.startsWith(word))));
  return (found ?? "").replace(/^[#>*\s-]+/, "").slice(0, 200);
};

const row = (leaf, asked) => {
  const item = document.createElement("li");
  const what = document.createElement("span");
  const link = document.createElement("a");
  const text = document.createElement("p");
  item.className = "row";
  what.className = "row-what";
  link.href = `${leaf.id}.html`;
  link.textContent = `${leaf.id} ${leaf.title}`;
  text.textContent = line(leaf, asked);
  what.append(link);
  for (const [tone, word] of leaf.signs) {
    const sign = document.createElement("span");
    sign.className = `tag tag-${tone}`;
    sign.textContent = word;
    what.append(" ", sign);
  }
  what.append(text);
  item.append(what);
  return item;
};

const look = () => {
  const asked = words(field.value);
  const found = asked.length === 0 ? [] : leaves
    .map((leaf) => ({ leaf, worth: worth(leaf, asked) }))
    .filter((one) => one.worth > 0)
    .sort((one, other) => one.leaf.past - other.leaf.past || other.worth - one.worth);
  hits.replaceChildren(...found.slice(0, 50).map((one) => row(one.leaf, asked)));
  said.textContent = asked.length === 0 ? "" : found.length === 0 ? form.dataset.none : `${form.dataset.found} ${found.length}`;
};

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
field.addEventListener("input", look);
look();
