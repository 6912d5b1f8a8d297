// The time line and the map of a snapshot: two views of the numbers that stand on the page as a table.

grotius.draw = ({ monthly, bins, spots }) => {
  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const tracks = document.getElementById("tracks"), map = document.getElementById("map"), note = document.getElementById("brushed");
  const SINCE = 0, UNTIL = 1, ATTACKS = 2, LOW = 3, BEST = 4, HIGH = 5, TALKS = 6, STATEMENTS = 7, PAGE = 8;
  const LEFT = 44, RIGHT = 10;
  let chosen = null; // [first bin, last bin] of the brush
  let marks = null; // circles and regions, once the map stands

  if (typeof d3 === "undefined" || typeof topojson === "undefined") {
    for (const one of [tracks, map]) one.replaceChildren(Object.assign(document.createElement("p"), { className: "note", textContent: "This cannot be drawn: files of the snapshot are missing." }));
    return;
  }
  drawTracks();
  drawMap();
  let width = tracks.clientWidth, timer;
  new ResizeObserver(() => {
    if (tracks.clientWidth === width) return;
    width = tracks.clientWidth;
    clearTimeout(timer);
    timer = setTimeout(() => { drawTracks(); drawMap(); }, 150);
  }).observe(tracks);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { drawTracks(); drawMap(); });

  function drawTracks() {
    tracks.replaceChildren();
    if (!bins.length) {
      tracks.append(Object.assign(document.createElement("p"), { className: "empty", textContent: "Nothing falls on any day." }));
      return;
    }
    const all = tracks.clientWidth;
    // Quiet days are as wide as loud ones; months are drawn whole.
    const starts = bins.map((one) => new Date(`${one[SINCE].slice(0, 7)}-${monthly ? "01" : one[SINCE].slice(8)}T00:00:00Z`));
    const ends = starts.map((day) => (monthly ? d3.utcMonth : d3.utcDay).offset(day, 1));
    const scale = d3.scaleUtc([starts[0], ends.at(-1)], [LEFT, all - RIGHT]);
    const x = Object.assign((k) => scale(starts[k]), { scale, width: (k) => Math.max(1.5, (scale(ends[k]) - scale(starts[k])) * 0.85) });
    const parts = [
      ["Fighting", "attacks", ATTACKS, "fight"],
      ["", "killed, best with low to high", BEST, "fight"],
      ["Talking", "talks", TALKS, "talk"],
      ["", "statements", STATEMENTS, "k-statement-line"],
    ].filter(([, , column]) => bins.some((one) => one[column]));
    parts.forEach(([track, label, column, paint], number) => drawTrack(track, label, column, color(paint), x, all, number === parts.length - 1));
    for (const part of tracks.querySelectorAll("svg")) brushOn(part, x, all);
  }

  function drawTrack(track, label, column, paint, x, all, last) {
    const heading = Object.assign(document.createElement("p"), { className: "track-title" });
    if (track) heading.append(Object.assign(document.createElement("b"), { textContent: track }));
    heading.append(Object.assign(document.createElement("span"), { textContent: label }));
    const height = last ? 96 : 74, bottom = height - (last ? 22 : 6);
    const top = d3.max(bins, (one) => column === BEST ? one[HIGH] ?? one[BEST] : one[column]);
    const y = d3.scaleLinear([0, top], [bottom, 8]);
    const svg = d3.create("svg").attr("viewBox", `0 0 ${all} ${height}`).attr("width", all).attr("height", height).attr("role", "img").attr("aria-label", `${track} ${label}; the table has the numbers`);
    const ticks = y.ticks(2).filter(Number.isInteger);
    svg.append("g").selectAll("line").data(ticks).join("line").attr("x1", LEFT).attr("x2", all - RIGHT).attr("y1", y).attr("y2", y).attr("stroke", color("line"));
    svg.append("g").selectAll("text").data(ticks).join("text").attr("x", LEFT - 6).attr("y", y).attr("dy", "0.32em").attr("text-anchor", "end").attr("font-size", 11).attr("fill", color("quiet")).text((n) => n.toLocaleString("en"));
    const shown = d3.range(bins.length).filter((k) => bins[k][column] || (column === BEST && (bins[k][HIGH] || bins[k][LOW])));
    if (column === BEST) {
      svg.append("g").selectAll("rect").data(shown).join("rect").attr("x", x).attr("width", x.width).attr("y", (k) => y(bins[k][HIGH] ?? bins[k][BEST])).attr("height", (k) => Math.max(1, y(bins[k][LOW]) - y(bins[k][HIGH] ?? bins[k][BEST]))).attr("fill", color("fight-soft"));
      svg.append("g").selectAll("rect").data(shown).join("rect").attr("x", x).attr("width", x.width).attr("y", (k) => y(bins[k][BEST]) - 1.5).attr("height", 3).attr("fill", paint);
    } else {
      svg.append("g").selectAll("rect").data(shown).join("rect").attr("x", x).attr("width", x.width).attr("y", (k) => y(bins[k][column])).attr("height", (k) => bottom - y(bins[k][column])).attr("fill", paint);
    }
    if (last) {
      const ticks = x.scale.ticks(all < 460 ? 4 : 8), name = x.scale.tickFormat();
      svg.append("g").selectAll("text").data(ticks).join("text").attr("x", x.scale).attr("y", height - 6).attr("text-anchor", "middle").attr("font-size", 11).attr("fill", color("quiet")).text(name);
    }
    tracks.append(heading, svg.node());
  }

  // One brush over all tracks: drag to choose days, on the tracks and on the map alike.
  function brushOn(svg, x, all) {
    const layer = d3.select(svg).append("g").attr("class", "brush");
    const brush = d3.brushX().extent([[LEFT, 2], [all - RIGHT, svg.viewBox.baseVal.height - 2]]).on("end", ({ selection, sourceEvent }) => {
      if (!sourceEvent) return;
      const inside = selection ? d3.range(bins.length).filter((k) => x(k) + x.width(k) >= selection[0] && x(k) <= selection[1]) : [];
      chosen = inside.length ? [inside[0], inside.at(-1)] : null;
      for (const other of tracks.querySelectorAll(".brush")) if (other !== layer.node()) other.moveTo(chosen && selection);
      tell();
      paintMap();
    });
    layer.call(brush);
    layer.node().moveTo = (selection) => brush.move(layer, selection);
  }

  function tell() {
    note.hidden = !chosen;
    if (!chosen) return;
    const inside = bins.slice(chosen[0], chosen[1] + 1);
    const attacks = d3.sum(inside, (one) => one[ATTACKS]);
    const page = inside.find((one) => one[PAGE] !== null)?.[PAGE];
    note.replaceChildren(`${inside[0][SINCE]} to ${inside.at(-1)[UNTIL]}: ${attacks.toLocaleString("en")} ${attacks === 1 ? "attack" : "attacks"}. `);
    if (page) note.append(Object.assign(document.createElement("a"), { href: page === 1 ? "events.html" : `events-${page}.html`, textContent: "The list, from there on" }));
  }

  // -- the map --------------------------------------------------------------------------------------------------

  function drawMap() {
    const MOST = 3000;
    const world = grotius.held("outlines", "world"), regions = grotius.held("outlines", "regions");
    if (!world || !regions) return;
    const points = spots.filter((one) => one[3] !== null).slice(0, MOST), coarse = spots.filter((one) => one[3] === null);
    const byName = new Map(regions.features.map((one) => [folded(one.properties.name), one]));
    const shaded = coarse.map((one) => ({ spot: one, region: byName.get(folded(one[1] ?? one[0])) })).filter((one) => one.region);
    const all = map.clientWidth, height = Math.max(300, Math.min(520, all * 0.75));
    const inView = { type: "FeatureCollection", features: [
      ...points.map((one) => ({ type: "Feature", geometry: { type: "Point", coordinates: [one[4], one[3]] } })),
      ...shaded.map((one) => ({ type: "Feature", geometry: { type: "MultiPoint", coordinates: corners(one.region) } })),
    ] };
    const projection = d3.geoMercator();
    if (inView.features.length) projection.fitExtent([[36, 36], [all - 36, height - 36]], inView);
    else projection.center([31, 49]).scale(900).translate([all / 2, height / 2]);
    projection.scale(Math.min(projection.scale(), 6000));
    if (inView.features.length) {
      const [[x0, y0], [x1, y1]] = d3.geoPath(projection).bounds(inView), [tx, ty] = projection.translate();
      projection.translate([tx + all / 2 - (x0 + x1) / 2, ty + height / 2 - (y0 + y1) / 2]);
    }
    projection.clipExtent([[-all, -height], [2 * all, 2 * height]]);
    const path = d3.geoPath(projection);
    const svg = d3.create("svg").attr("viewBox", `0 0 ${all} ${height}`).attr("width", all).attr("height", height).attr("role", "group").attr("aria-label", "Map of attacks; the places are in the list of places too");
    svg.append("rect").attr("width", all).attr("height", height).attr("fill", color("sea"));
    const ground = svg.append("g");
    ground.append("path").attr("d", path(topojson.feature(world, world.objects.countries))).attr("fill", color("land"));
    ground.append("path").attr("d", path(regions)).attr("fill", "none").attr("stroke", color("line")).attr("stroke-width", 0.8).attr("vector-effect", "non-scaling-stroke");
    ground.append("path").attr("d", path(topojson.mesh(world, world.objects.countries, (a, b) => a !== b))).attr("fill", "none").attr("stroke", color("strong-line")).attr("stroke-width", 1.1).attr("vector-effect", "non-scaling-stroke");
    const areas = linked(ground.append("g"), shaded, (one) => one.spot).append("path").attr("d", (one) => path(one.region)).attr("fill", color("fight")).attr("fill-opacity", 0.16).attr("stroke", color("fight")).attr("stroke-dasharray", "3 2").attr("vector-effect", "non-scaling-stroke");
    const circles = linked(ground.append("g"), points, (one) => one).append("circle").attr("cx", (one) => projection([one[4], one[3]])[0]).attr("cy", (one) => projection([one[4], one[3]])[1]).attr("fill", color("fight")).attr("stroke", color("fight")).attr("fill-opacity", (one) => (["exact", "site"].includes(one[2]) ? 0.8 : 0.16));
    const names = ground.append("g").attr("font-size", 11.5).attr("fill", color("ink")).attr("pointer-events", "none").selectAll("text").data(spaced(points, projection)).join("text").attr("x", ({ at }) => at[0]).attr("y", ({ at }) => at[1]).text(({ spot }) => spot[0]);
    map.replaceChildren(svg.node());
    if (points.length < spots.filter((one) => one[3] !== null).length) map.append(Object.assign(document.createElement("p"), { className: "fine", textContent: `The ${MOST.toLocaleString("en")} places with most attacks are drawn.` }));
    marks = { areas, circles, names, zoom: 1 };
    svg.call(d3.zoom().scaleExtent([1, 40]).translateExtent([[-all, -height], [2 * all, 2 * height]]).filter((event) => event.type !== "wheel" || event.ctrlKey || event.metaKey || document.activeElement === map).on("zoom", ({ transform }) => {
      ground.attr("transform", transform);
      marks.zoom = transform.k;
      paintMap();
    }));
    paintMap();
    map.dataset.ready = "yes";
  }

  function linked(layer, rows, spotOf) {
    const links = layer.selectAll("a").data(rows).join("a").attr("href", (one) => spotOf(one)[7]);
    links.append("title").text((one) => { const [name, region, precision, , , total] = spotOf(one); return `${[name, region].filter(Boolean).join(", ")}: ${total.toLocaleString("en")} ${total === 1 ? "attack" : "attacks"} (${precision})`; });
    return links;
  }

  // How many attacks each place had on the chosen days, as the size of its circle.
  function paintMap() {
    if (!marks) return;
    const count = (spot) => chosen ? d3.sum(spot[6], ([k, n]) => (k >= chosen[0] && k <= chosen[1] ? n : 0)) : spot[5];
    const radius = (spot) => { const n = count(spot); return n ? Math.min(22, 3.5 + 2 * Math.sqrt(n)) / marks.zoom : 0; };
    marks.circles.attr("r", radius).attr("stroke-width", 1.6 / marks.zoom);
    marks.areas.attr("visibility", (one) => (count(one.spot) ? "visible" : "hidden"));
    marks.names.attr("font-size", 11.5 / marks.zoom).attr("dx", ({ spot }) => radius(spot) + 3 / marks.zoom).attr("dy", 4 / marks.zoom).attr("visibility", ({ spot }) => (count(spot) ? "visible" : "hidden"));
  }

  // Names of the places with most attacks, as far as they do not lie over each other.
  function spaced(points, projection) {
    const kept = [];
    for (const spot of points.slice(0, 400)) {
      const at = projection([spot[4], spot[3]]);
      if (kept.length < 40 && kept.every((other) => Math.abs(other.at[0] - at[0]) > 90 || Math.abs(other.at[1] - at[1]) > 14)) kept.push({ spot, at });
    }
    return kept;
  }

  function folded(name) {
    return (name ?? "").normalize("NFKD").replace(/[^a-z]/gi, "").toLowerCase().replace(/(oblast|region|province)$/, "");
  }

  function corners(region) {
    const [[west, south], [east, north]] = d3.geoBounds(region);
    return [[west, south], [east, north]];
  }
};
