// The drawing of a network, by sigma with graphology.
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import Sigma from "sigma";
import type { Link } from "./api";
import { h } from "./dom";
import { actorPage, dyadPage } from "./parts";
import { go } from "./state";

let drawn: Sigma | undefined;

export function draw(box: HTMLElement, links: Link[]): void {
  drawn?.kill(); // browsers have few drawing contexts
  drawn = undefined;
  if (!links.length) {
    box.replaceChildren(h("p", { class: "empty" }, "No pair fits."));
    return;
  }
  const graph = new Graph({ type: "undirected" });
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const kinds: Record<string, string> = { person: colour("--call"), country: colour("--talks"), organization: colour("--other") };
  const most = Math.max(...links.map((l) => l.calls + l.talks));
  for (const l of links) {
    for (const n of [l.a, l.b]) {
      // A circle in the order of frequency to begin with: the layout is the same each time.
      if (!graph.hasNode(n.id)) graph.addNode(n.id, { label: n.name, color: kinds[n.kind] ?? colour("--soft"), x: Math.cos(graph.order * 2.4) * (graph.order + 1), y: Math.sin(graph.order * 2.4) * (graph.order + 1), weight: 0 });
      graph.updateNodeAttribute(n.id, "weight", (w: number) => w + l.calls + l.talks);
    }
    graph.addEdge(l.a.id, l.b.id, { size: 1 + (4 * (l.calls + l.talks)) / most, weight: l.calls + l.talks, color: colour("--line") });
  }
  graph.forEachNode((id, a) => graph.setNodeAttribute(id, "size", 4 + 10 * Math.sqrt(a.weight / (most * 3))));
  forceAtlas2.assign(graph, { iterations: 400, settings: { ...forceAtlas2.inferSettings(graph), gravity: 1, scalingRatio: 2, edgeWeightInfluence: 0.5 } });
  const wide = box.clientWidth / Math.max(box.clientHeight, 1);
  graph.updateEachNodeAttributes((_, a) => ({ ...a, x: a.x * wide })); // the box is no square
  try {
    drawn = new Sigma(graph, box, {
      labelColor: { color: colour("--ink") }, labelFont: "system-ui, sans-serif", labelDensity: 0.5, labelGridCellSize: 130, labelRenderedSizeThreshold: 6, allowInvalidContainer: true, enableEdgeEvents: true,
      defaultDrawNodeHover: (context, data, settings) => {
        if (typeof data.label !== "string") return;
        context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
        const wide = context.measureText(data.label).width;
        context.fillStyle = colour("--paper");
        context.fillRect(data.x + data.size, data.y - settings.labelSize, wide + 8, settings.labelSize * 1.8);
        context.fillStyle = colour("--ink");
        context.fillText(data.label, data.x + data.size + 3, data.y + settings.labelSize / 3);
      },
    });
  } catch {
    box.replaceChildren(h("p", { class: "empty" }, "This browser can't draw the network (WebGL); the table below has it."));
    return;
  }
  drawn.on("clickNode", ({ node }) => go(actorPage(node)));
  drawn.on("clickEdge", ({ edge }) => go(dyadPage(graph.source(edge), graph.target(edge))));
}
