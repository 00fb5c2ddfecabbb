// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { closed, incident, learned } from "#lib/testing/specimens/views/incidents.ts";
import { IncidentView } from "./incident-view.tsx";
import type { IncidentWork, NotNow } from "./incident-work.ts";

type Changed = Parameters<typeof incident>[0];
const done = () => Promise.resolve({ ok: true as const, value: undefined });
const WORK: IncidentWork = {
  note: done,
  explain: done,
  close: done,
  assess: done,
  tick: done,
  learn: done,
  settle: done,
};
const MAY: NotNow = { note: null, explain: null, close: null, assess: null, tick: null, learn: null };
const page = (changed: Changed = {}, whyNot = {}, work = {}) => (
  <IncidentView incident={incident(changed)} whyNot={{ ...MAY, ...whyNot }} work={{ ...WORK, ...work }} />
);
const shown = (changed: Changed = {}, whyNot = {}) => textOf(page(changed, whyNot));

describe("the playbook", () => {
  const steps = [
    { text: "Check that everyone is on v1.", done: { by: "Ines Prado", at: "2026-11-20T14:06:00.000Z" } },
    { text: "Tell the owner.", done: null },
  ];

  it("says of each step who did it and when", () => {
    expect(shown({ steps })).toMatch(/1 of 2 done .*Check that everyone is on v1\. Ines Prado, 20 Nov/);
  });

  it("is ticked step by step, and a tick is taken back", async () => {
    const tick = vi.fn(done);
    const { press } = mounted(page({ steps }, {}, { tick }));
    press("Step 2 is done");
    await vi.waitFor(() => expect(tick).toHaveBeenLastCalledWith({ step: 2, done: true }));
    press("Step 1 is not done after all");
    await vi.waitFor(() => expect(tick).toHaveBeenLastCalledWith({ step: 1, done: false }));
  });

  it("is only read once the incident is closed", () => {
    const text = shown({ ...closed, steps });
    expect(text).toContain("What there was to do 1 of 2 done");
    expect(text).not.toMatch(/Not done after all/);
  });
});

describe("how grave it is and who leads it", () => {
  const lead = { id: "0197a1c0-0000-7000-8000-000000000042", name: "Ines Prado" };

  it("is said at the top and in words", () => {
    const text = shown({ severity: 2, lead });
    expect(text).toMatch(/^Open Severity 2 .*led by Ines Prado/);
    expect(text).toContain("Severity 2: harm, contained.");
    expect(shown()).toContain("Severity and lead not assessed yet");
    expect(shown({ ...closed })).not.toContain("Severity");
  });

  it("is sent with what it is judged by", async () => {
    const assess = vi.fn(done);
    const { type, submit } = mounted(page({}, {}, { assess }));
    type("Severity", "2");
    type("Lead", lead.id);
    type("What it is judged by", "A quarter of the flights for four hours. ");
    await submit("Assess");
    expect(assess).toHaveBeenCalledWith({
      severity: 2,
      lead: lead.id,
      reason: "A quarter of the flights for four hours.",
    });
  });
});

describe("what was learned", () => {
  const settled = {
    outcome: "in-force",
    reason: "Policy 15.",
    by: "Dana Weiss",
    at: "2026-11-26T11:20:00.000Z",
  } as const;

  it("is listed with what changes, who sees to it, and what became of it", () => {
    const text = shown({ learnings: [learned(), learned({ learning: 2, settled, whyNotSettle: null })] });
    expect(text).toContain("What was learned, and where it goes 1 of 2 in force");
    expect(text).toMatch(
      /Compare live inputs .* Policy, Dana Weiss sees to it\. Added by Jonas Lindqvist, 20 Nov .* To do/,
    );
    expect(text).toMatch(/Policy 15\. \( ?Dana Weiss, .*\) In force/);
    expect(shown()).toContain("Nothing was learned yet");
  });

  it("is added with its owner", async () => {
    const learn = vi.fn(done);
    const { type, submit } = mounted(page({}, {}, { learn }));
    type("What was learned", "A short shadow misses the time of day.");
    type("What changes", "plan");
    type("Who sees to it", "0197a1c0-0000-7000-8000-000000000042");
    await submit("Add the learning");
    expect(learn).toHaveBeenCalledWith({
      text: "A short shadow misses the time of day.",
      changes: "plan",
      owner: "0197a1c0-0000-7000-8000-000000000042",
    });
  });

  it("is settled by who may, also once the incident is closed", async () => {
    const settle = vi.fn(done);
    const { press, type, submit, screen } = mounted(
      page({ ...closed, learnings: [learned()] }, {}, { settle }),
    );
    expect(screen.queryByRole("button", { name: "Add the learning" })).toBeNull();
    press("In force: learning 1");
    type("Reason", "Policy 15, from 3 December.");
    await submit("In force");
    expect(settle).toHaveBeenCalledWith({
      learning: 1,
      outcome: "in-force",
      reason: "Policy 15, from 3 December.",
    });
    expect(shown({ learnings: [learned({ whyNotSettle: "Only its owner." })] })).not.toContain("Drop");
  });
});

describe("whom the candidate served", () => {
  it("is counted stage by stage, and shadow serves nobody", () => {
    const text = shown();
    expect(text).toContain("Whom v2 served 2,466 answers of v2 served");
    expect(text).toMatch(
      /Shadow Share of traffic shadow, serves nobody .* 7,404 Canary Share of traffic 25 % .* 2,466/,
    );
    expect(shown({ served: incident().served.slice(0, 1) })).toContain("Whom v2 served nobody");
  });

  it("goes on where the stage was not left", () => {
    const [, canary] = incident().served;
    expect(shown({ served: [{ ...canary!, leftAt: null }] })).toMatch(
      /Canary Share of traffic 25 % .* Until now Answers 2,466/,
    );
  });
});

it("is for who may, and each form says why not", async () => {
  const never = vi.fn(done);
  const whyNot = { assess: "Needs the role reviewer.", tick: "Only readers watch.", learn: "Needs a role." };
  const work = { assess: never, tick: never, learn: never };
  const { press, submit, screen } = mounted(page({}, whyNot, work));
  press("Step 1 is done");
  await submit("Assess");
  await submit("Add the learning");
  expect(never).not.toHaveBeenCalled();
  for (const why of Object.values(whyNot)) expect(screen.getAllByText(why).length).toBeGreaterThan(0);
});

it("keeps what was typed where it was refused", async () => {
  const learn = vi.fn(async () => ({
    ok: false as const,
    problem: { title: "This is not an active person.", fields: { owner: "This is not an active person." } },
  }));
  const { type, submit, screen } = mounted(page({}, {}, { learn }));
  type("What was learned", "Look longer.");
  type("What changes", "plan");
  await submit("Add the learning");
  expect(screen.getByLabelText<HTMLTextAreaElement>("What was learned").value).toBe("Look longer.");
  expect(screen.getByLabelText("Who sees to it").getAttribute("aria-invalid")).toBe("true");
});
