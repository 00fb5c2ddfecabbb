type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Groups of nodes that lead back to one another, each sorted. */
export function cyclesOf(graph: Graph): string[][] {
  const reached = new Map([...graph.keys()].map((node) => [node, reachedFrom(node, graph)]));
  const grouped = new Set<string>();
  const found: string[][] = [];
  for (const [node, others] of reached) {
    if (grouped.has(node)) continue;
    const group = [node, ...[...others].filter((other) => other !== node && reached.get(other)?.has(node))];
    for (const member of group) grouped.add(member);
    if (group.length > 1) found.push(group.sort());
  }
  return found;
}

function reachedFrom(start: string, graph: Graph): Set<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop())
    for (const next of graph.get(node) ?? [])
      if (!reached.has(next)) {
        reached.add(next);
        open.push(next);
      }
  return reached;
}
