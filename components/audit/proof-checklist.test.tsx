// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { eventWithProof } from "#lib/testing/specimens/views/audit.ts";
import { ProofChecklist, type ProofResult } from "./proof-checklist.tsx";
import { proofResult } from "./proof-result.ts";

const step = (name: string, holds: boolean) => ({ name, claim: `${name} is right`, holds, value: "ab12" });
const checked = (...holds: boolean[]): ProofResult => ({
  kind: "checked",
  steps: holds.map((each, at) => step(`Step ${at}`, each)),
});

async function checklist(verify: () => Promise<ProofResult>, props = {}) {
  const page = mounted(<ProofChecklist verify={verify} {...props} />);
  await act(async () => undefined);
  return { ...page, text: () => page.screen.getByRole("region").textContent };
}

describe("the proof on a page", () => {
  it.each<[ProofResult, string]>([
    [checked(true, true), "Included"],
    [checked(true, false), "Does not hold"],
    [{ kind: "pending", reason: "A second." }, "Not sealed yet"],
    [{ kind: "unavailable", reason: "No key." }, "Not checked"],
  ])("%j is %s", async (result, word) => {
    const { text } = await checklist(async () => result);
    expect(text()).toMatch(new RegExp(`^Checked in your browser just now${word}`));
    if (result.kind !== "checked") expect(text()).toContain(result.reason);
  });

  it("names the step that does not hold, and no other", async () => {
    const { screen } = await checklist(async () => checked(true, false));
    expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
      "Step 0 Step 0 is rightab12",
      "Step 1 Step 1 is right does not holdab12",
    ]);
  });

  it("says that it is checking, then what it found; a failure to fetch is no failure of the proof", async () => {
    const { promise, reject } = Promise.withResolvers<ProofResult>();
    const { text } = await checklist(() => promise, { title: "Recomputed", holdsWord: "Same" });
    expect(text()).toMatch(/^RecomputedChecking/);
    await act(async () => reject(new Error("offline")));
    expect(text()).toContain("Not checkedThe proof could not be fetched.");
  });

  it("is checked again when one asks", async () => {
    const verify = vi.fn(async () => checked(true));
    const { press } = await checklist(verify);
    await act(async () => press("Check again"));
    expect(verify).toHaveBeenCalledTimes(2);
  });
});

describe("the proof the server gave", () => {
  const { entry, ...proof } = eventWithProof();
  it("waits for a signature, and for a key", () => {
    expect(proofResult(entry, { ...proof, receipt: null })).toMatchObject({ kind: "pending" });
    expect(proofResult(entry, { ...proof, logKey: null })).toEqual({
      kind: "unavailable",
      reason: "The log has not published its key yet.",
    });
  });

  it("is checked as it came: what cannot be read proves nothing", () => {
    expect(proofResult(entry, proof)).toMatchObject({ kind: "unavailable" });
  });
});
