import { describe, expect, it } from "vitest";
import { proposalDecision, proposalSteps } from "#components/councils/policy/proposal-decision.ts";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { decisionsOf } from "#lib/overview/council-decisions.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { composition } from "#lib/testing/specimens/council-data.ts";
import {
  COUNCIL,
  councilLine,
  councilPage,
  councilProposal,
} from "#lib/testing/specimens/views/council-pages.ts";
import { ended } from "#lib/testing/specimens/views/councils.ts";
import { type CouncilTab, councilTab } from "./council-tabs.ts";
import { CouncilView } from "./council-view.tsx";
import {
  cadenceText,
  compositionChanges,
  councilProposalWords,
  daysText,
  inTimeText,
  medianText,
} from "./council-words.ts";
import { CouncilsView } from "./councils-view.tsx";

const list = (items: ReturnType<typeof councilLine>[] = [], whyNotPropose: string | null = null) => (
  <CouncilsView list={{ items, nextCursor: null, whyNotPropose }} filtered={false} />
);
const page = (changed: Parameters<typeof councilPage>[0] = {}, tab: CouncilTab = "overview") => (
  <CouncilView council={councilPage(changed)} tab={tab} decision={null} />
);

describe("the councils", () => {
  it("say who signs what, how many wait, and whether a seat is short or a change is proposed", () => {
    expect(textOf(list([councilLine()]))).toMatch(
      /Model council .* Signs High tier Security Members 1 Waiting 2 releases complete/,
    );
    expect(textOf(list([councilLine({ short: ["security"] })]))).toContain("Security: too few can sign");
    expect(textOf(list([councilLine({ version: null, tiers: [] })]))).toMatch(
      /Nothing is routed to it .* proposed/,
    );
    expect(textOf(list([councilLine({ proposed: true })]))).toContain("change proposed");
    expect(markupOf(list([councilLine()]))).toContain(`href="/councils/${COUNCIL}"`);
  });

  it("say what holds without any, and why the reader cannot propose one", () => {
    expect(textOf(list())).toContain("No councils yet Until there is one, any holder of a function signs");
    expect(markupOf(list())).toContain('href="/councils/propose"');
    expect(textOf(list([], "Needs the role admin."))).toContain("Needs the role admin.");
  });
});

it("say that none matches, and lead to the next page", () => {
  const none = { items: [], nextCursor: null, whyNotPropose: null };
  expect(textOf(<CouncilsView list={none} filtered />)).toContain("No council matches");
  const full = { ...none, items: [councilLine()] };
  const markup = markupOf(<CouncilsView list={full} filtered={false} olderHref="/councils?cursor=c" />);
  expect(markup).toContain("/councils?cursor=c");
});

describe("the page of a council", () => {
  it("shows who sits and stands in, how each seat did, what waits and when it works", () => {
    const text = textOf(page());
    expect(text).toMatch(/High tier · 1 seat · 1 release waits Model council Signs updates/);
    expect(text).toMatch(/Security 1 required .*Mira Okafor .*Omar Haddad .*9\.50 h of its hours .*21 of 22/);
    expect(textOf(page({}, "waiting"))).toContain("Waits for Security");
    expect(markupOf(page())).toContain('href="/inbox#calendar"');
    expect(text).toMatch(
      /Sits Tuesday and Thursday, 15:00 Zone Europe\/Berlin Hours Monday to Friday, 08:00 to 18:00/,
    );
    expect(markupOf(page())).toContain(`href="/councils/propose?council=${COUNCIL}"`);
  });

  it("shows what it decided week by week, and what became of it", () => {
    const text = textOf(page());
    expect(text).toContain("2 approved, 1 changes requested");
    expect(text).toMatch(/2 approved 1 changes requested 0 rejected 1 expired 0 rolled back later/);
    const none = { weeks: [], expired: 0, rolledBack: 0 };
    expect(textOf(page({ lately: none }))).toContain("Nothing was decided in the last 12 weeks.");
    const since = new Date("2026-09-01T00:00:00.000Z");
    const rows = [
      { action: "release.approved", at: new Date("2026-09-02T00:00:00.000Z") },
      { action: "release.rejected", at: new Date("2026-09-09T00:00:00.000Z") },
      { action: "release.rolled-back", at: new Date("2026-09-20T00:00:00.000Z") },
    ];
    const { weeks, rolledBack } = decisionsOf(rows, since);
    expect([weeks.length, weeks[0]!.approved, weeks[1]!.rejected, rolledBack]).toEqual([12, 1, 1, 1]);
  });

  it("says where nobody who sits can sign, and what mends it", () => {
    const current = councilPage().current!;
    const [seat] = current.seats;
    const members = [{ ...seat!.members[0]!, whyNot: "does not sign for it now" }];
    const short = page({ current: { ...current, seats: [{ ...seat!, short: true, members }] } });
    expect(textOf(short)).toContain("A seat has too few members who can sign.");
    expect(textOf(short)).toContain("does not sign for it now");
  });

  it("is quiet where nothing waits, nobody stands in and nothing was signed", () => {
    const current = councilPage().current!;
    const seats = [{ ...current.seats[0]!, alternates: [], signed: 0, inTime: 0, medianHours: null }];
    const text = textOf(page({ current: { ...current, seats }, waiting: [], tiers: [] }));
    expect(text).toContain("none: nobody stands in");
    expect(text).toContain("no signatures yet");
    expect(textOf(page({ waiting: [] }, "waiting"))).toContain("Nothing waits for this council");
    expect(text).toContain("Nothing. A change of the policy routes a tier to this council.");
  });

  it("shows what is proposed, who signs it, and what was before", () => {
    const earlier = [
      { version: 5, digest: councilProposal().digest, publishedAt: "2026-10-01T09:00:00.000Z" },
    ];
    const text = textOf(page({ proposal: councilProposal(), ended: [ended()], earlier }, "changes"));
    expect(text).toMatch(/Seats 0 of 2 met .* Ada Berg : proposed it/);
    expect(text).toMatch(/Proposed: composition 7 .*Secretary Composition 6 none Proposed Mira Okafor/);
    expect(text).toMatch(/Past proposals .*Composition 2 .*Earlier compositions .*Composition 5/);
    const first = page({ current: null, proposal: councilProposal({ version: 1, before: null }) }, "changes");
    expect(textOf(first)).toMatch(/Model council .*Proposed: composition 1 .*Chair Proposed Mira Okafor/);
  });
});

describe("the tabs of a council", () => {
  it("count what they hold, and each has its address", () => {
    const markup = markupOf(page({ proposal: councilProposal() }, "decisions"));
    for (const tab of ["overview", "waiting", "decisions", "sittings", "changes"])
      expect(markup).toContain(`href="/councils/${COUNCIL}?tab=${tab}"`);
    expect(textOf(page({ proposal: councilProposal() }))).toMatch(
      /Overview Waiting 1 Decisions 1 Sittings Changes 1 /,
    );
    expect(textOf(page({}, "decisions"))).toMatch(/Decided 1 decision in 12 weeks.*Approved/);
    expect(textOf(page({ decided: [] }, "decisions"))).toContain("Nothing was decided in the last 12 weeks");
    expect(textOf(page({}, "sittings"))).toContain("A council sits once its composition is in force.");
    expect(textOf(page({}, "changes"))).toContain("This is its first composition, and nothing is proposed.");
  });

  it("open on a change that the reader can sign, else on the overview, which names what waits", () => {
    const own = { function: "security" as const, whyNot: null, whyNotApprove: null, signedAt: null };
    const proposal = councilProposal();
    const mine = { ...proposal, mine: { seats: [own], whyNotWithdraw: null } };
    const { current } = councilPage();
    expect(councilTab(undefined, { current, proposal: null })).toBe("overview");
    expect(councilTab(undefined, { current, proposal })).toBe("overview");
    expect(councilTab(undefined, { current, proposal: mine })).toBe("changes");
    expect(councilTab("waiting", { current, proposal: mine })).toBe("waiting");
    expect(councilTab(undefined, { current: null, proposal })).toBe("changes");
    expect(textOf(page({ proposal }))).toMatch(/A change waits composition 7 .*0 of 2 seats signed/);
  });
});

describe("the reviewers of a council", () => {
  it("each have what they signed, how long it took, what waits, and for whom they speak", () => {
    const text = textOf(page());
    expect(text).toMatch(
      /Mira Okafor Security .*22 20 approved, 2 changes requested .*11.* h of its hours .*3 .*4 .*1 .*Omar Haddad signs for them until 30 Nov 2026/,
    );
    const [one] = councilPage().reviewers!;
    const signsFor = [{ name: "Lena Voss", until: "2026-11-30T09:00:00.000Z" }];
    const quiet = { ...one!, approved: 0, changesRequested: 0, medianHours: null, delegatedTo: [] };
    expect(textOf(page({ reviewers: [quiet] }))).toMatch(/no signatures yet .*none/);
    expect(textOf(page({ reviewers: [{ ...one!, signsFor }] }))).toContain("signs for Lena Voss until");
  });

  it("are shown to nobody who has no place on it", () => {
    expect(textOf(page({ reviewers: null }))).not.toContain("Reviewers");
  });
});

describe("what the reader may do about a proposed composition", () => {
  it("is to sign it in the words of a council", () => {
    const proposal = councilProposal({
      mine: {
        seats: [{ function: "security", whyNot: null, whyNotApprove: null, signedAt: null }],
        whyNotWithdraw: null,
      },
    });
    const words = councilProposalWords(proposal);
    const decision = proposalDecision(proposal, { id: "mira", name: "Mira Okafor" }, PASSWORD_ALONE, words);
    expect(decision).toMatchObject({ kind: "sign", subject: "composition 7 of Model council" });
    const offers = decision.kind === "sign" ? decision.seat.offers : [];
    expect(offers[0]!.meaning).toContain("who is to sit on this council");
    expect(offers[1]!.next[0]!.text).toBe("The proposal ends. The composition in force stays.");
    expect(proposalSteps(proposal, words)[0]!.consequence).toContain("Withdraws composition 7");
  });
});

describe("the words", () => {
  it.each([
    [[2, 4], "Tuesday and Thursday"],
    [[5, 1, 2, 3, 4], "Monday to Friday"],
    [[6], "Saturday"],
  ])("%j: %s", (days, text) => {
    expect(daysText(days)).toBe(text);
  });

  it("name what differs between two compositions, with people by name", () => {
    const calendar = { ...composition().calendar, zone: "UTC", holidays: [] };
    expect(compositionChanges(composition(), composition({ calendar, cadence: null }), {})).toEqual([
      { what: "Sits", was: "Tuesday and Thursday, 15:00", is: "No regular sittings" },
      { what: "Time zone", was: "Europe/Berlin", is: "UTC" },
      { what: "Holidays", was: "2026-12-24", is: "none" },
    ]);
    expect(cadenceText({ cadence: null })).toBe("No regular sittings");
    expect([medianText({ medianHours: 2.25 }), inTimeText({ signed: 3, inTime: 2 })]).toEqual([
      "2.25 h",
      "2 of 3",
    ]);
  });
});
