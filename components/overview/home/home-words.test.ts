import { describe, expect, it } from "vitest";
import { DECISIONS } from "#lib/rollouts/judge.ts";
import { ROLLOUT_STATES } from "#lib/rollouts/rollout.ts";
import { change } from "#lib/testing/specimens/views/access.ts";
import {
  halted,
  home,
  incidentWaiting,
  learningWaiting,
  policyToSign,
  reference,
  rollout,
  toAnswer,
  toSign,
  toStart,
} from "#lib/testing/specimens/views/home.ts";
import { attentionLines } from "./attention-words.ts";
import { factorNews } from "./factor-news.ts";
import { greetingFor } from "./greeting-for.ts";
import { homeLede } from "./home-lede.ts";
import { rolloutRow } from "./rollout-words.ts";
import { waitingLine } from "./waiting-words.ts";

describe("what needs the reader", () => {
  it.each([
    [toSign(), "Security seat, first round, normal change", "Review"],
    [toSign({ release: reference({ round: 3 }) }), "Security seat, round 3, normal change", "Review"],
    [
      toSign({ changed: ["plan", "case"], release: reference({ round: 2 }) }),
      "Security seat, round 2, plan and case changed since the seat was signed",
      "Review",
    ],
    [toStart(), "Approved, ready to start", "Start"],
    [toAnswer(), "Changes requested by Mira Okafor for security", "Open"],
    [toAnswer({ objections: [] }), "Changes requested", "Open"],
    [halted(), "Halted by Rhea Cole: Latency doubles at peak.", "Decide"],
    [halted({ by: "The system" }), "Halted by its plan: Latency doubles at peak.", "Decide"],
    [halted({ by: null, because: null }), "Halted", "Decide"],
    [policyToSign(), "Compliance seat, proposed by Ada Berg", "Review"],
    [incidentWaiting("explain-incident"), "Record what caused it", "Explain"],
    [incidentWaiting("close-incident"), "The cause is recorded; ready to close", "Close"],
    [learningWaiting(), "Incident 3 taught it; say once it is in force", "Open"],
  ])("%j", (item, detail, action) => {
    expect(waitingLine(item)).toMatchObject({ detail, action });
  });

  it("leads to where it is done, by a key of its own, with its deadline", () => {
    const lines = [toSign(), toStart(), toAnswer(), policyToSign(), incidentWaiting("close-incident")].map(
      waitingLine,
    );
    expect(lines.map(({ href }) => href)).toEqual([
      "/releases/4",
      "/releases/4",
      "/releases/4",
      "/policy",
      "/incidents/3",
    ]);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(5);
    expect(lines.map(({ dueAt }) => dueAt?.slice(8, 10))).toEqual([
      "27",
      "30",
      undefined,
      undefined,
      undefined,
    ]);
    expect(lines[0]!.title).toBe("flight-delay v3 to production");
  });
});

describe("the line under the greeting", () => {
  it.each([
    [home(), "Nothing needs you."],
    [home({ waiting: [toSign()] }), "One release needs your signature."],
    [
      home({ waiting: [toSign(), toSign(), policyToSign()] }),
      "Two releases need your signature. One policy change needs your signature.",
    ],
    [
      home({ waiting: [toStart(), toAnswer(), toAnswer()] }),
      "One approved release is ready to start. Two of your releases need changes.",
    ],
    [
      home({ waiting: [incidentWaiting("explain-incident"), incidentWaiting("close-incident")] }),
      "One incident needs its cause. One incident is ready to close.",
    ],
    [home({ waiting: [learningWaiting()] }), "One learning is yours to put in force."],
    [
      home({ rollouts: [rollout({ state: "rolled-back" }), rollout({ state: "rolling-back" }), rollout()] }),
      "Two rollouts rolled back in the last day.",
    ],
    [home({ waiting: Array.from({ length: 11 }, () => toSign()) }), "11 releases need your signature."],
  ])("%#", (page, text) => {
    expect(homeLede(page)).toBe(text);
  });

  it.each([
    [null, "Hello"],
    [0, "Hello"],
    [4, "Hello"],
    [5, "Good morning"],
    [11, "Good morning"],
    [12, "Good afternoon"],
    [17, "Good afternoon"],
    [18, "Good evening"],
    [23, "Good evening"],
  ])("at %s one says %s", (hour, text) => {
    expect(greetingFor(hour)).toBe(text);
  });
});

describe("a change of the second factor", () => {
  const at = "2026-03-01T08:00:00.000Z";
  it.each([
    ["2026-03-04T08:00:00.000Z", true],
    ["2026-03-04T08:00:00.001Z", false],
  ])("at %s: news is %s", (now, news) => {
    expect(factorNews([change({ at }), change()], Date.parse(now))?.at).toBe(news ? at : undefined);
  });

  it("is no news where there was none", () => {
    expect(factorNews([], 0)).toBeUndefined();
  });
});

describe("a rollout on the home page", () => {
  it.each([
    [rollout(), "Healthy", "Canary, stage 2 of 3. Every guardrail passes."],
    [
      rollout({ due: "hold", because: ["10 more needed."] }),
      "Holding",
      "Canary, stage 2 of 3. 10 more needed.",
    ],
    [
      rollout({ due: "hold", because: ["A.", "B.", "C."] }),
      "Holding",
      "Canary, stage 2 of 3. A. And 2 more reasons.",
    ],
    [
      rollout({ due: "hold", because: ["A.", "B."] }),
      "Holding",
      "Canary, stage 2 of 3. A. And 1 more reason.",
    ],
    [rollout({ due: "halt", because: ["A."] }), "Failing", "Canary, stage 2 of 3. A."],
    [rollout({ due: "roll-back" }), "Failing", "Canary, stage 2 of 3. Every guardrail passes."],
    [
      rollout({ due: "hold", silent: [{ guardrail: "Recall", reason: "Late." }] }),
      "No data",
      "Canary, stage 2 of 3. Every guardrail passes.",
    ],
    [
      rollout({ state: "rolled-back", because: ["Worse."], incident: 3 }),
      "Rolled back",
      "Worse. Incident 3 is open.",
    ],
    [rollout({ state: "halted", because: ["Stopped."] }), "Halted", "Stopped."],
    [rollout({ state: "paused", due: null }), "Paused", "Canary, stage 2 of 3. Every guardrail passes."],
  ])("%#: %s", (one, word, note) => {
    expect(rolloutRow(one)).toMatchObject({
      state: { word },
      note,
      href: "/releases/4/rollout",
      version: "v3",
    });
  });

  it("has a look in every state, whatever is due", () => {
    for (const state of ROLLOUT_STATES)
      for (const due of [null, ...DECISIONS])
        expect(rolloutRow(rollout({ state, due })).state.word, `${state} ${due}`).toMatch(/^[A-Z]/);
  });
});

describe("what needs attention", () => {
  const { attention } = home();
  const release = reference();
  const until = "2026-11-30T08:00:00.000Z";
  const titles = (changed: object, rollouts = [rollout()]) =>
    attentionLines({ ...attention, ...changed }, rollouts).map(({ title }) => title);

  it("is incidents first, then what is silent, stuck, late or about to end", () => {
    const all = {
      incidents: [{ number: 3, title: "Log-loss", rollout: 2, release: 4, openedAt: until }],
      unfillable: [{ release, seats: ["security", "compliance"] as const }],
      overdueReviews: [{ release, dueAt: until }],
      endingApprovals: [{ release, validUntil: until }],
    };
    const silent = [{ guardrail: "Recall", reason: "Late." }];
    expect(titles(all, [rollout({ silent })])).toEqual([
      "Incident 3: Log-loss",
      "No data for Recall on flight-delay v3",
      "Security and Compliance: nobody may sign flight-delay v3 to production",
      "The review of flight-delay v3 to production is overdue",
      "1 approval expires within 7 days",
    ]);
    expect(titles({})).toEqual([]);
    expect(titles({ founded: false })).toEqual(["Nobody can approve above the low tier yet"]);
  });

  it("names every silent guardrail, and what the rollout waits for", () => {
    const silent = [
      { guardrail: "Recall", reason: "Late." },
      { guardrail: "Cost", reason: "Later." },
    ];
    const [line] = attentionLines(attention, [rollout({ silent })]);
    expect(line).toMatchObject({
      title: "No data for Recall and Cost on flight-delay v3",
      detail: "Late. The rollout holds until they report.",
    });
  });

  it("leads to the one approval that expires, or to the list of them", () => {
    const ending = (count: number) =>
      attentionLines(
        {
          ...attention,
          endingApprovals: Array.from({ length: count }, () => ({ release, validUntil: until })),
        },
        [],
      )[0];
    expect(ending(1)).toMatchObject({ href: "/releases/4", detail: "flight-delay v3" });
    expect(ending(2)).toMatchObject({
      href: "/releases?state=approved",
      title: "2 approvals expire within 7 days",
    });
  });
});
