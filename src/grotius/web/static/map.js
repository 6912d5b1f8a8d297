// The map: outlines and events, all from this site. A point is drawn only where the text names one.

import { Map as Atlas, NavigationControl, Popup, setWorkerUrl } from "./vendor/maplibre-gl.mjs";

export async function drawMap(element, spots, color) {
  setWorkerUrl?.(new URL("./vendor/maplibre-gl-worker.mjs", import.meta.url).href);
  const [world, regions] = await Promise.all(["world.json", "regions.json"].map(async (name) => (await fetch(`/static/vendor/${name}`)).json()));
  const countries = topojson.feature(world, world.objects.countries);
  const borders = topojson.mesh(world, world.objects.countries, (a, b) => a !== b);
  const points = { type: "FeatureCollection", features: spots.filter((spot) => spot.lat !== null).map(point) };
  const shaded = shadedRegions(spots, regions);
  element.textContent = "";
  const atlas = new Atlas({
    container: element,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    style: { version: 8, sources: {
      land: { type: "geojson", data: countries },
      borders: { type: "geojson", data: borders },
      regions: { type: "geojson", data: regions },
      shaded: { type: "geojson", data: shaded },
      points: { type: "geojson", data: points },
      names: { type: "geojson", data: countryNames(countries) },
      spots: { type: "geojson", data: spotNames(points) },
    }, layers: layers(color) },
    ...frame(points, shaded),
    minZoom: 1,
    maxZoom: 11,
  });
  element.querySelector("canvas")?.setAttribute("aria-label", "Map of attacks; the same events are in the list of events");
  atlas.addControl(new NavigationControl({ showCompass: false }), "top-right");
  for (const layer of ["exact", "coarse", "shaded"]) {
    atlas.on("click", layer, (event) => tell(atlas, event));
    atlas.on("mouseenter", layer, () => { atlas.getCanvas().style.cursor = "pointer"; });
    atlas.on("mouseleave", layer, () => { atlas.getCanvas().style.cursor = ""; });
  }
  await idle(atlas);
  if (atlas.getCanvas().clientWidth !== element.clientWidth || atlas.getCanvas().clientHeight !== element.clientHeight) {
    atlas.resize(); // it was made before the page had its measures
    await idle(atlas);
  }
  element.dataset.ready = "yes";
  return {
    between(days) {
      const inside = days ? ["all", [">=", ["get", "day"], days[0]], ["<=", ["get", "day"], days[1]]] : null;
      atlas.setFilter("exact", both(EXACT, inside));
      atlas.setFilter("coarse", both(COARSE, inside));
      atlas.setFilter("shaded", inside);
      atlas.setFilter("shaded-line", inside);
    },
    repaint() {
      for (const layer of layers(color)) for (const [name, value] of Object.entries(layer.paint)) atlas.setPaintProperty(layer.id, name, value);
    },
  };
}

const idle = (atlas) => new Promise((resolve) => atlas.once("idle", resolve));

const EXACT = ["in", ["get", "precision"], ["literal", ["exact", "site"]]];
const COARSE = ["!", EXACT];
const both = (one, two) => (two ? ["all", one, two] : one);
const size = ["interpolate", ["linear"], ["sqrt", ["coalesce", ["get", "killed"], 0]], 0, 5, 3, 8, 10, 15];

function layers(color) {
  const fight = color("fight");
  return [
    { id: "sea", type: "background", paint: { "background-color": color("sea") } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": color("land") } },
    { id: "region-lines", type: "line", source: "regions", minzoom: 3.4, paint: { "line-color": color("line"), "line-width": 0.8 } },
    { id: "borders", type: "line", source: "borders", paint: { "line-color": color("strong-line"), "line-width": 1.1 } },
    { id: "shaded", type: "fill", source: "shaded", paint: { "fill-color": fight, "fill-opacity": 0.16 } },
    { id: "shaded-line", type: "line", source: "shaded", paint: { "line-color": fight, "line-width": 1.2, "line-dasharray": [3, 2] } },
    { id: "coarse", type: "circle", source: "points", filter: COARSE, paint: { "circle-radius": size, "circle-color": fight, "circle-opacity": 0.14, "circle-stroke-color": fight, "circle-stroke-width": 1.8 } },
    { id: "exact", type: "circle", source: "points", filter: EXACT, paint: { "circle-radius": size, "circle-color": fight, "circle-opacity": 0.85, "circle-stroke-color": color("card"), "circle-stroke-width": 1 } },
    text("country-names", "names", { "text-field": ["get", "name"], "text-size": 12.5, "text-letter-spacing": 0.06, "symbol-sort-key": ["-", 0, ["get", "size"]] }, color("quiet")),
    text("region-names", "regions", { "text-field": ["get", "name"], "text-size": 10, "text-optional": true }, color("quiet"), 6),
    text("spot-names", "spots", { "text-field": ["get", "name"], "text-size": 11.5, "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": 0.9, "text-justify": "auto" }, color("ink")),
  ];
}

// No fonts are fetched: the browser draws the letters with its own.
function text(id, source, layout, paint, minzoom = 0) {
  return { id, type: "symbol", source, minzoom, layout: { "text-font": ["sans-serif"], "text-max-width": 8, ...layout }, paint: { "text-color": paint, "text-halo-color": getComputedStyle(document.documentElement).getPropertyValue("--land").trim(), "text-halo-width": 1.4 } };
}

function point(spot) {
  return { type: "Feature", properties: { ...spot, day: spot.day ?? "" }, geometry: { type: "Point", coordinates: [spot.lon, spot.lat] } };
}

// A country's name stands in the middle of its largest part.
function countryNames(countries) {
  return { type: "FeatureCollection", features: countries.features.map((country) => {
    const parts = country.geometry.type === "Polygon" ? [country.geometry.coordinates] : country.geometry.coordinates;
    const largest = parts.reduce((one, two) => (d3.polygonArea(one[0]) ** 2 >= d3.polygonArea(two[0]) ** 2 ? one : two));
    return { type: "Feature", properties: { name: country.properties.name, size: Math.abs(d3.polygonArea(largest[0])) }, geometry: { type: "Point", coordinates: d3.polygonCentroid(largest[0]) } };
  }) };
}

function spotNames(points) {
  const seen = new Map();
  for (const one of points.features) {
    const name = one.properties.place.split(",")[0];
    if (!seen.has(name)) seen.set(name, { ...one, properties: { name } });
  }
  return { type: "FeatureCollection", features: [...seen.values()] };
}

const folded = (name) => (name ?? "").normalize("NFKD").replace(/[^a-z]/gi, "").toLowerCase().replace(/(oblast|region|province)$/, "");

function shadedRegions(spots, regions) {
  const byName = new Map(regions.features.map((feature) => [folded(feature.properties.name), feature]));
  const features = [];
  for (const spot of spots) {
    const region = spot.lat === null ? byName.get(folded(spot.admin1 ?? spot.place)) : null;
    if (region) features.push({ ...region, properties: { ...spot, day: spot.day ?? "" } });
  }
  return { type: "FeatureCollection", features };
}

// All events in view; where there are none, Europe's east.
function frame(points, shaded) {
  const all = [...points.features.map((one) => one.geometry.coordinates), ...shaded.features.flatMap((one) => one.geometry.coordinates.flat(2))];
  if (!all.length) return { center: [31, 49], zoom: 3.6 };
  const xs = all.map((at) => at[0]), ys = all.map((at) => at[1]);
  const bounds = [[Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)]];
  return { bounds, fitBoundsOptions: { padding: 46, maxZoom: 5.4 } };
}

function tell(atlas, event) {
  const box = document.createElement("div");
  const seen = new Set();
  for (const { properties } of event.features) {
    if (seen.has(properties.event) || seen.size > 5) continue;
    seen.add(properties.event);
    const line = document.createElement("p");
    const link = document.createElement("a");
    link.href = `/events/${encodeURIComponent(properties.event)}`;
    link.textContent = properties.title;
    const about = document.createElement("span");
    about.className = "quiet";
    about.textContent = ` ${[properties.day, `${properties.place} (${properties.precision})`].filter(Boolean).join(", ")}`;
    line.append(link, about);
    box.append(line);
  }
  new Popup({ maxWidth: "18rem" }).setLngLat(event.lngLat).setDOMContent(box).addTo(atlas);
}
