// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { draftsOf } from "#components/councils/condition-draft.ts";
import { YourDecision } from "#components/councils/your-decision.tsx";
import type { Answer } from "#components/ui/answer.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import type { SealedVerdictsView, SealedView } from "#lib/releases/views/sealed-verdicts.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { mine, own, releaseView, seat } from "#lib/testing/specimens/views/releases.ts";
import { decisionOf } from "../decision-words.ts";
import { seatsOf } from "../seat-words.ts";
import { SealedSheet } from "./sealed-sheet.tsx";

const MIRA = { id: "0197a1c0-0000-7000-8000-000000000051", name: "Mira Okafor" };

const givenBy = (changed: Partial<SealedView> = {}): SealedView => ({
  id: "0197a1c0-0000-7000-8000-0000000000a1",
  signerId: MIRA.id,
  signerName: MIRA.name,
  onBehalfOf: null,
  givenAt: "2026-11-24T16:42:00.000Z",
  said: null,
  now: null,
  ...changed,
});

const sealed = (
  phase: SealedVerdictsView["phase"],
  given: readonly SealedView[] = [],
): SealedVerdictsView => ({
  phase,
  hours: 24,
  revealAt: "2026-11-25T08:00:00.000Z",
  revealedAt: phase === "revealed" ? "2026-11-24T17:00:00.000Z" : null,
  seats: [
    { function: "security", heard: given.length > 0, given: [...given] },
    { function: "compliance", heard: false, given: [] },
  ],
});

const saidOpen = { decision: "request-changes", comment: "Name the slices." } as const;
const changedNow = {
  decision: "approve",
  comment: "The cap answers it.",
  at: "2026-11-24T17:10:00.000Z",
  changed: true,
} as const;

const deciding = (of: SealedVerdictsView) => {
  const release = releaseView({
    state: "in-review",
    sealed: of,
    council: { met: 0, approved: false, seats: [seat()] },
    mine: mine({ seats: [own()] }),
  });
  return { release, decision: decisionOf(release, MIRA, PASSWORD_ALONE) };
};

describe("sealed verdicts", () => {
  it("show who gave one, never which, before the reveal", () => {
    const text = textOf(<SealedSheet sealed={sealed("sealed", [givenBy()])} />);
    expect(text).toContain("1 of 2 given");
    expect(text).toContain("Mira Okafor");
    expect(text).toContain("Not given yet");
    for (const word of ["Approve", "Reject", "Request changes"]) expect(text).not.toContain(word);
  });

  it("show all together afterwards, with what changed and why", () => {
    const text = textOf(
      <SealedSheet sealed={sealed("revealed", [givenBy({ said: saidOpen, now: changedNow })])} />,
    );
    expect(text).toContain("Request changes then Approve");
    expect(text).toContain("Name the slices.");
    expect(text).toContain("The cap answers it.");
    expect(text).toContain("None was given");
    expect(textOf(<SealedSheet sealed={sealed("revealed", [givenBy()])} />)).toContain("Could not be opened");
  });

  it("are not shown where nothing is sealed", () => {
    expect(textOf(<SealedSheet sealed={null} />)).toBe("");
    expect(textOf(<SealedSheet sealed={sealed("open")} />)).toBe("");
  });

  it("are named at the seat", () => {
    const { release } = deciding(sealed("sealed", [givenBy()]));
    expect(seatsOf(release)[0]).toMatchObject({ state: "sealed", note: "Sealed, given by Mira Okafor" });
  });
});

describe("who gives one", () => {
  it("reads in the dialog what it does, and seals instead of signing", async () => {
    const { decision } = deciding(sealed("sealed"));
    const sign = vi.fn(async (): Promise<Answer> => ({ ok: true, value: undefined }));
    const page = mounted(
      <YourDecision
        decision={decision}
        steps={[]}
        sign={sign}
        take={async () => ({ ok: true, value: undefined })}
      />,
    );
    page.press(/^Reject/);
    const text = page.screen.getByRole("dialog").textContent;
    expect(text).toContain("Sealed verdict: Reject for Security");
    expect(text).toContain("Nobody can read it before the reveal");
    expect(text).toContain("once Compliance gave theirs, or after 24 h at the latest");
    expect(text).not.toContain("Ends release");
    expect(text).toContain("it fills no seat");
    expect(text).toContain("You seal a verdict on");
    expect(text).toContain("Nothing is sent before you seal it.");
    expect(text).not.toContain("You sign");
    expect(text).not.toContain("each signature");
    page.type(/^Why/, "No.");
    page.type("Your password", "secret");
    await page.submit("Seal: reject");
    expect(sign).toHaveBeenCalledWith(expect.objectContaining({ verb: "reject", comment: "No." }));
  });

  it("sees that they gave it, and can give another", () => {
    const { decision } = deciding(sealed("sealed", [givenBy()]));
    expect(decision).toMatchObject({ kind: "sign", sealed: true });
    const text = textOf(
      <YourDecision
        decision={decision}
        steps={[]}
        sign={async () => ({ ok: true, value: undefined })}
        take={async () => ({ ok: true, value: undefined })}
      />,
    );
    expect(text).toContain("You gave a sealed verdict on");
    expect(text).toContain("Give another sealed verdict");
  });

  it("finds the conditions they sealed where they confirm them, unless a cap of theirs has no field", () => {
    const condition = {
      text: "Night flights are watched.",
      test: "2,000 of them are labelled.",
      owner: MIRA.id,
      dueAt: "2026-12-01T12:00:00.000Z",
    };
    const said = { decision: "approve-with-conditions", comment: "", conditions: [condition] } as const;
    const opened = givenBy({ said: { ...said, conditions: [...said.conditions] } });
    const { decision } = deciding(sealed("revealed", [opened]));
    const offers = decision.kind === "sign" ? decision.seat.offers : [];
    expect(offers.map(({ differs, onConditions }) => [differs, onConditions?.given])).toEqual([
      [true, undefined],
      [undefined, [condition]],
      [true, undefined],
      [true, undefined],
    ]);
    expect(draftsOf([condition], 0)).toMatchObject([
      { text: condition.text, test: condition.test, owner: MIRA.id, day: "2026-12-01", stage: "" },
    ]);
    expect(draftsOf([{ ...condition, cap: { percent: 25 } }], 0)).toMatchObject([{ text: "" }]);
  });

  it("says why afterwards where they change it, and need not where they confirm it", () => {
    const { decision } = deciding(sealed("revealed", [givenBy({ said: saidOpen })]));
    const offers = decision.kind === "sign" ? decision.seat.offers : [];
    expect(offers.map(({ verb, differs }) => [verb, differs])).toEqual([
      ["approve", true],
      ["approve", true],
      ["request-changes", undefined],
      ["reject", true],
    ]);
  });
});
