import { Sheet } from "#components/ui/sheet.tsx";
import { type LineageEdge, type LineageNode, layOut, nodeHeight, nodeWidth } from "./lineage-layout.ts";

type LineageSketchProps = { nodes: readonly LineageNode[]; edges: readonly LineageEdge[]; currentId: string };

/** Where a version comes from, left to right. The thicker the line, the more it weighs. */
export function LineageSketch({ nodes, edges, currentId }: LineageSketchProps) {
  const { places, width, height } = layOut(nodes, edges);
  const byId = new Map(places.map((place) => [place.id, place]));
  return (
    <Sheet title="Lineage" provenance="from source to version">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div tabIndex={0} className="overflow-x-auto">
        <svg
          role="img"
          aria-label={inWords(nodes, edges)}
          viewBox={`0 0 ${width} ${height}`}
          style={{ maxWidth: `${width}px`, minWidth: `${Math.min(width, 620)}px` }}
          className="w-full"
        >
          {edges.map((edge) => {
            const from = byId.get(edge.from);
            const to = byId.get(edge.to);
            if (!from || !to) return null;
            const x1 = from.x + nodeWidth;
            const y1 = from.y + nodeHeight / 2;
            const y2 = to.y + nodeHeight / 2;
            const bend = (to.x - x1) / 2;
            return (
              <path
                key={`${edge.from} ${edge.to}`}
                d={`M${x1} ${y1}C${x1 + bend} ${y1} ${to.x - bend} ${y2} ${to.x} ${y2}`}
                fill="none"
                stroke="var(--line-strong)"
                strokeWidth={1 + 6 * (edge.weight ?? 0.05)}
              />
            );
          })}
          {places.map((place) => {
            const current = place.id === currentId;
            return (
              <g key={place.id} transform={`translate(${place.x} ${place.y})`}>
                <rect
                  width={nodeWidth}
                  height={nodeHeight}
                  rx="7"
                  fill={current ? "var(--accent-weak)" : "var(--surface)"}
                  stroke={current ? "var(--accent)" : "var(--line-strong)"}
                />
                <text x="12" y="18" fontSize="12" fontWeight="500" fill="var(--ink)">
                  {shorten(place.label, 20)}
                </text>
                <text x="12" y="33" fontSize="10.5" fill="var(--ink-3)">
                  {shorten(place.detail, 24)}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
    </Sheet>
  );
}

function inWords(nodes: readonly LineageNode[], edges: readonly LineageEdge[]): string {
  const name = new Map(nodes.map((node) => [node.id, node.label]));
  const lines = edges.map((edge) => `${name.get(edge.from) ?? edge.from} to ${name.get(edge.to) ?? edge.to}`);
  return `Lineage: ${lines.join("; ")}`;
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
