import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layOut, nodeHeight, nodeWidth } from "./lineage-layout.ts";

const inColumnOf = <Place extends { x: number }>(one: Place, places: readonly Place[]): Place[] =>
  places.filter((place) => place !== one && place.x === one.x);

describe("layOut", () => {
  const graph = fc.integer({ min: 1, max: 12 }).chain((size) =>
    fc.record({
      nodes: fc.constant(
        Array.from({ length: size }, (_, i) => ({ id: `n${i}`, label: `n${i}`, detail: "" })),
      ),
      edges: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 20 }),
    }),
  );

  it("goes left to right and overlaps nothing, in any acyclic graph", () => {
    fc.assert(
      fc.property(graph, ({ nodes, edges }) => {
        const forward = edges.filter(([a, b]) => a < b).map(([a, b]) => ({ from: `n${a}`, to: `n${b}` }));
        const { places, width, height } = layOut(nodes, forward);
        const byId = new Map(places.map((place) => [place.id, place]));
        for (const edge of forward) {
          expect(byId.get(edge.from)!.x + nodeWidth).toBeLessThan(byId.get(edge.to)!.x);
        }
        for (const a of places) {
          expect(a.x + nodeWidth).toBeLessThanOrEqual(width);
          expect(a.y + nodeHeight).toBeLessThanOrEqual(height);
          for (const b of inColumnOf(a, places)) expect(Math.abs(a.y - b.y)).toBeGreaterThan(nodeHeight);
        }
      }),
    );
  });

  it("a circle ends too, and every node has its place", () => {
    fc.assert(
      fc.property(graph, ({ nodes, edges }) => {
        const any = edges.map(([a, b]) => ({ from: `n${a}`, to: `n${b}` }));
        expect(layOut(nodes, any).places).toHaveLength(nodes.length);
      }),
    );
  });
});
