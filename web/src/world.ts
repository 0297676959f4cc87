// The map: countries by world-atlas, drawn by d3-geo.
import { type GeoPermissibleObjects, geoNaturalEarth1, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-110m.json";
import type { Place } from "./api";
import { count, h, s } from "./dom";

const width = 960, height = 500;

export function world(places: Place[], there: (p: Place) => string): HTMLElement {
  const topology = atlas as unknown as Topology<{ countries: GeometryCollection; land: GeometryCollection }>;
  const projection = geoNaturalEarth1().fitSize([width, height], { type: "Sphere" });
  const path = geoPath(projection).digits(1);
  const shape = (o: GeoPermissibleObjects, name: string): SVGElement => s("path", { class: name, d: path(o) ?? "" });
  const total = (p: Place): number => p.calls + p.talks + p.statements;
  const most = Math.max(1, ...places.map(total));
  const dots = places.filter((p) => p.lat !== undefined && p.lon !== undefined).flatMap((p) => {
    const at = projection([p.lon!, p.lat!]);
    if (!at) return [];
    const label = `${p.name}: ${count(total(p), "event")}`;
    const a = document.createElementNS("http://www.w3.org/2000/svg", "a");
    a.setAttribute("href", there(p));
    a.setAttribute("aria-label", label);
    a.append(s("title", {}, label), s("circle", { cx: at[0].toFixed(1), cy: at[1].toFixed(1), r: (2.5 + 14 * Math.sqrt(total(p) / most)).toFixed(1) }));
    return [a];
  });
  const svg = s("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Map of places; the table below has them as text" },
    shape({ type: "Sphere" }, "sea"), shape(feature(topology, topology.objects.land), "land"), shape(mesh(topology, topology.objects.countries, (a, b) => a !== b), "borders"), ...dots);
  return h("figure", { class: "map" }, svg);
}
