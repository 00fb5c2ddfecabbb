import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitCard } from "./card-head.ts";

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
      headSource:
        'license: mit\ntags:\n- tabular\n- "flights"\nmetrics: [auc, log-loss]\nmodel-index:\n- name: x\n  results: []',
      deeper: true,
      body: "# Title\n",
    });
    expect(splitCard("---\na: b\n---\n").deeper).toBe(false);
  });

  it("a card without a head, or with one that never ends, is all body", () => {
    expect(splitCard("# Title")).toEqual({ head: [], headSource: "", deeper: false, body: "# Title" });
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
