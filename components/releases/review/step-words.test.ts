import { describe, expect, it } from "vitest";
import type { DecisionView } from "#components/councils/decision.ts";
import { whyNotOf } from "#components/ui/why-not.tsx";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { RELEASE_STATES, type ReleaseState } from "#lib/releases/release.ts";
import { mine, own, releaseView, sections } from "#lib/testing/specimens/views/releases.ts";
import { decisionOf } from "./decision-words.ts";
import { notStarting, stepsOf } from "./step-words.ts";

const MIRA = { id: "0197a1c0-0000-7000-8000-000000000051", name: "Mira Okafor" };

const watching: DecisionView = { kind: "watch", text: "" };
const steps = (changed: Parameters<typeof releaseView>[0], decision = watching) =>
  stepsOf(releaseView(changed), decision);
const verbs = (state: ReleaseState) => steps({ state }).map(({ verb }) => verb);

describe("what can be done with a release besides signing", () => {
  it("depends on its state", () => {
    const expected: Record<ReleaseState, string[]> = {
      draft: ["submit", "edit", "withdraw"],
      "in-review": ["edit", "withdraw"],
      "changes-requested": ["edit", "withdraw"],
      approved: ["start", "edit", "withdraw"],
      releasing: [],
      released: [],
      superseded: [],
      "rolled-back": [],
      withdrawn: [],
      rejected: [],
      expired: [],
    };
    expect(Object.fromEntries(RELEASE_STATES.map((state) => [state, verbs(state)]))).toEqual(expected);
  });

  it("starts with the rollout where there is one", () => {
    const [first] = steps({ state: "releasing", rollout: { number: 4, state: "running" } });
    expect(first).toMatchObject({ verb: "watch", href: "/releases/7/rollout", variant: "solid" });
  });

  it("gives each disabled step its own reason", () => {
    const refused = mine({
      whyNotSubmit: "No submit.",
      whyNotEdit: "No edit.",
      whyNotWithdraw: "No withdrawal.",
      whyNotStart: "No start.",
    });
    const reasons = (state: ReleaseState) => steps({ state, mine: refused }).map(({ whyNot }) => whyNot);
    expect(reasons("draft")).toEqual(["No submit.", "No edit.", "No withdrawal."]);
    expect(reasons("approved")).toEqual(["No start.", "No edit.", "No withdrawal."]);
    expect(steps({ state: "approved", mine: mine({ whyNotStart: null }) })[0]).toMatchObject({
      whyNot: undefined,
    });
  });

  it("does not start what only its plan keeps from starting, and leads to the edit of the plan", () => {
    const why = {
      code: "plan-cannot-decide",
      message: "It takes 41 h.",
      todo: "Edit the plan.",
      place: { label: "Edit release 7", href: "/releases/7/edit" },
    };
    const startOf = (changed: Parameters<typeof mine>[0]) => {
      const release = releaseView({ state: "approved", mine: mine(changed) });
      return stepsOf(notStarting(release, why), decisionOf(release, MIRA, PASSWORD_ALONE))[0]!;
    };
    expect(startOf({ whyNotStart: null }).whyNot).toEqual(
      whyNotOf("It takes 41 h. Edit the plan.", why.place),
    );
    expect(startOf({ whyNotStart: "Not yours." }).whyNot).toBe("Not yours.");
    const draft = releaseView({ state: "draft", mine: mine({ whyNotStart: null }) });
    expect(notStarting(draft, why)).toBe(draft);
  });

  it("asks a reason for a withdrawal alone", () => {
    const asked = RELEASE_STATES.flatMap((state) => steps({ state })).filter((step) => step.asksReason);
    expect(new Set(asked.map(({ verb }) => verb))).toEqual(new Set(["withdraw"]));
  });

  it("leaves the solid button to a signature that is due, and takes it back once it is given", () => {
    const of = (counts: boolean) => {
      const given = { decision: "approve" as const, at: "2026-11-24T16:42:00.000Z", counts, changed: [] };
      const release = releaseView({ state: "draft", mine: mine({ seats: [own({ signed: given })] }) });
      return stepsOf(release, decisionOf(release, MIRA, PASSWORD_ALONE))[0]!.variant;
    };
    expect([of(false), of(true)]).toEqual(["plain", "solid"]);
  });
});

describe("what starting the rollout does", () => {
  const started = (changed: Parameters<typeof sections>[0]) =>
    steps({ state: "approved", sections: sections(changed) })[0]!.consequence;
  const { plan, target } = sections();

  it("is said from the first stage of the signed plan", () => {
    const shadow =
      "Begins on production in shadow: v2 serves nobody. Advances and rolls back as the signed plan says.";
    expect(started({})).toBe(shadow);
    const canary = { ...plan, stages: plan.stages.slice(1) };
    expect(started({ plan: canary })).toContain("Begins on production: v2 serves 5 % of traffic.");
  });

  it("is everything at once where nothing is live", () => {
    expect(started({ target: { ...target, base: null } })).toBe(
      "v2 serves all traffic of production at once: nothing is live there.",
    );
  });
});
