// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { digestOf } from "#lib/testing/specimens/views/registry.ts";
import { conditionOf, newDraft } from "./condition-draft.ts";
import type { SigningInput } from "./decision.ts";
import { SigningDialog } from "./signing-dialog.tsx";

const owner = { id: "0197a1c0-0000-7000-8000-000000000054", name: "Jonas Lindqvist" };

it("signs an approval with the conditions that were typed", async () => {
  const sent: SigningInput[] = [];
  const page = mounted(
    <SigningDialog
      offer={{
        verb: "approve",
        meaning: "On the conditions named here.",
        next: [],
        onConditions: { owners: [owner], stages: [{ id: "canary", name: "Canary" }] },
      }}
      seat={{ seatId: "security", name: "Security", sections: [], offers: [] }}
      subject="flight-delay v2 to production"
      concerns={[]}
      round={2}
      subjectDigest={digestOf("9")}
      printedName="Mira Okafor"
      means={PASSWORD_ALONE}
      submit={async (input) => {
        sent.push(input);
        return { ok: true, value: undefined };
      }}
      onClose={() => {}}
      onSigned={() => {}}
    />,
  );
  expect(page.screen.getByRole("dialog").textContent).toContain("Approve with conditions for Security");
  page.type("Condition", "Night flights are watched.");
  page.type("Met when", "2,000 of them are labelled.");
  page.type("Owner", owner.id);
  page.type(/^Due/, "2026-12-04");
  page.type("Until it is met", "canary");
  page.type("Your password", "secret");
  await page.submit("Sign and approve with conditions");
  expect(sent).toMatchObject([
    {
      verb: "approve",
      conditions: [
        {
          text: "Night flights are watched.",
          test: "2,000 of them are labelled.",
          owner: owner.id,
          cap: { stage: "canary" },
        },
      ],
    },
  ]);
});

it("has no cap where the rollout goes on, and ends with its day", () => {
  const draft = {
    ...newDraft(0, Date.UTC(2026, 10, 27, 12)),
    text: " It is so. ",
    owner: owner.id,
    test: "Seen.",
  };
  expect(draft.day).toBe("2026-12-04");
  const asked = conditionOf(draft);
  expect(asked).toMatchObject({ text: "It is so.", owner: owner.id, test: "Seen." });
  expect("cap" in asked).toBe(false);
  expect(new Date(asked.dueAt).toTimeString()).toMatch(/^23:59/);
});
