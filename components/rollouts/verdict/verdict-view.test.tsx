// @vitest-environment happy-dom
import { waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DECISIONS } from "#lib/rollouts/judge.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { arm, healthy, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import { verdict } from "#lib/testing/specimens/views/rollouts.ts";
import { correctedText, wouldText } from "./change-words.ts";
import { decisionLooks, decisionText } from "./decision-words.ts";
import { evidenceRows, servedText } from "./evidence-rows.ts";
import { RecomputePanel } from "./recompute-panel.tsx";
import { VerdictView } from "./verdict-view.tsx";

const harmful = withGuardrail("log-loss", { candidate: arm(20_000, 0.579, 0.4) });
const shown = (view = verdict()) => textOf(<VerdictView verdict={view} />);
const decided = (decision: object) => decisionText(verdict(healthy, { decision }));

describe("a verdict's page", () => {
  it("says what was decided, in which stage, and why", () => {
    expect(shown()).toMatch(
      /^Advance Canary, 23 Nov 2026, 14:02:00 Log-loss: Pass Verdict on Log-loss v2 is proven no more than 0\.0035 worse than v1; this stage advances within 0\.02\. Advance: Every guardrail passed and the minimum time was over\./,
    );
    expect(shown(verdict(harmful))).toMatch(
      /^Roll back .* Verdict on Log-loss v2 is proven at least 0\.064 worse than v1; the plan rolls back beyond 0\.01\. Download/,
    );
  });

  it("has guardrails, evidence and what is stored", () => {
    const text = shown();
    expect(text).toContain("All guardrails upper line v2, lower line v1; only Pass advances");
    expect(text).toContain("Evidence as stored Evidence by guardrail and arm");
    expect(text).toMatch(/Log-loss candidate n 20,000 Mean 0\.493000 /);
    expect(text).toContain("Served 60,050 by baseline, 19,950 by candidate; planned share 0.25");
    expect(text).toContain("Stored with the verdict Inputs");
  });

  it("leads to the leaf, to the event until it has one, and says where there is neither", () => {
    const markup = (event: object | null) => markupOf(<VerdictView verdict={verdict(healthy, { event })} />);
    const uid = "0197a1c0-0000-7000-8000-000000000053";
    expect(markup({ uid, index: 1200, inputsDigest: null })).toContain('href="/audit/1200"');
    expect(markup({ uid, index: null, inputsDigest: null })).toContain(`href="/audit/${uid}"`);
    expect(markup(null)).not.toContain('href="/audit/');
    expect(shown(verdict(healthy, { event: null }))).toContain("Log no event");
  });

  it("is about the guardrail that the address names", () => {
    const text = textOf(<VerdictView verdict={verdict(harmful)} guardrail="latency" />);
    expect(text).toContain("Verdict on Latency Latency of v2 is 42.0 ms; the plan halts above 50 ms.");
    expect(text).toContain("Roll back: Log-loss: Worse by 0.077");
    expect(text).toContain("halts when 50 ms is proven to be crossed");
    expect(textOf(<VerdictView verdict={verdict()} guardrail="split" />)).toContain(
      "Verdict on Sample ratio",
    );
  });

  it("offers the inputs", () => {
    expect(markupOf(<VerdictView verdict={verdict()} />)).toContain(
      'href="/api/v1/gate-verdicts/0197a1c0-0000-7000-8000-000000000041"',
    );
  });

  it("says none where nothing was processed", () => {
    const { inputs } = verdict();
    const evidence = { ...inputs.evidence, watermark: null };
    expect(shown(verdict(healthy, { inputs: { ...inputs, evidence } }))).toContain("Watermark none");
  });
});

describe("a verdict whose outcomes were corrected since", () => {
  const changed = {
    corrected: { baseline: 0, candidate: 600 },
    guardrails: verdict(harmful).verdicts.filter(({ guardrailId }) => guardrailId === "log-loss"),
    decision: "roll-back" as const,
  };

  it("says how many, what would be decided now, and how the guardrails on outcomes would stand", () => {
    const text = shown(verdict(healthy, { changed }));
    expect(text).toContain(
      "Evidence changed since. Outcomes of 600 answers of v2 were corrected since. " +
        "The same judge would now decide: roll back. What was decided stands.",
    );
    expect(text).toMatch(/With the corrected outcomes .*Log-loss .*Worse by 0\.077/);
    expect(shown(verdict(healthy))).not.toContain("corrected");
  });

  it("says so where the decision would be the same", () => {
    const both = { corrected: { baseline: 1, candidate: 2 }, guardrails: [], decision: "advance" as const };
    const arms = { baseline: "v1", candidate: "v2" };
    expect(correctedText(both, arms)).toBe(
      "Outcomes of 2 answers of v2 and 1 answer of v1 were corrected since.",
    );
    expect(wouldText(both, "advance")).toBe("The same judge would decide the same.");
  });
});

describe("a decision", () => {
  it("has a look of its own for every kind", () => {
    expect(DECISIONS.map((kind) => decisionLooks[kind].word)).toEqual([
      "Hold",
      "Advance",
      "Roll back",
      "Halt",
    ]);
    expect(new Set(DECISIONS.map((kind) => decisionLooks[kind].tone))).toEqual(
      new Set(["hold", "pass", "fail"]),
    );
  });

  it("is said in the judge's words where no guardrail failed", () => {
    expect(decided({ kind: "hold", because: ["One.", "Two."] })).toBe("One. Two.");
    const because = "Not decided within 1 h.";
    expect(decided({ kind: "halt", guardrailId: null, because })).toBe(because);
    // Too many errors halt without a failure.
    expect(decided({ kind: "halt", guardrailId: "latency", because })).toBe(because);
  });
});

describe("the evidence", () => {
  it("has a row for each arm that reported, in the plan's order", () => {
    const paired = withGuardrail("errors", { baseline: null, paired: arm(9, 0.1, 0.2) });
    expect(evidenceRows(verdict(paired).inputs).map(({ id }) => id)).toEqual([
      "log-loss baseline",
      "log-loss candidate",
      "errors candidate",
      "errors pairs",
      "latency baseline",
      "latency candidate",
    ]);
  });

  it("gives the planned share with none of its digits lost", () => {
    const split = { baseline: 1000, candidate: 5, plannedCandidateShare: 0.0025 };
    expect(servedText(split)).toBe("1,000 by baseline, 5 by candidate; planned share 0.0025");
  });
});

describe("recomputed in the browser", () => {
  const page = async (found: ReturnType<typeof verdict>, answer = found) => {
    vi.stubGlobal("fetch", async () => Response.json(answer));
    mounted(<VerdictView verdict={found} />);
    await waitFor(() => expect(document.body.textContent).toMatch(/all equal|not equal/));
    return document.body;
  };

  it("has each number equal, byte for byte, and what would change the verdict", async () => {
    const body = await page(verdict(harmful));
    expect(body.textContent).toContain("9 numbers, 8 bytes each, all equal");
    expect(body.querySelectorAll('[data-equal="false"]')).toHaveLength(0);
    expect(body.textContent).toContain("What would change it");
    expect(body.textContent).toContain("Half the error budget0.188 % instead of 0.375 %");
  });

  it("puts a number that differs on top, in red", async () => {
    const touched = verdict(harmful);
    const [first, ...rest] = touched.verdicts;
    const changed = { ...touched, verdicts: [{ ...first!, lower: first!.lower! + 1e-15 }, ...rest] };
    const body = await page(touched, changed);
    expect(body.textContent).toContain("8 bytes each, 1 not equal");
    const rows = [...body.querySelectorAll("tr[data-equal]")];
    expect(rows[0]?.textContent).toContain("Harm, lower end");
    expect(rows[0]?.className).toContain("bg-fail-weak");
  });

  it("draws where the answers without an outcome would undo it", async () => {
    const labels = {
      baseline: { owed: 60_000, labelled: 59_700 },
      candidate: { owed: 20_000, labelled: 19_900 },
      newest: { baseline: { owed: 0, labelled: 0 }, candidate: { owed: 0, labelled: 0 }, seconds: 30 },
    };
    const body = await page(verdict(withGuardrail("log-loss", { labels })));
    expect(body.textContent).toMatch(
      /No longer passes if the 0\.5 % of v2's answers without an outcome averaged 3\.\d+ instead of 0\.4930\./,
    );
    expect(body.querySelector('[data-mark="tips"]')).not.toBeNull();
  });

  const fetched = vi.fn<(address: string) => Promise<Response>>();
  afterEach(() => vi.unstubAllGlobals());
  const answered = async (answer: () => Response) => {
    vi.stubGlobal(
      "fetch",
      fetched.mockImplementation(async () => answer()),
    );
    mounted(<RecomputePanel verdict={verdict().id} />);
    await waitFor(() => expect(document.body.textContent).not.toContain("Fetching the proof"));
    return document.body.textContent;
  };

  it("is the same result from the inputs that were fetched", async () => {
    expect(await answered(() => Response.json(verdict(harmful)))).toContain("Same result");
    expect(fetched.mock.lastCall?.[0]).toBe(`/api/v1/gate-verdicts/${verdict().id}`);
  });

  it("is not, where the stored decision is another or no event names it", async () => {
    const { decision } = verdict();
    expect(await answered(() => Response.json(verdict(harmful, { decision })))).not.toContain("Same result");
    expect(await answered(() => Response.json(verdict(healthy, { event: null })))).not.toContain(
      "Same result",
    );
  });

  it("says why it could not be fetched", async () => {
    const refused = () => Response.json({ title: "You may not see verdicts." }, { status: 403 });
    expect(await answered(refused)).toContain("You may not see verdicts.");
  });
});
