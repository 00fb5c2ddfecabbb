// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { PARTS } from "#lib/councils/envelope.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import {
  envelopeAsked,
  envelopeOf,
  envelopeShown,
  envelopes,
} from "#lib/testing/specimens/views/envelopes.ts";
import { EnvelopeView } from "./envelope-view.tsx";
import { boundText, endText, envelopeDecision, leftText, partsText } from "./envelope-words.ts";
import { EnvelopesView } from "./envelopes-view.tsx";
import { ModelEnvelopes } from "./model-envelopes.tsx";
import { type EnvelopeInput, ProposeForm } from "./propose-form.tsx";

const view = (list = envelopes([]), filtered = false) => (
  <EnvelopesView list={list} filtered={filtered} whyNotPropose={undefined} />
);

describe("the list of envelopes", () => {
  it("says what to do where there is none", () => {
    expect(textOf(view())).toContain("No envelope yet");
    expect(textOf(view(envelopes([], { all: 2 }), true))).toContain("No envelope matches");
    expect(textOf(<ModelEnvelopes model="flight-delay" list={envelopes([])} />)).toContain(
      "every release of this model goes to its whole council",
    );
  });

  it("says what is left in uses and in time, and what waits for the reader", () => {
    const mine = envelopeOf({ number: 5, state: "proposed", group: "mine", seatsMet: 1 });
    const text = textOf(view(envelopes([mine, envelopeOf()])));
    expect(text).toContain("1 to sign");
    expect(text).toContain("1 of 3 seats signed");
    expect(text).toContain("2 of 3 uses left");
    expect(text).toContain("measured against release 3 (v3)");
    expect(markupOf(view(envelopes([mine])))).toContain('href="/envelopes/5"');
  });

  it.each([
    [{ state: "used-up" as const, used: 3 }, "every use is spent"],
    [{ state: "over" as const, over: "rolled-back" as const }, "was rolled back"],
    [{ state: "over" as const, over: "incident" as const }, "led to an incident"],
    [{ state: "over" as const, over: "reviewed-again" as const }, "reviewed by the whole council"],
    [{ state: "revoked" as const }, "one person revoked it"],
    [{ state: "ended" as const }, "its time is over"],
    [{ state: "refused" as const }, "refused"],
    [{ state: "planned" as const }, "before it begins"],
    [{ state: "in-force" as const }, "first rollback or incident"],
  ])("says why one covers nothing, or what ends it: %o", (more, text) => {
    expect(endText(envelopeOf(more))).toContain(text);
  });
});

describe("an envelope", () => {
  it("shows what may change, each limit with its edge, its council and its uses", () => {
    const text = textOf(<EnvelopeView view={envelopeShown()} decision={null} />);
    expect(text).toContain("May change: training data.");
    expect(text).toContain("0.5 as reviewed; at most 0.51");
    expect(text).toContain("within 5 %");
    expect(text).toContain("can be signed by Mona Oduya");
    expect(text).toContain("Release 7");
  });

  it("offers a signature only to whoever can give it", () => {
    const by = { reader: { name: "Mona Oduya" }, means: PASSWORD_ALONE };
    expect(envelopeDecision(envelopeShown(), by)).toMatchObject({ kind: "sign", seat: { name: "Security" } });
    const mine = { seat: null, whyNotSign: "No seat.", whyNotApprove: null, whyNotRevoke: null };
    expect(envelopeDecision(envelopeShown({ mine }), by)).toEqual({ kind: "barred", text: "No seat." });
  });

  it("words limits in the direction of the metric", () => {
    const of = {
      metric: "accuracy",
      dataset: "sha256:a",
      better: "higher" as const,
      value: 0.9,
      worse: 0.02,
    };
    expect(boundText(of)).toBe("0.9 as reviewed; at least 0.88");
    expect(leftText({ used: 0, uses: 1 })).toBe("1 of 1 use left");
    expect(partsText([], PARTS)).toContain("No part may change but the files.");
    expect(partsText([...PARTS], PARTS)).not.toContain("Must stay");
  });
});

describe("proposing an envelope", () => {
  it("sends what was typed, and leaves out metrics without a limit", async () => {
    const propose = vi.fn(async (_: EnvelopeInput) => ({ ok: true as const, value: 4 }));
    const page = mounted(<ProposeForm view={envelopeAsked()} propose={propose} />);
    page.type("Log-loss on february", "0.01");
    page.type("First day", "2026-12-01");
    page.type("Last day", "2026-12-31");
    page.type("Why these changes need no full review", "Retrained every month.");
    await page.submit("Propose the envelope");
    expect(propose).toHaveBeenCalledWith(
      expect.objectContaining({
        model: "flight-delay",
        pointer: "production",
        terms: expect.objectContaining({
          mayChange: ["datasets"],
          metrics: [expect.objectContaining({ metric: "log-loss", worse: "0.01" })],
          uses: 3,
        }),
      }),
    );
  });

  it("asks for the model first, and says why a pointer has none", () => {
    const none = textOf(<ProposeForm view={envelopeAsked({ model: null })} propose={vi.fn()} />);
    expect(none).not.toContain("Pointer");
    const { model } = envelopeAsked();
    const closed = { ...model!, pointers: [{ ...model!.pointers[0]!, whyNot: "Never reviewed." }] };
    expect(textOf(<ProposeForm view={envelopeAsked({ model: closed })} propose={vi.fn()} />)).toContain(
      "Never reviewed.",
    );
  });
});
