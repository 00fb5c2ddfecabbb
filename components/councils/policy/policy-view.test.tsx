import { describe, expect, it } from "vitest";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import {
  ended,
  policyPage,
  proposal,
  published,
  seat,
  signature,
} from "#lib/testing/specimens/views/councils.ts";
import { PolicyView } from "./policy-view.tsx";
import { maySign, proposalDecision, proposalSteps } from "./proposal-decision.ts";
import { proposalSeats } from "./proposal-seats.ts";

const view = (changed = {}) => <PolicyView page={policyPage(changed)} decision="the decision" />;

describe("the policy's page", () => {
  it("shows the policy in force and what was before, and offers a change", () => {
    const page = { earlier: [published()], ended: [ended()] };
    expect(textOf(view(page))).toMatch(
      /^Sign-off of models .* Propose a change Policy 1, in force .* Past proposals .* Earlier versions /,
    );
    expect(markupOf(view())).toContain('href="/policy/propose"');
    expect(textOf(view())).not.toContain("the decision");
  });

  it("says why the reader cannot propose a change", () => {
    expect(textOf(view({ whyNotPropose: "Needs the role admin." }))).toContain("Needs the role admin.");
    expect(markupOf(view({ whyNotPropose: "Needs the role admin." }))).not.toContain("/policy/propose");
  });

  it("says where nobody can sign a change as they are known, and the ways out", () => {
    const text = textOf(view({ unknownSigners: ["security", "compliance"] }));
    expect(text).toContain("Nobody can sign a change of this policy for Security and Compliance.");
    expect(text).toContain("SMTP_URL, MAIL_FROM and MAIL_DOMAINS, or OIDC_ISSUER");
    expect(text).toContain("See how you are known");
    expect(textOf(view())).not.toContain("Nobody can sign a change");
  });

  it("offers no change where there is nothing to change yet", () => {
    const text = textOf(view({ current: null }));
    expect(text).toMatch(/^Sign-off policy .* No policy published yet/);
    expect(text).not.toContain("Propose a change");
  });

  it("puts an open proposal first: what it changes, why, who signs and who cannot", () => {
    const text = textOf(view({ proposal: proposal() }));
    expect(text).toMatch(
      /the decision Seats 0 of 2 met .* Ada Berg : proposed it Proposed: policy 2 .* The council has a new name\. Ada Berg, 19 Nov 2026, 08:00 .*Policy 1, in force/,
    );
    expect(text).toMatch(/Title The policy .*Sign-off of models .*Sign-off/);
  });
});

describe("the seats of a proposal", () => {
  const mira = { function: "security", whyNot: null, whyNotApprove: null, signedAt: null } as const;
  const line = (changed: Parameters<typeof seat>[0], mine: readonly (typeof mira)[] = []) =>
    proposalSeats(
      proposal({
        council: { met: 0, seats: [seat(changed)] },
        mine: { seats: [...mine], whyNotWithdraw: null },
      }),
    )[0];

  it.each([
    [{}, "waiting", "Waiting for Mira Okafor"],
    [{ candidates: ["A", "B", "C"] }, "waiting", "Waiting for A, B or C"],
    [{ candidates: ["A", "B", "C", "D"] }, "waiting", "Waiting for one of 4 people"],
    [{ candidates: [] }, "unfillable", "Too few reviewers have this function"],
    [
      { min: 2, candidates: ["A", "B"], signatures: [signature()] },
      "waiting",
      "1 of 2 signed. Waiting for A or B",
    ],
    [{ signatures: [signature({ counts: false })] }, "stale", "Stale: Mira Okafor may no longer sign for it"],
  ])("%j: %s", (changed, state, note) => {
    expect(line(changed)).toMatchObject({ state, note, name: "Security" });
  });

  it("is the reader's own while they may sign it and have not", () => {
    expect(line({}, [mira])).toMatchObject({ state: "yours", note: "Waiting for you" });
    expect(line({ signatures: [signature({ counts: false })] }, [mira])).toMatchObject({ state: "yours" });
  });

  it("that is met says who signed last, when, and what they said", () => {
    const signatures = [signature({ signerName: "Old", counts: false }), signature({ comment: "Fine." })];
    expect(line({ state: "met", signatures })).toMatchObject({
      state: "met",
      person: "Mira Okafor",
      at: "2026-11-20T09:00:00.000Z",
      comment: "Fine.",
    });
  });
});

describe("what the reader may do about a proposal", () => {
  const mine = (changed: object) => proposal({ mine: { seats: [], whyNotWithdraw: null, ...changed } });
  const own = (changed = {}) =>
    mine({
      seats: [{ function: "security", whyNot: null, whyNotApprove: null, signedAt: null, ...changed }],
    });
  const reader = { id: "mira", name: "Mira Okafor" };
  const decide = (given: ReturnType<typeof proposal>, who = reader) =>
    proposalDecision(given, who, PASSWORD_ALONE);

  it("is nothing for whoever proposed it, has no seat, or may not sign", () => {
    expect(decide(own(), { id: "ada", name: "Ada Berg" })).toEqual({
      kind: "barred",
      text: "You proposed it, so others sign it.",
    });
    expect(decide(mine({}))).toEqual({ kind: "watch", text: "0 of 2 seats are met. None is yours." });
    expect(decide(own({ whyNot: "You own the model." }))).toEqual({
      kind: "barred",
      text: "You own the model.",
    });
    expect([maySign(own()), maySign(own({ whyNot: "No." })), maySign(mine({}))]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("is to sign what the page shows, with the sentence that is signed", () => {
    const decision = decide(own());
    expect(decision).toMatchObject({
      kind: "sign",
      subject: "policy 2",
      printedName: "Mira Okafor",
      subjectDigest: proposal().digest,
      seat: { seatId: "security", sections: [{ name: "policy 2", changed: false }], already: undefined },
    });
    const offers = decision.kind === "sign" ? decision.seat.offers : [];
    expect(offers.map(({ verb, whyNot }) => [verb, whyNot])).toEqual([
      ["approve", undefined],
      ["reject", undefined],
    ]);
    for (const { verb, meaning } of offers) expect(meaning).toContain(`${verb} it for my function`);
  });

  it("says what follows: who is still needed, that it takes effect, or that it ends", () => {
    const next = (seats: ReturnType<typeof seat>[], verb: string) => {
      const decision = decide({ ...own(), council: { met: 0, seats } });
      const offers = decision.kind === "sign" ? decision.seat.offers : [];
      return offers.find((offer) => offer.verb === verb)?.next[0]?.text;
    };
    const compliance = seat({ function: "compliance" });
    expect(next([seat(), compliance], "approve")).toBe("It still needs Compliance.");
    expect(next([seat({ min: 2 })], "approve")).toBe("It still needs Security.");
    expect(next([seat()], "approve")).toBe("It takes effect at once: every seat is met.");
    expect(next([seat(), compliance], "reject")).toContain("The proposal ends.");
  });

  it("is to reject only, once they approved", () => {
    const decision = decide(own({ signedAt: "2026-11-20T09:00:00.000Z" }));
    expect(decision).toMatchObject({
      seat: {
        already: ["You approved for Security on ", { at: "2026-11-20T09:00:00.000Z", as: "minute" }, "."],
      },
    });
    const offers = decision.kind === "sign" ? decision.seat.offers : [];
    expect(offers.map(({ whyNot }) => whyNot)).toEqual(["You already approved", undefined]);
  });

  it("is to withdraw it, or the reason why not", () => {
    expect(proposalSteps(mine({}))).toMatchObject([
      {
        verb: "withdraw",
        asksReason: true,
        consequence: "Withdraws policy 2. Its signatures stay on record.",
        whyNot: undefined,
      },
    ]);
    expect(proposalSteps(mine({ whyNotWithdraw: "Only its author." }))).toMatchObject([
      { whyNot: "Only its author." },
    ]);
  });
});
