import { describe, expect, it } from "vitest";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { waivedLine } from "../../bin/commands/waived-line.ts";
import { type DeploymentCase, deploymentAnswer } from "./deployment.ts";
import { RELEASE_STATES } from "./release.ts";

const POINTER = "churn-risk.production";
const lapsed = refuse("illegal", "approval-lapsed", "The approval has lapsed.", {
  place: { label: "See the seats", href: "/releases/4#seats" },
});
const over = refuse("gone", "approval-over", "The approval has expired.");
const notApproved = refuse("illegal", "not-approved", "It is in review.");

const release = (more: Partial<DeploymentCase> = {}): DeploymentCase => ({
  number: 4,
  state: "in-review",
  serves: false,
  approval: notApproved,
  waived: [],
  openSeats: [{ function: "security", whyNot: "0 of 1 signatures." }],
  ...more,
});
const approved = release({ state: "approved", approval: ok(null), openSeats: [] });
const answer = (...cases: DeploymentCase[]) => deploymentAnswer(POINTER, cases);

describe("the gate of a pipeline", () => {
  it("denies bits that no release is of, and says where to open one", () => {
    expect(answer()).toEqual({
      decision: "deny",
      reason: "No release brings this artifact to churn-risk.production.",
      missing: [{ id: "release", message: "Open a release of this version.", href: "/releases/new" }],
      href: "/releases/new",
      release: null,
      waived: [],
    });
  });

  it("allows what may start, and what serves already", () => {
    expect(answer(approved)).toMatchObject({ decision: "allow", release: 4, missing: [] });
    const live = release({ state: "released", serves: true });
    expect(answer(live)).toMatchObject({ decision: "allow", release: 4 });
    expect(answer(release({ state: "releasing", serves: true }))).toMatchObject({ decision: "allow" });
  });

  it("names the waivers of gates that do not pass", () => {
    const signedBy = [{ name: "Carla Diaz", function: "compliance" as const }];
    const until = "2026-12-05T10:00:00.000Z";
    const one = { gate: "bound", title: "Bound", waiver: 4, signedBy, until, href: "/waivers/4" };
    expect(answer({ ...approved, waived: [one] })).toMatchObject({ decision: "allow", waived: [one] });
    expect(waivedLine(one)).toBe(
      "waived  Bound: waiver 4, signed by Carla Diaz for Compliance, until 2026-12-05T10:00:00.000Z",
    );
  });

  it("waits for the open seats of a release under review", () => {
    expect(answer(release())).toMatchObject({
      decision: "pending",
      reason: "Release 4 is in review.",
      missing: [{ id: "seat-security", message: "security: 0 of 1 signatures.", href: "/releases/4#seats" }],
    });
    expect(answer(release({ state: "draft" })).missing).toMatchObject([{ id: "submission" }]);
  });

  it("waits where an approval lapsed, and denies where it expired", () => {
    expect(answer({ ...approved, approval: lapsed })).toMatchObject({
      decision: "pending",
      reason: "Release 4 is approved, but may not start.",
      missing: [{ id: "approval-lapsed", message: "The approval has lapsed.", href: "/releases/4#seats" }],
    });
    expect(answer({ ...approved, approval: over })).toMatchObject({
      decision: "deny",
      reason: "Release 4, the last of this artifact, has an approval that expired.",
    });
  });

  it("never takes an earlier release for an answer that a later one gives", () => {
    const rolledBack = release({ number: 7, state: "rolled-back" });
    expect(answer(rolledBack, release({ number: 9 }))).toMatchObject({ decision: "pending", release: 9 });
    expect(answer(release({ number: 3, state: "rejected" }), rolledBack)).toMatchObject({
      decision: "deny",
      release: 7,
      reason: "Release 7, the last of this artifact, was rolled back.",
    });
  });

  it.each(RELEASE_STATES)("allows nothing for being %s alone", (state) => {
    expect(answer(release({ state })).decision).not.toBe("allow");
  });
});
