// The overview's time line and map: two views of the numbers that stand on the page as a table.

const dark = matchMedia("(prefers-color-scheme: dark)");
const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const tracks = document.getElementById("tracks");
const view = await (await fetch(tracks.dataset.source)).json();
const map = document.getElementById("map");
let chosen = null; // [first day, last day] of the brush
let drawn = null; // the map, once it stands

drawTracks();
new ResizeObserver(debounced(drawTracks, 120)).observe(tracks);
dark.addEventListener("change", drawTracks);
try {
  drawn = await import("./map.js").then((module) => module.drawMap(map, view.spots, color));
} catch (error) {
  map.textContent = "";
  const note = document.createElement("p");
  note.className = "note";
  note.textContent = "This browser cannot draw the map. The places are in the list of places.";
  map.append(note);
  console.info("map:", error.message);
}
dark.addEventListener("change", () => drawn?.repaint());

function debounced(act, wait) {
  let timer;
  let width = tracks.clientWidth;
  return () => {
    if (tracks.clientWidth === width) return;
    width = tracks.clientWidth;
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };
}

function rowsOf(days) {
  const at = (day) => new Date(`${day}T12:00:00Z`);
  const total = (day, measure) => day.totals.find((one) => one.measure === measure);
  return {
    at,
    attacks: days.map((day) => ({ day: at(day.day), n: day.attacks })),
    figures: (measure) => days.filter((day) => total(day, measure)).map((day) => {
      const one = total(day, measure);
      return { day: at(day.day), low: one.low, best: one.best, high: one.high ?? one.best, open: one.high === null };
    }),
    talks: days.flatMap((day) => day.talks.map((one) => ({ day: at(day.day), status: one.value, n: one.count }))),
    statements: days.flatMap((day) => day.statements.map((one) => ({ day: at(day.day), act: one.value, n: one.count }))),
  };
}

function drawTracks() {
  tracks.textContent = "";
  if (!view.days.length) {
    const note = document.createElement("p");
    note.className = "empty";
    note.textContent = "Nothing falls on these days.";
    tracks.append(note);
    return;
  }
  const rows = rowsOf(view.days);
  const width = tracks.clientWidth;
  const half = 12 * 3600e3;
  const domain = [new Date(+rows.at(view.days[0].day) - half), new Date(+rows.at(view.days.at(-1).day) + half)];
  const last = view.days.length - 1;
  const bars = Math.max(2, Math.min(26, (width - 90) / view.days.length * 0.55));
  const every = Math.ceil((last + 1) / (width < 460 ? 5 : 9));
  const ticks = view.days.filter((_, i) => i % every === 0).map((day) => rows.at(day.day));
  const named = (day, i) => day.toLocaleDateString("en-GB", { day: "numeric", ...(i === 0 || day.getUTCDate() <= every ? { month: "short" } : {}), timeZone: "UTC" });
  const x = (axis) => ({ type: "utc", domain, axis, label: null, ticks, tickFormat: named, tickSize: 0 });
  const common = { className: "plot", width, marginLeft: 40, marginRight: 12, style: { background: "none" } };
  const ink = color("ink"), quiet = color("quiet"), fight = color("fight"), soft = color("fight-soft"), talk = color("talk");
  const step = (day, by) => new Date(+day + by * half * 0.55);

  const parts = [
    ["Fighting", "attacks a day", { height: 86, y: { ticks: 3, label: null, grid: true }, marks: [
      Plot.rect(rows.attacks, { x1: (d) => step(d.day, -1), x2: (d) => step(d.day, 1), y1: 0, y2: "n", fill: fight, rx: 2 }),
    ] }],
    ...[["killed", "killed, best with low to high"], ["launched", "drones and missiles launched"], ["injured", "injured"]].filter(([name]) => rows.figures(name).length).slice(0, 2).map(([name, label]) => ["", label, rangePart(rows.figures(name))]),
    ["Talking", "talks: held, planned, refused", { height: 76, y: { ticks: 2, label: null, grid: true }, color: { domain: ["held", "ongoing", "planned", "refused", "cancelled"], range: [talk, color("k-position-line"), color("talk-soft"), color("warn"), color("warn-soft")] }, marks: [
      Plot.rect(rows.talks, Plot.stackY({ x1: (d) => step(d.day, -1), x2: (d) => step(d.day, 1), y: "n", fill: "status", stroke: talk, strokeWidth: 0.7, rx: 2 })),
    ] }],
    ["", "statements by act", { height: 116, marginBottom: 26, last: true, y: { ticks: 3, label: null, grid: true }, color: { domain: acts(rows.statements), range: [color("k-statement-line"), color("talk"), color("fight"), color("k-figure-line"), color("k-position-line"), quiet] }, marks: [
      Plot.rect(rows.statements.map((d) => ({ ...d, act: acts(rows.statements).includes(d.act) ? d.act : "other" })), Plot.stackY({ x1: (d) => step(d.day, -1), x2: (d) => step(d.day, 1), y: "n", fill: "act", order: acts(rows.statements) })),
    ] }],
  ];
  function rangePart(data) {
    const top = Math.max(...data.map((d) => d.high)), least = Math.min(...data.map((d) => d.best).filter((n) => n > 0), top);
    const log = top / least > 60;
    return { height: 86, y: { ticks: log ? [0, 1, 10, 100, 1000, 10000, 100000].filter((n) => n <= top).slice(-3) : 3, label: null, grid: true, type: log ? "symlog" : "linear", nice: !log, domain: [0, top * (log ? 1.6 : 1.1)] }, marks: [
      Plot.rect(data, { x1: (d) => step(d.day, -0.5), x2: (d) => step(d.day, 0.5), y1: "low", y2: "high", fill: soft, stroke: fight, strokeWidth: 0.6, rx: 2 }),
      Plot.ruleX(data.filter((d) => d.open), { x: "day", y1: "high", y2: top, stroke: fight, strokeDasharray: "2,3" }),
      Plot.dot(data, { x: "day", y: "best", fill: fight, r: 3.5 }),
      Plot.text(data, { x: "day", y: "best", text: (d) => d.best.toLocaleString("en"), dx: Math.max(0.275 * (width - 52) / view.days.length, 6) + 4, textAnchor: "start", fill: ink, fontSize: 11 }),
    ] };
  }
  for (const [track, label, { last: isLast, ...options }] of parts) {
    const heading = document.createElement("p");
    heading.className = "track-title";
    if (track) heading.append(Object.assign(document.createElement("b"), { textContent: track }));
    heading.append(Object.assign(document.createElement("span"), { textContent: label }));
    for (const [name, paint] of legend(options.color)) {
      const key = Object.assign(document.createElement("span"), { textContent: name, className: "swatch" });
      const dot = Object.assign(document.createElement("i"), { className: "swatch-dot" });
      dot.style.background = paint;
      key.prepend(dot);
      heading.append(key);
    }
    const chart = Plot.plot({ marginTop: 8, marginBottom: 8, ...common, ...options, x: x(isLast ? "bottom" : null), ariaLabel: `${track} ${label}` });
    chart.setAttribute("role", "img");
    for (const group of chart.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
    tracks.append(heading, chart);
    brushOn(chart, width, options.height, domain);
  }
}

function acts(statements) {
  const counts = new Map();
  for (const one of statements) counts.set(one.act, (counts.get(one.act) ?? 0) + one.n);
  const common = [...counts].sort((a, b) => b[1] - a[1]).map(([act]) => act).filter((act) => act !== "other").slice(0, 5);
  return [...common, "other"];
}

function legend(scale) {
  if (!scale) return [];
  const present = new Set(view.days.flatMap((day) => [...day.talks, ...day.statements].map((one) => one.value)));
  return scale.domain.map((name, i) => [name, scale.range[i]]).filter(([name]) => present.has(name) || name === "other" && scale.domain.length === 6);
}

// One brush over all charts: drag to choose days, on the charts and on the map alike.
function brushOn(chart, width, height, domain) {
  const svg = chart.tagName === "svg" ? chart : chart.querySelector("svg");
  const scale = d3.scaleUtc(domain, [40, width - 12]);
  const layer = d3.select(svg).append("g").attr("class", "brush");
  const brush = d3.brushX().extent([[40, 4], [width - 12, height - 4]]).on("end", ({ selection, sourceEvent }) => {
    if (!sourceEvent) return;
    chosen = selection ? selection.map((at) => scale.invert(at).toISOString().slice(0, 10)) : null;
    showChosen();
    for (const other of tracks.querySelectorAll(".brush")) if (other !== layer.node()) other.__move?.(selection);
  });
  layer.call(brush);
  layer.node().__move = (selection) => brush.move(layer, selection);
}

function showChosen() {
  const note = document.getElementById("brushed");
  note.hidden = !chosen;
  drawn?.between(chosen);
  if (!chosen) return;
  const inside = view.days.filter((day) => day.day >= chosen[0] && day.day <= chosen[1]);
  const attacks = inside.reduce((sum, day) => sum + day.attacks, 0);
  const link = document.createElement("a");
  const target = new URL(tracks.dataset.base, location.href);
  target.searchParams.set("since", chosen[0]);
  target.searchParams.set("until", chosen[1]);
  link.href = target.pathname + target.search;
  link.textContent = "Show only these days";
  note.replaceChildren(`${chosen[0]} to ${chosen[1]}: ${attacks} attacks. `, link);
}
