import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layOut, nodeHeight, nodeWidth } from "./lineage-layout.ts";
import { liveAt, type PointerMove } from "./pointer-at.ts";
import { splitCard } from "./split-card.ts";

describe("splitCard", () => {
  it("reads the flat head and leaves the body alone", () => {
    const card =
      '---\nlicense: mit\ntags:\n- tabular\n- "flights"\nmetrics: [auc, log-loss]\nmodel-index:\n- name: x\n  results: []\n---\n# Title\n';
    expect(splitCard(card)).toEqual({
      head: [
        { term: "license", value: "mit" },
        { term: "tags", value: "tabular, flights" },
        { term: "metrics", value: "auc, log-loss" },
      ],
      body: "# Title\n",
    });
  });

  it("a card without a head, or with one that never ends, is all body", () => {
    expect(splitCard("# Title")).toEqual({ head: [], body: "# Title" });
    expect(splitCard("---\nlicense: mit\n# Title").head).toEqual([]);
  });

  it("never loses a character of the body", () => {
    fc.assert(
      fc.property(fc.string(), (body) => {
        expect(splitCard(`---\na: b\n---\n${body}`).body).toBe(body);
      }),
    );
  });
});

describe("liveAt", () => {
  const move = (version: string, at: string): PointerMove => ({
    version,
    at,
    until: null,
    because: "",
    wayBack: false,
  });
  const moves = [
    move("v1", "2026-10-01T00:00:00Z"),
    move("v2", "2026-11-01T12:00:00Z"),
    move("v1", "2026-11-01T18:00:00Z"),
  ];

  it.each([
    ["2026-09-30T23:59:59Z", undefined],
    ["2026-10-01T00:00:00Z", "v1"],
    ["2026-11-01T12:00:00Z", "v2"],
    ["2026-12-01T00:00:00Z", "v1"],
  ])("at %s it is %s", (at, version) => {
    expect(liveAt(moves, at)?.version).toBe(version);
    expect(liveAt([...moves].reverse(), at)?.version).toBe(version);
  });
});

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
          for (const b of places) {
            if (a !== b && a.x === b.x) expect(Math.abs(a.y - b.y)).toBeGreaterThan(nodeHeight);
          }
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
