// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { saidText } from "#components/ui/said.tsx";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { closed, incident, written } from "#lib/testing/specimens/views/incidents.ts";
import { event } from "#lib/testing/specimens/views/rollouts.ts";
import { IncidentView } from "./incident-view.tsx";
import { closingSteps, incidentCrumbs, liveNow, timesText } from "./incident-words.ts";

type Changed = Parameters<typeof incident>[0];
const done = () => Promise.resolve({ ok: true as const, value: undefined });
const page = (changed: Changed = {}, whyNot = {}, work = {}) => (
  <IncidentView
    incident={incident(changed)}
    whyNot={{ note: null, explain: null, close: null, assess: null, tick: null, learn: null, ...whyNot }}
    work={{
      note: done,
      explain: done,
      close: done,
      assess: done,
      tick: done,
      learn: done,
      settle: done,
      ...work,
    }}
  />
);
const shown = (changed: Changed = {}, whyNot = {}) => textOf(page(changed, whyNot));
const cause = written({ entry: 2, kind: "cause", text: "A 12-hour clock." });

describe("an incident's page", () => {
  it("says whether it is open, what to do, and what is live now", () => {
    expect(shown()).toMatch(/Open opened by the system .* Incident 3: Log-loss beyond its limit/);
    expect(shown()).toMatch(/What to do now 0 of 2 done .*Check that everyone is on v1\. .*Tell the owner\./);
    expect(shown()).toContain("Now live v1 on production");
  });

  it("leads to the rollout, and to the verdict only where there is one", () => {
    const link = "/releases/7/rollout/verdicts/0197a1c0-0000-7000-8000-000000000041";
    expect(markupOf(page())).toContain(`href="${link}"`);
    const without = markupOf(page({ verdict: null }));
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

  it("words the judge's reason as the rollout's page does, also once it is closed", () => {
    const summary =
      "Log-loss: Worse by 0.1333, at least 0.0055: more than the 0.0050 that fails it. Everyone is on v1 again.";
    const said = "Log-loss: Worse by 0.13 (at least 0.0055); limit 0.005. Everyone is on v1 again.";
    expect(shown({ summary })).toContain(said);
    expect(shown({ summary, ...closed })).toContain(`What happened ${said}`);
    const because = summary.slice(0, -" Everyone is on v1 again.".length);
    const events = [event({ action: "rollout.rolling-back", because })];
    expect(shown({ events })).toContain("Log-loss: Worse by 0.13 (at least 0.0055); limit 0.005.");
  });

  it("knows that nothing may have been live before", () => {
    expect(liveNow({ base: null, pointer: "production" })).toBe("nothing");
  });

  it("has the rollout's events and its own as its timeline, with stages by their names", () => {
    const events = [
      event({ action: "incident.explained", actor: "Jonas Lindqvist", because: "A clock." }),
      event({ action: "rollout.advanced", to: "canary", because: null }),
    ];
    expect(shown({ events })).toMatch(
      /Timeline Breach .* Cause recorded by Jonas Lindqvist .* A clock\. Advanced to Canary/,
    );
    expect(shown()).toContain("Nothing has happened yet");
  });

  it("says which rollout and which release it is about", () => {
    expect(shown()).toContain("Rollout Rolled back Candidate flight-delay v2");
    expect(shown({ state: "rolling-back" })).toContain("Rollout Rolling back");
    expect(shown()).toContain("Release Release 7 , by Jonas Lindqvist");
    expect(incidentCrumbs(incident()).map(({ label }) => label)).toEqual(["Incidents", "Incident 3"]);
  });
});

describe("what people find", () => {
  it("is shown with who wrote it: notes apart from causes, the newest cause first", () => {
    const entries = [
      written({ entry: 3, kind: "cause", text: "Serving rounds the hour." }),
      cause,
      written({ entry: 1, text: "Planners were called.", author: "Ines Prado" }),
    ];
    const text = shown({ entries });
    expect(text).toMatch(
      /Cause recorded by Jonas Lindqvist .*Serving rounds the hour\. Earlier findings \(1\) .*A 12-hour/,
    );
    expect(text).toMatch(/Notes newest first .*Ines Prado, .*Planners were called\./);
    expect(shown()).toContain("Nobody has recorded the cause");
  });

  it("is sent as it was typed, and kept where it was refused", async () => {
    const note = vi.fn(done);
    const explain = vi.fn(async () => ({ ok: false as const, problem: { title: "Incident 3 is closed." } }));
    const { type, submit, screen } = mounted(page({}, {}, { note, explain }));
    type("Add a note", " Planners were called. ");
    await submit("Add the note");
    expect(note).toHaveBeenCalledWith("Planners were called.");
    expect(screen.getByLabelText<HTMLTextAreaElement>("Add a note").value).toBe("");
    type("What caused it", "A clock.");
    await submit("Record the cause");
    expect(screen.getByRole("alert").textContent).toContain("Incident 3 is closed.");
    expect(screen.getByLabelText<HTMLTextAreaElement>("What caused it").value).toBe("A clock.");
  });

  it("cannot be written by who may not, and the page says why", async () => {
    const note = vi.fn(done);
    const { submit, screen } = mounted(page({}, { note: "Needs the role reviewer." }, { note }));
    await submit("Add the note");
    expect(note).not.toHaveBeenCalled();
    expect(screen.getByText("Needs the role reviewer.")).toBeTruthy();
  });
});

describe("the end of an incident", () => {
  it.each([
    [{}, ["The cause is not recorded yet"]],
    [{ state: "halted", entries: [cause] }, ["The rollout is still halted"]],
    [{ state: "rolling-back", entries: [cause] }, ["The rollout is still rolling back"]],
    [{ entries: [cause] }, []],
  ] as const)("lists what is missing: %#", (changed, missing) => {
    const steps = closingSteps(
      incident({ ...changed, entries: [...("entries" in changed ? changed.entries : [])] }),
    );
    expect(steps.filter((step) => !step.done).map(({ text }) => text)).toEqual(missing);
  });

  it("names the cause that the reader saw", async () => {
    const close = vi.fn(done);
    const { type, submit } = mounted(page({ entries: [cause] }, {}, { close }));
    type("In one sentence", "Fixed and tested.");
    await submit("Close the incident");
    expect(close).toHaveBeenCalledWith({ cause: 2, conclusion: "Fixed and tested." });
  });

  it("is refused while something is missing", async () => {
    const close = vi.fn(done);
    const { submit } = mounted(page({}, {}, { close }));
    await submit("Close the incident");
    expect(close).not.toHaveBeenCalled();
  });

  it("says who closed it and how, and takes no more", () => {
    const text = shown({ ...closed, entries: [cause] });
    expect(text).toMatch(/^Closed opened .* closed by Ines Prado .*Serving sent a 12-hour clock; fixed\./);
    expect(text).toContain("Closed by Ines Prado.");
    expect(text).toContain("The candidate was worse on production.");
    for (const verb of ["Add the note", "Record the cause", "Close the incident"])
      expect(text).not.toContain(verb);
  });
});
