import { describe, expect, it } from "vitest";
import { saidText } from "#components/ui/said.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { incident } from "#lib/testing/specimens/views/incidents.ts";
import { event } from "#lib/testing/specimens/views/rollouts.ts";
import { IncidentView } from "./incident-view.tsx";
import { incidentCrumbs, liveNow, timesText } from "./incident-words.ts";

const shown = (changed = {}) => textOf(<IncidentView incident={incident(changed)} />);

describe("an incident's page", () => {
  it("says whether it is open, what to do, and what is live now", () => {
    expect(shown()).toMatch(/Open opened .* Incident 3: Log-loss beyond its limit/);
    expect(shown()).toContain("Check that everyone is on v1. Tell the owner.");
    expect(shown()).toContain("Now live v1 on production");
    expect(shown({ closedAt: "2026-11-21T00:00:00.000Z" })).toMatch(/^Closed/);
  });

  it("leads to the rollout, and to the verdict only where there is one", () => {
    const link = "/releases/7/rollout/verdicts/0197a1c0-0000-7000-8000-000000000041";
    expect(markupOf(<IncidentView incident={incident()} />)).toContain(`href="${link}"`);
    const without = markupOf(<IncidentView incident={incident({ verdict: null })} />);
    expect(without).toContain('href="/releases/7/rollout"');
    expect(without).not.toContain("Recompute the verdict");
  });

  it("gives the rollback's times only once all of them are known", () => {
    expect(saidText(timesText(incident()) ?? [])).toBe(
      "Breach 14:02:31.118, detected +0.21 s, decided +0.23 s, first request on v1 +0.64 s.",
    );
    for (const gap of ["breachAt", "detectedAt", "decidedAt", "actuatedAt"])
      expect(timesText(incident({ times: { ...incident().times, [gap]: null } })), gap).toBeUndefined();
  });

  it("knows that nothing may have been live before", () => {
    expect(liveNow({ base: null, pointer: "production" })).toBe("nothing");
  });

  it("has the rollout's events as its timeline, with stages by their names", () => {
    const events = [
      event({ action: "incident.opened", actor: "The system" }),
      event({ action: "rollout.advanced", to: "canary", because: null }),
    ];
    expect(shown({ events })).toMatch(/Timeline Breach .* Incident opened .* Advanced to Canary/);
    expect(shown()).toContain("Nothing has happened yet");
    expect(shown({ times: { ...incident().times, breachAt: null } })).not.toContain("Breach");
  });

  it("says which rollout it is about, and in which state that is", () => {
    expect(shown()).toContain("State Rolled back Candidate flight-delay v2");
    expect(shown({ state: "rolling-back" })).toContain("State Rolling back");
    expect(shown()).toContain("Release 7, by Jonas Lindqvist");
  });

  it("stands under its rollout", () => {
    expect(incidentCrumbs(incident()).map(({ label }) => label)).toEqual([
      "Rollouts",
      "Rollout 4",
      "Incident 3",
    ]);
  });
});
