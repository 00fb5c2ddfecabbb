import { describe, expect, it } from "vitest";
import { decided, decidedOn } from "#lib/councils/decided.ts";
import { PROPOSAL_STATES } from "#lib/councils/policy-proposal.ts";
import { VERDICT_DECISIONS } from "#lib/councils/signature.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { ended } from "#lib/testing/specimens/views/councils.ts";
import { EndedProposals } from "./policy/ended-proposals.tsx";
import { signatureLine } from "./policy/signature-line.ts";

describe("what a signer decided", () => {
  it.each([
    ["approve", "approved release 2"],
    ["request-changes", "requested changes to release 2"],
    ["reject", "rejected release 2"],
  ] as const)("%s: %s", (decision, text) => {
    expect(decidedOn(decision, "release 2")).toBe(text);
  });

  it("has words of its own for every decision", () => {
    expect(new Set(VERDICT_DECISIONS.map((decision) => decided[decision])).size).toBe(
      VERDICT_DECISIONS.length,
    );
  });

  it("is a line with what was said to it", () => {
    const [signature] = ended().signatures;
    expect(signatureLine(signature!)).toBe("Mira Okafor rejected for Security: “The old name was clearer.”");
    expect(signatureLine({ ...signature!, decision: "approve", comment: "" })).toBe(
      "Mira Okafor approved for Security",
    );
  });
});

describe("past proposals", () => {
  it("say who proposed what, how it ended, who signed and when", () => {
    expect(textOf(<EndedProposals noun="Policy" proposals={[ended()]} />)).toBe(
      "Past proposals kept permanently Policy 2 rejected proposed by Ada Berg: The council has a new name. " +
        "Mira Okafor rejected for Security: “The old name was clearer.” 19 Nov 2026, 08:00",
    );
  });

  it("have a look of their own for each end", () => {
    const ends = PROPOSAL_STATES.filter((state) => state !== "open");
    const icons = ends.map(
      (state) =>
        /lucide-[a-z0-9-]+/.exec(
          markupOf(<EndedProposals noun="Policy" proposals={[ended({ state })]} />),
        )?.[0],
    );
    expect(new Set(icons).size).toBe(ends.length);
    for (const state of ends)
      expect(textOf(<EndedProposals noun="Policy" proposals={[ended({ state })]} />)).toContain(
        `Policy 2 ${state}`,
      );
  });

  it("are not there where there are none", () => {
    expect(markupOf(<EndedProposals noun="Policy" proposals={[]} />)).toBe("");
  });
});
