// The search of a snapshot: every word's rows come in a piece of the index, found by the word's first letters.

(async () => {
  const PIECES = 256, A_BLOCK = 100, SHOWN = 50;
  const input = document.getElementById("words"), kind = document.getElementById("kind");
  const said = document.getElementById("said"), found = document.getElementById("found"), more = document.getElementById("more");
  const about = await grotius.piece("about", 0);
  let asked = 0, numbers = [], shown = 0;

  function pieceOf(word) {
    let number = 0;
    for (const char of [...word].slice(0, word.startsWith("~") ? 4 : 2)) number = (number * 31 + char.codePointAt(0)) % 65521;
    return number % PIECES;
  }

  function wordsOf(text) {
    const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    return (bare.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => [...word].slice(0, 40).join("")).filter((word) => !about.common.includes(word));
  }

  function spelled(steps) {
    let number = 0;
    return steps.map((step) => (number += step));
  }

  // All rows with the word, or with one that begins so.
  async function rowsWith(word) {
    const piece = (await grotius.piece("words", pieceOf(word))) ?? {};
    const exact = word.startsWith("~") || [...word].length < 3;
    const rows = new Set();
    for (const [known, [steps]] of Object.entries(piece)) {
      if (exact ? known === word : known.startsWith(word)) for (const number of spelled(steps)) rows.add(number);
    }
    return rows;
  }

  async function search() {
    const mine = ++asked;
    const tag = location.hash.startsWith("#~") ? location.hash.slice(1) : null;
    const words = tag ? [tag] : wordsOf(input.value);
    if (!words.length) return tell(mine, [], "");
    const sets = await Promise.all([...words, ...(kind.value ? [`~k${kind.value}`] : [])].map(rowsWith));
    const [first, ...rest] = sets.sort((a, b) => a.size - b.size);
    const name = tag ? (await grotius.piece("words", pieceOf(tag)))?.[tag]?.[1] : null;
    if (mine === asked) tell(mine, [...first].filter((number) => rest.every((set) => set.has(number))), name ?? "");
  }

  // Kind by kind, in each the latest first.
  function tell(mine, matching, name) {
    const counts = about.kinds.map(([label, from, to]) => [label, matching.filter((number) => number >= from && number < to).sort((a, b) => b - a)]);
    numbers = counts.flatMap(([, inside]) => inside);
    shown = 0;
    found.replaceChildren();
    const told = counts.filter(([, inside]) => inside.length).map(([label, inside]) => `${inside.length.toLocaleString("en")} ${inside.length === 1 ? label : `${label}s`}`).join(", ");
    const words = input.value.trim();
    said.textContent = told ? `${name ? `${name}: ` : ""}${told}.` : words || name || location.hash.length > 1 ? "Nothing has these words." : "";
    more.hidden = true;
    return show(mine);
  }

  async function show(mine) {
    const next = numbers.slice(shown, shown + SHOWN);
    const blocks = new Map(await Promise.all([...new Set(next.map((number) => Math.floor(number / A_BLOCK)))].map(async (block) => [block, await grotius.piece("rows", block)])));
    if (mine !== asked) return;
    for (const number of next) {
      const row = blocks.get(Math.floor(number / A_BLOCK))?.[number % A_BLOCK];
      if (row) found.append(card(row));
    }
    shown += next.length;
    more.hidden = shown >= numbers.length;
  }

  function card([label, title, file, day, text]) {
    const article = Object.assign(document.createElement("article"), { className: "line" });
    const heading = document.createElement("h2");
    heading.append(Object.assign(document.createElement("a"), { href: file, textContent: title }));
    const meta = Object.assign(document.createElement("p"), { className: "meta", textContent: [label, day].filter(Boolean).join(" · ") });
    article.append(heading, meta, Object.assign(document.createElement("p"), { className: "words clip", textContent: text }));
    return article;
  }

  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      history.replaceState(null, "", input.value.trim() ? `#q=${encodeURIComponent(input.value.trim())}` : "#");
      search();
    }, 150);
  });
  kind.addEventListener("change", search);
  more.addEventListener("click", () => show(asked));
  window.addEventListener("hashchange", open);
  open();

  function open() {
    const words = new URLSearchParams(location.hash.slice(1)).get("q");
    input.value = words ?? "";
    search();
  }
})();
