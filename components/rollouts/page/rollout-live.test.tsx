// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LiveRegion } from "#components/ui/live-region.tsx";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { effect, history, look } from "#lib/testing/specimens/views/rollout-history.ts";
import { event, given, rollout, withVerdict } from "#lib/testing/specimens/views/rollouts.ts";
import { changeText, isLive } from "./live-words.ts";
import { NotStarted } from "./not-started.tsx";
import { RolloutLive } from "./rollout-live.tsx";

const fetched = vi.fn<(address: string, init: RequestInit) => Promise<Response>>();
const answers = (view: object) => async () => Response.json(view);

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  vi.stubGlobal("fetch", fetched);
  fetched.mockReset();
  fetched.mockImplementation(answers(rollout()));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const seconds = (count: number) => act(() => vi.advanceTimersByTimeAsync(count * 1000));
const shown = (initial = rollout()) =>
  mounted(
    <>
      <RolloutLive initial={initial} past={history()} />
      <LiveRegion />
    </>,
  );
const asked = (address: string) => fetched.mock.calls.filter(([url]) => url === address).length;
const page = () => document.body.textContent;

describe("a live rollout", () => {
  it("is fetched every second, and shows and announces what changed", async () => {
    const { journey } = shown();
    expect(page()).toContain("v2 serves 25 % of traffic.");
    fetched.mockImplementation(answers(rollout({ stageIndex: 2 })));
    await seconds(1);
    expect(fetched.mock.calls[0]?.[0]).toBe("/api/v1/rollouts/4");
    expect(page()).toContain("v2 serves 90 %; 10 % stay on v1.");
    expect(page()).toContain("Advanced to Everyone");
    expect(journey).toEqual(["refresh"]);
  });

  it("announces nothing while state and stage are the same", async () => {
    const { journey } = shown();
    await seconds(3);
    expect(fetched).toHaveBeenCalledTimes(3);
    expect(journey).toEqual([]);
  });

  it("is not fetched again once it is over", async () => {
    shown();
    fetched.mockImplementation(answers(rollout({ state: "completed" })));
    await seconds(1);
    await seconds(4);
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(page()).toContain("Everyone is on v2.");
  });

  it("says that the page is old after five failures in a row, and takes it back", async () => {
    shown();
    fetched.mockImplementation(async () => Promise.reject(new Error("offline")));
    await seconds(4);
    expect(page()).not.toContain("The server does not answer.");
    await seconds(1);
    expect(page()).toContain("The server does not answer.");
    expect(page()).toContain("Monitoring continues; this page updates when the server answers again.");
    fetched.mockImplementation(answers(rollout()));
    await seconds(1);
    expect(page()).not.toContain("The server does not answer.");
  });

  it("asks nothing while nobody looks, nor while an answer is awaited", async () => {
    shown();
    const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    await seconds(3);
    expect(fetched).not.toHaveBeenCalled();
    hidden.mockRestore();
    fetched.mockImplementation(() => new Promise(() => undefined));
    await seconds(3);
    expect(asked("/api/v1/rollouts/4")).toBe(1);
  });
});

describe("its history", () => {
  const HISTORY = "/api/v1/rollouts/4/history";
  const both = (past: object) => async (url: string) => Response.json(url === HISTORY ? past : rollout());
  const late = look("2026-11-23T14:01:59.000Z", { candidate: 0.4321 });

  it("is fetched every five seconds, and drawn", async () => {
    fetched.mockImplementation(both(history({ effects: [effect("log-loss", [], [late])] })));
    const view = shown();
    await seconds(4);
    expect(asked(HISTORY)).toBe(0);
    await seconds(1);
    expect(asked(HISTORY)).toBe(1);
    view.press("Table");
    expect(page()).toContain("0.4321");
  });

  it("is fetched less often the longer it takes", async () => {
    const slow = () =>
      new Promise<Response>((answer) => setTimeout(() => answer(Response.json(history())), 2000));
    fetched.mockImplementation(async (url) => (url === HISTORY ? slow() : Response.json(rollout())));
    shown();
    await seconds(5 + 2 + 19);
    expect(asked(HISTORY)).toBe(1);
    await seconds(2);
    expect(asked(HISTORY)).toBe(2);
  });

  it("is not fetched once the rollout is over, and stays while the server does not answer", async () => {
    shown(rollout({ state: "completed" }));
    await seconds(20);
    expect(asked(HISTORY)).toBe(0);
  });

  it("shows how an earlier stage ended by its own verdict, and the latest again", () => {
    const view = shown();
    view.press("Shadow");
    expect(page()).toContain("Guardrails as Shadow ended");
    expect(page()).toContain("Worse by 0.0040[−0.0190, +0.0120]");
    const link = [...document.links].find(({ textContent }) => textContent === "Verdict");
    expect(link?.getAttribute("href")).toBe(
      "/releases/7/rollout/verdicts/0197a1c0-0000-7000-8000-000000000040",
    );
    view.press("Back to the latest");
    expect(page()).not.toContain("Guardrails as Shadow ended");
    view.press("Shadow");
    view.press("Canary");
    expect(page()).not.toContain("Guardrails as Shadow ended");
  });

  it("says that a stage which a person ended was judged again", () => {
    const past = history();
    const [shadow, ...rest] = past.steps;
    const steps = [{ ...shadow!, ended: { ...shadow!.ended!, verdictId: null } }, ...rest];
    const view = mounted(<RolloutLive initial={rollout()} past={{ ...past, steps }} />);
    view.press("Shadow");
    expect(page()).toContain("judged again from its evidence");
  });
});

describe("the head", () => {
  it("names the guardrail that rolled it back, and nobody where a person did", () => {
    const cause = withVerdict(0, { state: "FAIL" })[0]!.verdict;
    const back = { state: "rolled-back", incident: 3 } as const;
    const text = textOf(<RolloutLive initial={rollout({ ...back, cause })} past={history()} />);
    expect(text).toMatch(/^Rolled back by guardrail Log-loss , automatically flight-delay v2 on production/);
    expect(text).toContain("Incident 3");
    const halted = textOf(<RolloutLive initial={rollout({ state: "halted", cause })} past={history()} />);
    expect(halted).toMatch(/^Halted started by Ines Prado/);
    // A guardrail may well fail while a person rolls back.
    const guardrails = withVerdict(0, { state: "FAIL" });
    expect(textOf(<RolloutLive initial={rollout({ ...back, guardrails })} past={history()} />)).toMatch(
      /^Rolled back started by Ines Prado/,
    );
  });

  it("sends what is done, with its reason, to the rollout", async () => {
    const view = shown(rollout({ state: "completed" }));
    view.press("Roll back");
    view.type(/Reason/, " Wrong fares. ");
    await view.submitIn(view.screen.getByRole("dialog"));
    const [address, init] = fetched.mock.calls[0]!;
    expect([init.method, address]).toEqual(["POST", "/api/v1/rollouts/4/roll-back"]);
    expect(JSON.parse(String(init.body))).toEqual({ reason: "Wrong fares." });
  });
});

describe("the rest of the page", () => {
  it("has the feed, its newest leaf and the plan", () => {
    const events = [event({ index: null, action: "rollout.paused" }), event({ index: 1234 })];
    const text = textOf(<RolloutLive initial={rollout({ events })} past={history()} />);
    expect(text).toContain("What happened leaf 1,234 Paused by Ines Prado");
    expect(text).toContain("Plan rollout 4 This is the signed plan");
  });

  it("compares nothing where no version was live before", () => {
    const text = textOf(
      <RolloutLive initial={rollout({ base: null, state: "completed" })} past={history()} />,
    );
    expect(text).toContain("Nothing to compare with This was the first version here.");
    expect(text).not.toContain("Effect over time");
  });

  it("leads to the verdict", () => {
    shown(rollout({ state: "completed", verdicts: [given("advance")] }));
    const link = [...document.links].find((one) => one.textContent === "Recompute this verdict");
    expect(link?.getAttribute("href")).toBe(
      "/releases/7/rollout/verdicts/0197a1c0-0000-7000-8000-000000000041",
    );
  });

  it("lists the verdicts whose outcomes were corrected since, with what they would be now", () => {
    const changed = {
      corrected: { baseline: 0, candidate: 600 },
      guardrails: [],
      decision: "roll-back" as const,
    };
    const verdicts = [
      { ...given("advance"), changed },
      { ...given("advance"), id: "other" },
    ];
    const text = textOf(<RolloutLive initial={rollout({ verdicts })} past={history()} />);
    expect(text).toContain(
      "Evidence changed since 1 verdict. What was decided stands. Canary: advance Outcomes of 600 answers of v2 " +
        "were corrected since. The same judge would now decide: roll back.",
    );
    expect(textOf(<RolloutLive initial={rollout()} past={history()} />)).not.toContain("Evidence changed");
  });

  it("says before the start who starts it, and where", () => {
    expect(textOf(<NotStarted release={7} />)).toBe(
      "Rollout of release 7 Rollout Not started Once every seat has approved it, a release manager " +
        "starts it from the release page. Go to the release",
    );
  });
});

describe("what can still change", () => {
  it.each([
    ["running", null, true],
    ["halted", null, true],
    ["rolling-back", null, true],
    ["rolled-back", null, true],
    ["rolled-back", 3, false],
    ["completed", null, false],
  ] as const)("%s with incident %s: %s", (state, incident, live) =>
    expect(isLive(rollout({ state, incident }))).toBe(live),
  );

  it("is said as state first, then stage", () => {
    const before = rollout();
    expect(changeText(before, rollout({ state: "paused", stageIndex: 2 }))).toBe("The rollout is paused");
    expect(changeText(before, rollout({ stageIndex: 2 }))).toBe("Advanced to Everyone");
    expect(changeText(before, rollout({ waitingFor: ["x"] }))).toBeNull();
  });
});
