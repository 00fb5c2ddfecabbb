// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { CURRENT_QUESTIONNAIRE } from "#lib/registry/tier-questionnaire.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { answersFor } from "#lib/testing/specimens/tier-answers.ts";
import { assessment, modelTier, proposedTier } from "#lib/testing/specimens/views/model-tier.ts";
import { TierForm } from "./tier-form.tsx";
import { TierView } from "./tier-view.tsx";
import { answerChanges, maySignTier, tierDecision, tierReason, tierSteps } from "./tier-words.ts";

describe("why a model has its tier", () => {
  const raised = proposedTier({}, { tier: "critical", from: "high" });
  it.each([
    [
      {},
      "Not assessed yet. It was declared low, and counts as high until compliance confirms an assessment.",
    ],
    [{ declared: "high" as const }, "Declared when the model was added; nobody assessed it yet."],
    [{ declared: null }, "Declared when the model was added, before there were assessments."],
    [{ confirmed: assessment() }, "Confirmed by compliance."],
    [
      { tier: "critical" as const, open: raised, confirmed: assessment() },
      "Counts since it was proposed: a stricter tier needs no signature first.",
    ],
  ])("%#: %s", (changed, text) => {
    expect(tierReason(modelTier(changed))).toBe(text);
  });
});

describe("the tier of a model", () => {
  const shown = (changed = {}) => textOf(<TierView view={modelTier(changed)} form={null} />);

  it("without an assessment says who assesses it", () => {
    expect(shown()).toContain("Jonas Lindqvist answers the questionnaire");
    expect(shown({ whyNotPropose: null })).toContain("Answer the questions below");
  });

  it("that is proposed says what changes, when it counts and who could sign", () => {
    const text = shown({ open: proposedTier() });
    expect(text).toContain("Proposed: high → limited");
    expect(text).toContain("once compliance confirms it. Releases that are open keep their council.");
    expect(text).toContain("Can be signed by Carla Diaz or Erik Holm.");
    expect(shown({ open: { ...proposedTier(), candidates: [] } })).toContain("Nobody here can sign it");
  });

  it("that was confirmed says by whom, and lists what came to nothing", () => {
    const rejected = assessment({ id: "a0", state: "rejected" });
    const text = shown({ tier: "limited", confirmed: assessment(), ended: [assessment(), rejected] });
    expect(text).toContain("Carla Diaz confirmed them");
    expect(text).toContain("Why limited: What does a wrong answer cost?");
    expect(text).toContain("high → limited, rejected");
  });

  it("that is the mildest says that no answer asks for more, instead of listing all", () => {
    const text = shown({ tier: "low", confirmed: assessment({ tier: "low", because: ["All of them."] }) });
    expect(text).toContain("Why low: No answer asks for more.");
    expect(text).not.toContain("All of them.");
  });

  it("marks each answer that differs from the confirmed one", () => {
    const before = assessment();
    const [first, ...rest] = before.answered;
    const after = { answered: [{ ...first!, answer: "people", label: "Lives." }, ...rest] };
    const changes = answerChanges(after, before);
    expect(changes.filter(({ was }) => was !== null)).toMatchObject([
      { was: "Up to EUR 10,000 a day.", is: "Lives." },
    ]);
    expect(answerChanges(after, null).every(({ was }) => was === null)).toBe(true);
  });
});

describe("the reader's decision", () => {
  const of = { model: "flight-delay", reader: { name: "Carla Diaz" }, means: PASSWORD_ALONE };

  it("is offered to compliance alone", () => {
    const open = proposedTier({ seat: "compliance", whyNotSign: null });
    expect(maySignTier(modelTier({ open }))).toBe(true);
    expect(tierDecision(open, of)).toMatchObject({
      kind: "sign",
      subject: "the limited tier of flight-delay",
      seat: { offers: [{ verb: "approve", whyNot: undefined }, { verb: "reject" }] },
    });
    expect(maySignTier(modelTier({ open: proposedTier() }))).toBe(false);
    expect(tierDecision(proposedTier(), of)).toEqual({ kind: "barred", text: "Only compliance." });
  });

  it("lets whoever depends on its author reject it only", () => {
    const open = proposedTier({ seat: "compliance", whyNotSign: null, whyNotApprove: "Not two people." });
    expect(tierDecision(open, of)).toMatchObject({
      seat: { offers: [{ whyNot: "Not two people." }, { verb: "reject", whyNot: undefined }] },
    });
  });

  it("says why it cannot be withdrawn", () => {
    expect(tierSteps(proposedTier())).toMatchObject([{ verb: "withdraw", whyNot: "Only its author." }]);
  });
});

describe("the questionnaire", () => {
  it("says what is open, then which tier the answers ask for and from when", () => {
    const form = (tier: "high" | "low", confirmed = assessment()) =>
      textOf(<TierForm view={{ tier, confirmed }} propose={vi.fn()} />);
    expect(textOf(<TierForm view={{ tier: "high", confirmed: null }} propose={vi.fn()} />)).toContain(
      `${CURRENT_QUESTIONNAIRE.questions.length} questions are open.`,
    );
    expect(form("high")).toContain("The answers ask for the limited tier.");
    expect(form("high")).toContain("It counts in place of high once compliance confirms it.");
    expect(form("low")).toContain("It counts as soon as you propose it, in place of low");
  });

  it("sends the answers with the version and the reason", async () => {
    const propose = vi.fn(async () => ({ ok: true, value: undefined }) as const);
    const page = mounted(<TierForm view={{ tier: "high", confirmed: assessment() }} propose={propose} />);
    page.type("Why these answers", "Known by now.");
    await page.submit("Propose this tier");
    const { version } = CURRENT_QUESTIONNAIRE;
    expect(propose).toHaveBeenCalledWith({
      questionnaire: version,
      answers: answersFor("limited"),
      reason: "Known by now.",
    });
  });
});
