export type LineageNode = { id: string; label: string; detail: string };
/** `weight` 0 to 1: how much of the target rests on this, where that is known. */
export type LineageEdge = { from: string; to: string; weight?: number | undefined };

export type Placed = LineageNode & { x: number; y: number };

export const nodeWidth = 150;
export const nodeHeight = 42;
const columnGap = 50;
const rowGap = 10;

/**
 * Layers by longest path from a source, each layer centred. Enough for the few nodes of one version; edges
 * that would close a circle are ignored for the layering.
 */
export function layOut(nodes: readonly LineageNode[], edges: readonly LineageEdge[]) {
  const depth = depths(nodes, edges);
  const layers: LineageNode[][] = [];
  for (const node of nodes) {
    const at = depth.get(node.id) ?? 0;
    layers[at] = [...(layers[at] ?? []), node];
  }
  const most = Math.max(1, ...layers.map((layer) => layer?.length ?? 0));
  const height = most * nodeHeight + (most - 1) * rowGap + 2;
  const places: Placed[] = layers.flatMap((layer, column) => {
    const taken = layer.length * nodeHeight + (layer.length - 1) * rowGap;
    const top = (height - taken) / 2;
    return layer.map((node, row) => ({
      ...node,
      x: 1 + column * (nodeWidth + columnGap),
      y: top + row * (nodeHeight + rowGap),
    }));
  });
  return {
    places,
    width: layers.length * nodeWidth + Math.max(0, layers.length - 1) * columnGap + 2,
    height,
  };
}

function depths(nodes: readonly LineageNode[], edges: readonly LineageEdge[]): Map<string, number> {
  const depth = new Map(nodes.map((node) => [node.id, 0]));
  // A longest path has fewer edges than there are nodes, so this many rounds settle any acyclic graph.
  for (let round = 0; round < nodes.length; round++) {
    let moved = false;
    for (const { from, to } of edges) {
      const wanted = (depth.get(from) ?? 0) + 1;
      if (!depth.has(from) || !depth.has(to) || (depth.get(to) ?? 0) >= wanted || wanted >= nodes.length)
        continue;
      depth.set(to, wanted);
      moved = true;
    }
    if (!moved) break;
  }
  pullTowardsTarget(depth, edges);
  return depth;
}

/** A node that nothing leads to stands right before the first thing that rests on it, not far left. */
function pullTowardsTarget(depth: Map<string, number>, edges: readonly LineageEdge[]): void {
  const targets = new Set(edges.map(({ to }) => to));
  for (const id of depth.keys()) {
    const next = edges.filter(({ from, to }) => from === id && depth.has(to)).map(({ to }) => depth.get(to)!);
    if (!targets.has(id) && next.length > 0) depth.set(id, Math.max(depth.get(id)!, Math.min(...next) - 1));
  }
}
