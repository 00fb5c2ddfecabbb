import { expect, it } from "vitest";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { releaseView } from "#lib/testing/specimens/views/releases.ts";
import { conflictText, IndependenceSheet } from "./independence.tsx";

type Conflict = Parameters<typeof conflictText>[0];
const conflict = (changed: Partial<Conflict> = {}): Conflict => ({
  names: ["Mira Okafor", "Hannah Reuter"],
  signedFor: null,
  seat: "compliance",
  reader: null,
  because: "Mira Okafor confirmed a function of Hannah Reuter on 2026-11-14",
  instead: ["Dana Weiss"],
  ...changed,
});
const BECAUSE = "Mira Okafor confirmed a function of Hannah Reuter on 2026-11-14";

it.each<[Partial<Conflict>, string]>([
  [{}, `Mira Okafor and Hannah Reuter cannot both sign: ${BECAUSE}.`],
  [
    { reader: 0 },
    `Hannah Reuter cannot take the Compliance seat if you sign: ${BECAUSE}. Dana Weiss could take it.`,
  ],
  [{ reader: 1 }, `Mira Okafor cannot sign beside you: ${BECAUSE}.`],
  [
    { signedFor: "security" },
    `Hannah Reuter cannot take the Compliance seat because Mira Okafor signed for Security: ${BECAUSE}. Dana Weiss could take it.`,
  ],
  [
    { signedFor: "security", reader: 1, instead: [] },
    `You cannot take the Compliance seat because Mira Okafor signed for Security: ${BECAUSE}. Nobody else can take it now.`,
  ],
])("says who cannot sign with whom, and who could (%#)", (changed, text) => {
  expect(conflictText(conflict(changed))).toBe(text);
});

it("shows the window, that the signers are independent, and every conflict", () => {
  const shown = (independence: Partial<ReturnType<typeof releaseView>["independence"]>) =>
    textOf(<IndependenceSheet independence={{ ...releaseView().independence, ...independence }} />);
  expect(shown({})).toContain("Everybody who may sign is independent of the others.");
  expect(shown({ days: 180, signers: 3 })).toContain("The 3 people who signed are independent");
  expect(shown({ signers: 3, apart: false })).toContain("Some who signed depend on each other now");
  expect(shown({ conflicts: [conflict()] })).toContain("cannot both sign");
  expect(shown({ days: 180 })).toContain("window of 180 days");
});
