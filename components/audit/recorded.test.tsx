import { describe, expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { eventWithProof, logState } from "#lib/testing/specimens/views/audit.ts";
import { digestOf } from "#lib/testing/specimens/views/registry.ts";
import { distinctTerms, ordinalText, termOf } from "./field-words.ts";
import { bodyText, KeptDetails } from "./kept-details.tsx";
import { LogBehind } from "./log-behind.tsx";
import { AroundIt, HashedBytes } from "./recorded.tsx";
import { recordedValue } from "./recorded-value.tsx";

describe("a recorded field", () => {
  it.each([
    ["candidateWeight", "Candidate weight"],
    ["plan_digest", "Plan digest"],
    ["factor-rule", "Factor rule"],
    ["subject", "Signed digest"],
    ["version", "Version"],
  ])("%s is called %s", (name, term) => {
    expect(termOf(name)).toBe(term);
  });

  it.each([
    [1, "1st"],
    [2, "2nd"],
    [3, "3rd"],
    [4, "4th"],
    [11, "11th"],
    [12, "12th"],
    [113, "113th"],
    [1_203, "1,203rd"],
    [21, "21st"],
    [100, "100th"],
  ])("%s is the %s of its stream", (count, text) => {
    expect(ordinalText(count)).toBe(text);
  });

  it("that comes again is numbered", () => {
    const terms = ["Digest", "Stage", "Digest", "Digest"].map((term) => ({ term }));
    expect(distinctTerms(terms).map(({ term }) => term)).toEqual(["Digest", "Stage", "Digest 2", "Digest 3"]);
  });

  it.each([
    [null, "none"],
    ["", "none"],
    [[], "none"],
    [12_345, "12,345"],
    [true, "yes"],
    [false, "no"],
    ["canary", "canary"],
    [["a", 2, { b: 1 }], 'a, 2, {"b":1}'],
    [{ from: "v1", to: null }, "from v1 to none"],
    [{ deep: { er: 1 } }, "see the bytes below"],
    [Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`k${i}`, i])), "see the bytes below"],
    [digestOf("a"), "sha256 aaaa…aaaa"],
  ])("%j reads %s", (value, text) => {
    expect(textOf(recordedValue(value))).toBe(text);
  });
});

describe("what is kept beside the log", () => {
  it.each([
    ["It looked wrong.", "It looked wrong."],
    [{ name: "Ada", roles: ["admin"] }, 'name: Ada\nroles: ["admin"]'],
    [null, "null"],
    [7, "7"],
  ])("%j reads %s", (body, text) => {
    expect(bodyText(body)).toBe(text);
  });

  it("is shown while it is there, and said where it was erased", () => {
    const details = [
      { name: "reason", commitment: "c", kept: { salt: "s", body: "Too slow." } },
      { name: "signer", commitment: "d", kept: null },
    ];
    expect(textOf(<KeptDetails details={details} />)).toMatch(/reason Too slow\. signer Erased$/);
    expect(markupOf(<KeptDetails details={[]} />)).toBe("");
  });
});

describe("an event in the log", () => {
  it("stands between its neighbours, which lead on", () => {
    const { around } = eventWithProof();
    const markup = markupOf(<AroundIt neighbours={around} current={10_482} />);
    expect([...markup.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(["/audit/10481"]);
    expect(textOf(<AroundIt neighbours={around} current={10_482} />)).toBe(
      "Around it in the log 10,481 Policy signed 10,482 Policy published",
    );
  });

  it("counts bytes, not characters", () => {
    expect(textOf(<HashedBytes text={'{"é":1}'} />)).toContain("RFC 8785, 8 bytes");
  });
});

describe("a log that is behind", () => {
  it.each([
    [{ waiting: 50, signedSize: 10_450 }, ""],
    [{ waiting: 51 }, "51 events wait for a place in the tree."],
    [{ signedSize: 10_449 }, "51 leaves are not signed yet."],
  ])("%j: %s", (changed, text) => {
    const shown = textOf(<LogBehind state={logState(changed)} />);
    expect(shown).toBe(
      text &&
        `The log is behind. ${text} No event is lost: each is recorded together with its change. Ask whoever runs the workers to check them.`,
    );
  });
});
