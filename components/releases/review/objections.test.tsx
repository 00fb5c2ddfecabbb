// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { seat, verdict } from "#lib/testing/specimens/views/releases.ts";
import { objectionsOf } from "./objection-words.ts";
import { Objections } from "./objections.tsx";

const against = { decision: "request-changes", comment: "Name the slices." } as const;
const lift = { by: "Carla Diaz", reason: "The card names them.", at: "2026-11-25T10:00:00.000Z" };
const lifted = verdict({ ...against, id: "l1", counts: false, because: "lifted", lift, signerName: "Olga" });
const open = verdict({ ...against, id: "o1", mayLift: true, signerName: "Dana" });
const council = { seats: [seat({ function: "compliance", verdicts: [verdict(), lifted, open] })] };
const accepted: Answer = { ok: true, value: undefined };

const shown = (objections = objectionsOf(council), submit = vi.fn(async () => accepted)) => (
  <Objections objections={objections} means={PASSWORD_ALONE} lift={submit} />
);

describe("the objections to a release", () => {
  it("are those that count, then those that were lifted, with who, why and when", () => {
    expect(objectionsOf(council).map(({ id }) => id)).toEqual(["o1", "l1"]);
    const text = textOf(shown());
    expect(text).toMatch(/Dana requested changes for Compliance, .*Name the slices\./);
    expect(text).toMatch(/Lifted by Carla Diaz, .*because: The card names them\./);
    expect(text).toContain("1 to answer");
  });

  it("are no sheet where nobody objects, and leave out what its signer replaced", () => {
    const replaced = verdict({ ...against, counts: false, because: "replaced" });
    expect(objectionsOf({ seats: [seat({ verdicts: [verdict(), replaced] })] })).toEqual([]);
    expect(textOf(shown([]))).toBe("");
  });

  it("are lifted with a reason and a proof, by whoever may", async () => {
    const submit = vi.fn(async () => accepted);
    const page = mounted(shown(objectionsOf(council), submit));
    page.press("Lift this objection");
    page.type(/^Reason/, " Answered. ");
    page.type("Your password", "secret");
    await page.submit("Lift this objection");
    expect(submit).toHaveBeenCalledWith(expect.objectContaining({ objection: "o1", text: "Answered." }));
    expect(page.journey).toEqual(["refresh"]);
  });

  it("offer nothing to those who may not", () => {
    const shut = objectionsOf({ seats: [seat({ verdicts: [verdict({ ...against })] })] });
    expect(textOf(shown(shut))).not.toContain("Lift this objection");
  });
});
