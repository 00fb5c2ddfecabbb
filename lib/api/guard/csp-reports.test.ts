import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reportsIn } from "./csp-reports.ts";

const single = {
  "csp-report": {
    "document-uri": "https://countersign.example/audit?q=secret#x",
    "effective-directive": "script-src-elem",
    "violated-directive": "script-src",
    "blocked-uri": "https://evil.example/x.js?token=1",
    "original-policy": "default-src 'self'",
  },
};
const kept = {
  directive: "script-src-elem",
  blocked: "https://evil.example/x.js",
  page: "https://countersign.example/audit",
};

describe("6: a report of what the policy blocked", () => {
  it("is read in the single-report format, without the queries of its addresses", () => {
    expect(reportsIn(JSON.stringify(single))).toEqual([kept]);
  });

  it("is read from a list of reports, ignoring reports of other kinds", () => {
    const body = {
      documentURL: "https://countersign.example/audit?q=secret",
      effectiveDirective: "script-src-elem",
      blockedURL: "https://evil.example/x.js?token=1",
    };
    const list = [
      { type: "csp-violation", age: 5, url: "x", body },
      { type: "deprecation", body: {} },
    ];
    expect(reportsIn(JSON.stringify(list))).toEqual([kept]);
  });

  it("keeps keywords, and only the scheme of what is not an address", () => {
    for (const [said, expected] of [
      ["inline", "inline"],
      ["eval", "eval"],
      ["data:text/html,secret", "data:"],
      ["blob:https://x.example/1", "blob:"],
    ]) {
      const report = { "csp-report": { ...single["csp-report"], "blocked-uri": said } };
      expect(reportsIn(JSON.stringify(report))?.[0]?.blocked).toBe(expected);
    }
  });

  it("from any input is short and without control characters, or none", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: "binary" }), (value, text) => {
        const wild = { "csp-report": { "blocked-uri": text.repeat(50), "document-uri": value } };
        for (const report of reportsIn(JSON.stringify(wild)) ?? [])
          for (const said of Object.values(report)) {
            expect(said.length).toBeLessThanOrEqual(200);
            expect(said).not.toMatch(/[\p{Cc}\u2028]/u);
          }
        expect(() => reportsIn(JSON.stringify(value))).not.toThrow();
        expect(() => reportsIn(text)).not.toThrow();
      }),
    );
    for (const nothing of [
      "",
      "{",
      "7",
      "null",
      "{}",
      "[1]",
      `[${'{"type":"csp-violation"},'.repeat(21)}{}]`,
    ])
      expect(reportsIn(nothing)).toBeNull();
  });
});
