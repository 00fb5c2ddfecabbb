import { describe, expect, it } from "vitest";
import { saidText } from "#components/ui/said.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { later } from "#lib/testing/specimens/rollout-evidence.ts";
import { history } from "#lib/testing/specimens/views/rollout-history.ts";
import { event, given, rollout, step, withVerdict } from "#lib/testing/specimens/views/rollouts.ts";
import { FoundSheet } from "./found-sheet.tsx";
import { RolloutLive } from "./rollout-live.tsx";
import { whileLive } from "./while-live-words.ts";

const failed = withVerdict(0, { state: "FAIL", lower: 0.065, difference: 0.077, upper: 0.09 });
const shadow = step({ stageIndex: 0, enteredAt: later(-4200), leftAt: later(-600), outcome: "passed" });
const canary = step({ leftAt: later(0), outcome: "rolled-back" });
const back = (changed: Parameters<typeof rollout>[0] = {}) =>
  rollout({
    state: "rolled-back",
    incident: 3,
    endedAt: later(0),
    guardrails: failed,
    cause: failed[0]!.verdict,
    verdicts: [given("roll-back")],
    steps: [shadow, canary],
    times: { breachAt: later(-1), detectedAt: later(-1), decidedAt: later(0), actuatedAt: later(1) },
    ...changed,
  });
const page = (changed: Parameters<typeof rollout>[0] = {}) => (
  <RolloutLive initial={back(changed)} past={history()} found="WHAT WAS FOUND" />
);
const said = (changed: Parameters<typeof rollout>[0] = {}) =>
  whileLive(back(changed)).map(({ term, value }) => `${term}: ${saidText(value)}`);

describe("a rollout that was rolled back", () => {
  it("says who is served, what was proven and the limit, with its four times", () => {
    const text = textOf(page());
    expect(text).toContain(
      "Everyone is on v1 again. Log-loss: v2 is proven at least 0.065 worse than v1; the plan rolls back beyond 0.01.",
    );
    expect(text).toMatch(
      /Breach .* Detected \+0\.00 s .* Decided \+1\.00 s .* First request on v1 \+2\.00 s/,
    );
  });

  it("leads from the breach to the other guardrails of that moment, and to slices and sources", () => {
    const text = textOf(page());
    const order = [
      "Log-loss at the breach",
      "Other guardrails at that moment",
      "Sources",
      "The other guardrails",
    ];
    const places = order.map((title) => text.indexOf(title));
    expect(places.every((at) => at >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    const others = text.slice(places[1], places[2]);
    expect(others).not.toContain("Log-loss");
    const links = markupOf(page()).split(
      'href="/releases/7/rollout/verdicts/0197a1c0-0000-7000-8000-000000000041"',
    );
    expect(links).toHaveLength(3);
  });

  it("shows every guardrail where a person rolled back, and no breach", () => {
    const text = textOf(page({ cause: null, because: "Wrong fares." }));
    expect(text).toContain("Everyone is on v1 again. Wrong fares.");
    expect(text).toContain("Guardrails at that moment");
    expect(text).not.toContain("Other guardrails");
    expect(text).not.toContain("at the breach");
  });

  it("has no chart of other guardrails where the plan watches one metric", () => {
    const [logLoss] = rollout().plan.guardrails;
    const plan = { ...rollout().plan, guardrails: [logLoss!] };
    const text = textOf(page({ plan, guardrails: failed.slice(0, 1) }));
    expect(text).toContain("Log-loss at the breach");
    expect(text).not.toContain("over time v2");
    expect(text).not.toContain("No guardrail watches a metric");
  });

  it("offers no more actions, and says which stages were never reached", () => {
    const text = textOf(page());
    expect(text).toContain("Rolled back; no more actions.");
    expect(text).toMatch(/Everyone , not started never reached/);
    expect(textOf(<RolloutLive initial={rollout()} past={history()} />)).not.toContain("never reached");
  });

  it("has what was found on top of its rail, and whom it reached", () => {
    const text = textOf(page());
    expect(text.indexOf("WHAT WAS FOUND")).toBeLessThan(text.indexOf("While v2 was live"));
    expect(text.indexOf("While v2 was live")).toBeLessThan(text.indexOf("What happened"));
    expect(textOf(<RolloutLive initial={rollout()} past={history()} />)).not.toContain("was live");
  });
});

describe("while the candidate was live", () => {
  it("is the largest share with its time, the answers of each stage and the last one", () => {
    expect(said()).toEqual([
      "At most: 25 % for 10 min",
      "Shadow: 19,950 answers that nobody was served",
      "Canary: 19,950 answers of v2, 60,050 of v1",
      `Last one: arrived 23 Nov 2026, 14:01:59, before the decision`,
    ]);
  });

  it("says how long after the decision the last answer still came, and adds stages up", () => {
    const late = { ...canary, stageIndex: 2, candidateLatestAt: later(58) };
    const facts = said({ steps: [shadow, canary, late] });
    expect(facts[0]).toBe("At most: 90 % for 10 min");
    expect(facts).toContain("In all: 39,900 answers");
    expect(facts.at(-1)).toMatch(/^Last one: arrived .*, \+58 s after the decision$/);
  });

  it("takes no answer of a shadow stage for one that was served", () => {
    expect(said({ steps: [{ ...shadow, leftAt: later(0), outcome: "rolled-back" }] })).toEqual([
      "At most: nobody: it was tested in shadow",
      "Shadow: 19,950 answers that nobody was served",
    ]);
  });

  it("never says less than everyone where it had completed", () => {
    const facts = said({ events: [event({ action: "rollout.completed", at: later(-100) })] });
    expect(facts[0]).toMatch(/^At most: everyone, from /);
    expect(facts.at(-1)).toBe("Then: all answers, which no stage counts");
  });
});

describe("what was found", () => {
  const story = { release: 7, incident: { number: 3, open: true }, findings: [] };

  it("names whose answer is missing, asks for it, and links the release and the incident", () => {
    const sheet = <FoundSheet story={story} author="Jonas Lindqvist" form="THE FORM" />;
    expect(textOf(sheet)).toBe(
      "What was found not recorded yet Jonas Lindqvist has not recorded yet what was found. THE FORM Kept " +
        "permanently with release 7 ; a correction is a new entry. The cause is recorded in incident 3 , which is open.",
    );
    for (const href of ["/releases/7", "/incidents/3"]) expect(markupOf(sheet)).toContain(`href="${href}"`);
  });

  it("shows each entry, also without an incident", () => {
    const findings = [{ by: "Jonas Lindqvist", at: "2026-11-25T12:00:00.000Z", text: "A 12-hour clock." }];
    const text = textOf(
      <FoundSheet story={{ ...story, incident: null, findings }} author="Ada" form={null} />,
    );
    expect(text).toContain("newest first A 12-hour clock. Jonas Lindqvist,");
    expect(text).not.toContain("incident");
  });
});
