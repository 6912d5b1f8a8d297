// What scripts add to any page: keys of the review, words selected for a correction, a slider for the matrix.

document.querySelector('.top nav [aria-current]')?.scrollIntoView({ block: "nearest", inline: "nearest" });

const review = document.getElementById("review");
if (review) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const link = { j: "following", k: "previous" }[event.key];
    if (link) document.getElementById(link)?.click();
    else document.querySelector(`button[data-key="${CSS.escape(event.key)}"]`)?.click();
  });
  document.querySelector('.queue [aria-current="true"]')?.scrollIntoView({ block: "nearest" });
  const form = document.getElementById("correct");
  const extract = document.querySelector(".extract");
  if (form && extract) extract.addEventListener("mouseup", () => takeWords(form, extract));
  if (form && extract) extract.addEventListener("keyup", () => takeWords(form, extract));
}

function takeWords(form, extract) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !extract.contains(selection.anchorNode) || !extract.contains(selection.focusNode)) return;
  const range = selection.getRangeAt(0);
  const before = document.createRange();
  before.selectNodeContents(extract);
  before.setEnd(range.startContainer, range.startOffset);
  // Positions count code points, not the halves that scripts count.
  const start = Number(extract.dataset.start) + [...before.toString()].length;
  const words = range.toString();
  form.elements.value.value = words.trim();
  form.elements.start.value = start;
  form.elements.end.value = start + [...words].length;
}

const slide = document.querySelector("form.slide");
if (slide) {
  const days = slide.dataset.days.split(" ");
  const select = slide.elements.at;
  const range = document.createElement("input");
  range.type = "range";
  range.min = 0;
  range.max = days.length - 1;
  range.value = days.indexOf(select.value);
  range.setAttribute("aria-label", "As of which day");
  range.addEventListener("input", () => { select.value = days[range.value]; });
  range.addEventListener("change", () => slide.requestSubmit());
  select.addEventListener("change", () => slide.requestSubmit());
  const label = document.createElement("label");
  label.textContent = "Slide through the days";
  label.append(range);
  slide.prepend(label);
}
