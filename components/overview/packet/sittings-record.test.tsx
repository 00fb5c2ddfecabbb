import { expect, it } from "vitest";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { event, releaseView } from "#lib/testing/specimens/views/releases.ts";
import { SittingsRecord } from "./sittings-record.tsx";

const sitting = { id: "s", council: "c", number: 45 };

it("a release's document names the sitting that heard it, and the verdicts given there", () => {
  const events = [
    event({ action: "release.heard", sitting }),
    event({ action: "verdict.cast", sitting, actor: "Mira Okafor", decision: "approve", seat: "security" }),
    event({ action: "verdict.cast", actor: "Tomás Ruiz", decision: "approve", seat: "engineering" }),
  ];
  const text = textOf(<SittingsRecord release={releaseView({ events })} />);
  expect(text).toContain("Sitting 45 , recorded");
  expect(text).toContain("Given in it: Mira Okafor approved for Security.");
  expect(text).not.toContain("Tomás");
});

it("says that all was signed in writing where nothing was given in it", () => {
  const events = [event({ action: "release.heard", sitting })];
  expect(textOf(<SittingsRecord release={releaseView({ events })} />)).toContain("signed before, in writing");
  expect(textOf(<SittingsRecord release={releaseView({ events: [] })} />)).toBe("");
});
