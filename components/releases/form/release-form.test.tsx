// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { draftBox } from "#lib/client/draft-box.ts";
import { draftKeyOf } from "#lib/crypto/draft-key.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { Estimator } from "#lib/releases/plan-estimate.ts";
import { RELEASE_TEMPLATES } from "#lib/releases/templates.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { preview, releasableOf } from "#lib/testing/specimens/views/release-forms.ts";
import { checked } from "#lib/testing/specimens/views/releases.ts";
import { NewRelease } from "./new-release.tsx";
import type { PlanOutlook } from "./plan-outlook.ts";
import type { Target } from "./release-target.ts";
import type { Saving } from "./use-draft-submit.ts";

type Preview = ReturnType<typeof preview>;
const models = [releasableOf(), releasableOf({ name: "gate-cost" })];
const target = { model: "flight-delay", version: 2, pointer: "production" };
const known: Answer<Preview> = { ok: true, value: preview() };

const noTraffic: Estimator = () => null;

async function form({
  ahead = known as Answer<Preview>,
  start = target,
  asked = true,
  estimator = noTraffic,
  undecidable = ((_: Plan) => null) as PlanOutlook["undecidable"],
} = {}) {
  const save = vi.fn(async (_: Saving): Promise<Answer<{ href: string }>> => opened);
  const lookAhead = vi.fn(async (_: Target) => ahead);
  const outlookOf = vi.fn(async (_: Target) => ({ ok: true, value: { estimator, undecidable } }) as const);
  const page = mounted(
    <NewRelease
      templates={RELEASE_TEMPLATES}
      models={models}
      start={start}
      asked={asked}
      lookAhead={lookAhead}
      outlookOf={outlookOf}
      save={save}
      drafts={draftBox({ id: "jonas", key: draftKeyOf("s".repeat(32), "jonas") })}
    />,
  );
  await vi.waitFor(() => expect(document.body.textContent).not.toContain("Reading the policy."));
  const rail = page.screen.getByRole("region", { name: "Reviewers and checks" });
  const field = (label: string | RegExp) => page.screen.getByLabelText<HTMLTextAreaElement>(label);
  const errorOf = (label: string | RegExp) => {
    const id = (field(label).getAttribute("aria-describedby") ?? "").split(" ").at(-1);
    return field(label).getAttribute("aria-invalid") ? document.getElementById(id ?? "")?.textContent : null;
  };
  /** Writes what only the author can. */
  const write = () => {
    for (const label of ["Why now", "Expected benefit", "Risk", "Way back", "Why it is not substantial"])
      page.type(label, `${label}: winter.`);
  };
  return { ...page, save, lookAhead, outlookOf, rail, field, errorOf, write };
}
const opened = { ok: true, value: { href: "/releases/8" } } as const;

beforeEach(() => localStorage.clear());

describe("a new release", () => {
  it("starts from the template for its target, with what it would replace", async () => {
    const page = await form();
    expect(page.field("What changes").value).toBe("More trees.");
    for (const label of ["Why now", "Expected benefit", "Risk", "Way back"]) {
      expect(page.field(label).value).toBe("");
      expect(page.field(label).placeholder).toMatch(/\?/);
    }
    expect(document.body.textContent).toContain("0 of 4 written");
    expect(document.body.textContent).toContain("Replaces v1, now live there");
    expect(
      [...page.field("Version").querySelectorAll("option")].map(({ textContent }) => textContent),
    ).toEqual(["v2", "v1, live, not evaluated"]);
  });

  it("follows another target as long as nothing was typed, and asks again who reviews it", async () => {
    const page = await form();
    page.type("To", "staging");
    expect(document.body.textContent).toContain("Nothing is live there yet");
    expect(page.field("Template").value).toBe("first");
    expect(page.field("Why now").placeholder).toContain("rely on today");
    page.type("Model", "gate-cost");
    await vi.waitFor(() =>
      expect(
        page.lookAhead.mock.calls.map(([{ model, version, pointer }]) => ({ model, version, pointer })),
      ).toEqual([target, { ...target, pointer: "staging" }, { ...target, model: "gate-cost" }]),
    );
  });

  it("keeps what was typed on another target and with another template", async () => {
    const page = await form();
    page.type("Why now", "Winter.");
    page.type("Version", "1");
    expect(page.field("Why now").value).toBe("Winter.");
    page.type("Template", "cautious");
    expect(page.field("Why now").value).toBe("Winter.");
    expect(page.field("Planned samples").value).toBe("100000");
  });
});

describe("a new release whose reviewers cannot be read", () => {
  it("can be sent all the same, and reads them again when asked to", async () => {
    const page = await form({ ahead: { ok: false, problem: { title: "No answer.", code: "unreachable" } } });
    expect(page.rail.textContent).toContain("Reviewers and checks are not known now. No answer.");
    page.write();
    page.lookAhead.mockResolvedValue(known);
    page.press("Try again");
    await vi.waitFor(() => expect(page.rail.textContent).toContain("Mira Okafor"));
    await page.submit("Save as draft");
    expect(page.save).toHaveBeenCalledTimes(1);
  });

  it("cannot be sent where it would be refused", async () => {
    const page = await form({ ahead: { ok: false, problem: { title: "No policy.", code: "no-policy" } } });
    expect(page.rail.textContent).toContain("Cannot be opened: see above.");
    expect(page.screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });
});

describe("sending a new release", () => {
  it("sends the whole draft and leads to the release", async () => {
    const page = await form();
    page.write();
    page.type("Why now", "Winter.");
    page.press("Save as draft");
    await vi.waitFor(() => expect(page.journey).toEqual(["push /releases/8"]));
    expect(page.save.mock.calls[0]![0]).toMatchObject({
      andSubmit: false,
      draft: { ...target, case: { why: "Winter." } },
    });
  });

  it("submits for review only by its own button", async () => {
    const page = await form();
    page.write();
    page.press("Open and submit for review");
    await vi.waitFor(() => expect(page.save).toHaveBeenCalledTimes(1));
    expect(page.save.mock.calls[0]![0].andSubmit).toBe(true);
  });

  it("sends nothing that is incomplete, and says what is missing at its field", async () => {
    const page = await form();
    page.write();
    page.type("Why now", " ");
    page.type("Keep if", "");
    expect(page.screen.queryByText("Not sent.")).toBeNull();
    page.press("Save as draft");
    await vi.waitFor(() => expect(page.screen.getByRole("alert").textContent).toContain("Not sent."));
    expect(page.save).not.toHaveBeenCalled();
    expect(page.errorOf("Why now")).toBe("Must not be empty.");
    expect(page.errorOf("Keep if")).toMatch(/^Needs at least one criterion for keep/);
    expect(page.errorOf("Risk")).toBeNull();
    await vi.waitFor(() => expect(document.activeElement).toBe(page.field("Why now")));
    page.type("Why now", "Winter.");
    expect(page.errorOf("Why now")).toBeNull();
  });

  it("keeps everything typed where the server refuses, with its words at the field", async () => {
    const page = await form();
    page.save.mockResolvedValueOnce({
      ok: false,
      problem: { title: "It was refused.", fields: { "case.acceptance.0": "is too long" } },
    });
    page.write();
    page.type("Why now", "Winter.");
    page.press("Save as draft");
    await vi.waitFor(() => expect(page.screen.getByRole("alert").textContent).toContain("It was refused."));
    expect(page.field("Why now").value).toBe("Winter.");
    expect(page.errorOf("Keep if")).toBe("Is too long.");
    expect(page.journey).toEqual([]);
  });

  it("takes criteria one a line, without blank ones", async () => {
    const page = await form();
    page.write();
    page.type("Roll back if", " Log-loss rises \n\n Latency rises ");
    page.tick("This is a substantial modification");
    page.type("Why it is substantial", "New inputs.");
    page.press("Save as draft");
    await vi.waitFor(() => expect(page.save).toHaveBeenCalled());
    expect(page.save.mock.calls[0]![0].draft.case).toMatchObject({
      rollback: ["Log-loss rises", "Latency rises"],
      substantialModification: { is: true, because: "New inputs." },
    });
  });
});

describe("who would review it", () => {
  it("is listed by seat, with the checks and who cannot sign", async () => {
    const seats = [
      { function: "security" as const, min: 1, candidates: ["Mira Okafor", "Tomas Ruiz"] },
      { function: "product" as const, min: 2, candidates: ["Carla Mendes"] },
    ];
    const checks = [checked({ status: "hold", title: "No slice worse", message: "No slice was compared." })];
    const excluded = ["opened it", "wrote its card"].map((because) => ({ name: "Jonas Lindqvist", because }));
    const value = preview({ seats, checks, excluded, reviewDays: 1 });
    const { rail } = await form({ ahead: { ok: true, value } });
    const text = rail.textContent!;
    expect(text).toContain("policy 3");
    expect(text).toContain("Model council, for a high-tier model, within 1 day");
    expect(text).toContain("SecurityMira Okafor or Tomas Ruiz");
    expect(text).toContain("Product, 2 peopletoo few eligible reviewers");
    expect(text).toContain("No slice worseNo slice was compared.");
    expect(text).toContain("Cannot sign: Jonas Lindqvist.");
  });

  it("is that of the target last chosen, whichever answer comes last", async () => {
    const answers: ((outcome: Answer<Preview>) => void)[] = [];
    const page = await form();
    page.lookAhead.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
    page.type("Version", "1");
    page.type("To", "staging");
    answers[1]!({ ok: true, value: preview({ council: "Council of the second" }) });
    answers[0]!({ ok: true, value: preview({ council: "Council of the first" }) });
    await vi.waitFor(() => expect(page.rail.textContent).toContain("Council of the second"));
    await Promise.resolve();
    expect(page.rail.textContent).not.toContain("Council of the first");
  });

  it("disables both buttons with the reason where it cannot be opened", async () => {
    const problem = { title: "Version 2 has no evaluation report.", todo: "File one." };
    const page = await form({ ahead: { ok: false, problem } });
    expect(page.rail.textContent).toContain("Version 2 has no evaluation report. File one.");
    expect(page.rail.textContent).toContain("Cannot be opened: see above.");
    page.press("Open and submit for review");
    page.press("Save as draft");
    expect(page.save).not.toHaveBeenCalled();
  });
});

describe("a plan that could not start", () => {
  const undecidable = () => ({ stage: "none", message: "5 % cannot decide before 15 min." });

  it("is not submitted for review, with the numbers as the reason, and can be kept as a draft", async () => {
    const page = await form({ undecidable });
    page.write();
    await vi.waitFor(() => expect(page.rail.textContent).toContain("5 % cannot decide before 15 min."));
    page.press("Open and submit for review");
    expect(page.save).not.toHaveBeenCalled();
    await page.submit("Save as draft");
    expect(page.save).toHaveBeenCalledOnce();
  });
});
