// @vitest-environment happy-dom
import { waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import type { VerdictDecision } from "#lib/councils/signature.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { digestOf } from "#lib/testing/specimens/views/registry.ts";
import type { Concern, VerdictOffer } from "./decision.ts";
import { SigningDialog } from "./signing-dialog.tsx";

const concern: Concern = {
  id: "compared-with-live",
  tone: "fail",
  title: "Compared with the live version",
  text: "No report compares v2 with v1.",
};
const seat = {
  seatId: "security",
  name: "Security",
  sections: [{ name: "case", digest: digestOf("0"), changed: true }],
  offers: [],
} as const;

const asking = (
  verb: VerdictDecision,
  offer: Partial<VerdictOffer> = {},
  concerns: readonly Concern[] = [],
) =>
  mounted(
    <SigningDialog
      offer={{
        verb,
        meaning: "I have reviewed it.",
        next: [{ icon: "lock", text: "Nothing goes live now." }],
        ...offer,
      }}
      seat={seat}
      subject="flight-delay v2 to production"
      concerns={concerns}
      round={2}
      subjectDigest={digestOf("9")}
      printedName="Mira Okafor"
      means={PASSWORD_ALONE}
      submit={async () => ({ ok: true, value: undefined })}
      onClose={() => {}}
      onSigned={() => {}}
    />,
  ).screen;

describe("the dialog that signs", () => {
  it("names what is signed", () => {
    const text = asking("approve").getByRole("dialog").textContent;
    expect(text).toContain("flight-delay v2 to production, round 2");
    expect(text).toContain("Case changed since you signed");
  });

  it("repeats every check that speaks against it", () => {
    const list = asking("approve", {}, [concern]).getByRole("list", { name: "Checks that do not pass" });
    expect(list.textContent).toBe("Compared with the live version No report compares v2 with v1.");
  });

  it("lists nothing where no check speaks against it", () => {
    expect(asking("approve").queryByRole("list", { name: "Checks that do not pass" })).toBeNull();
  });

  it("says what else a verdict does at once", () => {
    const screen = asking("reject", { consequence: "Ends release 2." });
    expect(screen.getByRole("dialog").textContent).toContain("Ends release 2.");
  });

  it("says what follows from the signature", () => {
    expect(asking("approve").getByRole("dialog").textContent).toMatch(
      /What happens next.*Nothing goes live now\./,
    );
  });

  it("opens with its first field in focus", async () => {
    const screen = asking("reject");
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Why")));
  });
});
