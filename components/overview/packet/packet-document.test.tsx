// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { conditionShown } from "#lib/testing/specimens/views/conditions.ts";
import { challengeShown, postShown, threadShown } from "#lib/testing/specimens/views/discussion.ts";
import { releaseView, seat, verdict } from "#lib/testing/specimens/views/releases.ts";
import { given, rollout, step } from "#lib/testing/specimens/views/rollouts.ts";
import { ConditionsRecord } from "./conditions-record.tsx";
import { DiscussionRecord } from "./discussion-record.tsx";
import { PacketDocument } from "./packet-document.tsx";

const { plan } = releaseView().sections;
const document = (props: Partial<Parameters<typeof PacketDocument>[0]> = {}) => (
  <PacketDocument release={releaseView()} threads={[]} rollout={null} check="How it is checked." {...props} />
);

describe("the evidence of a release as a document", () => {
  it("numbers its parts, and its contents lead to each of them", () => {
    const markup = markupOf(document());
    const led = [...markup.matchAll(/href="#([a-z]+)"/g)].map(([, id]) => id);
    expect(led).toHaveLength(13);
    for (const id of led) expect(markup).toContain(`<section id="${id}"`);
    expect(textOf(document())).toContain("13. How to check this How it is checked.");
  });

  it("prints every signature with its meaning, and those that no longer count", () => {
    const dissent = verdict({ decision: "reject", counts: true, comment: "Nights are worse." });
    const old = verdict({ counts: false, because: "changed", changedSections: ["plan"], comment: "Fine." });
    const council = {
      met: 0,
      approved: false,
      seats: [seat({ state: "objected", verdicts: [old, dissent] })],
    };
    const text = textOf(document({ release: releaseView({ council }) }));
    expect(text).toContain("Nights are worse.");
    expect(text).toContain("No longer counts: the rollout plan changed");
  });

  it("prints what was sealed and what holds now, by seat", () => {
    const given = {
      id: "0197a1c0-0000-7000-8000-0000000000a1",
      signerId: "0197a1c0-0000-7000-8000-000000000051",
      signerName: "Mira Okafor",
      onBehalfOf: null,
      givenAt: "2026-11-24T16:42:00.000Z",
      said: { decision: "request-changes" as const, comment: "Name the slices." },
      now: {
        decision: "approve" as const,
        comment: "The cap answers it.",
        at: "2026-11-24T17:10:00.000Z",
        changed: true,
      },
    };
    const sealed = {
      phase: "revealed" as const,
      hours: 24,
      revealAt: "2026-11-25T08:00:00.000Z",
      revealedAt: "2026-11-24T17:00:00.000Z",
      seats: [{ function: "security" as const, heard: true, given: [given] }],
    };
    const text = textOf(document({ release: releaseView({ sealed }) }));
    expect(text).toContain("Request changes then Approve");
    expect(text).toContain("The cap answers it.");
  });

  it("prints digests whole: nobody can copy from paper what a page cut short", () => {
    const release = releaseView();
    const text = textOf(document({ release }));
    for (const digest of [release.subjectDigest, ...Object.values(release.sectionDigests)])
      expect(text).toContain(digest);
  });

  it("says of each part without anything that there is nothing", () => {
    const text = textOf(document());
    expect(text).toContain("No approval of this release had a condition.");
    expect(text).toContain("Nobody discussed or challenged this release.");
    expect(text).toContain("Its rollout has not started.");
  });

  it("lists each stage the rollout entered and leads to each verdict, in the order of time", () => {
    const verdicts = [
      { ...given("roll-back"), id: "0197a1c0-0000-7000-8000-0000000000b2" },
      { ...given("advance"), id: "0197a1c0-0000-7000-8000-0000000000b1" },
    ];
    const shown = document({ rollout: rollout({ steps: [step()], verdicts }) });
    const text = textOf(shown);
    expect(text.indexOf("Advance,")).toBeGreaterThan(0);
    expect(text.indexOf("Advance,")).toBeLessThan(text.indexOf("Roll back,"));
    for (const { id } of verdicts) expect(markupOf(shown)).toContain(`/rollout/verdicts/${id}`);
  });
});

it("a condition is printed with its terms, each report and what was found of it", () => {
  const reports = [
    {
      report: 1,
      digest: "sha256:01",
      evidence: "900 labelled.",
      by: "Jonas",
      at: "2026-11-28T10:00:00.000Z",
    },
    {
      report: 2,
      digest: "sha256:02",
      evidence: "2,100 labelled.",
      by: "Jonas",
      at: "2026-11-29T10:00:00.000Z",
    },
  ];
  const answers = [
    { report: 1, decision: "reject", by: "Dana", comment: "Too few.", at: "2026-11-28T11:00:00.000Z" },
    { report: 2, decision: "approve", by: "Dana", comment: "", at: "2026-11-29T11:00:00.000Z" },
  ] as const;
  const record = (changed: Parameters<typeof conditionShown>[0] = {}) =>
    textOf(<ConditionsRecord conditions={[conditionShown(changed)]} plan={plan} />);
  expect(record()).toContain("Accepted when 2,000 of them are labelled.");
  expect(record()).toContain("Nothing reported.");
  const text = record({ state: "met", reports, answers: [...answers] });
  expect(text).toMatch(
    /900 labelled\. Dana found it not met, .*: Too few\. .*2,100 labelled\. Dana confirmed it,/,
  );
});

describe("the discussion", () => {
  const record = (...threads: Parameters<typeof DiscussionRecord>[0]["threads"]) =>
    textOf(<DiscussionRecord threads={threads} pinning={{ plan, checks: [] }} />);

  it("is printed with every version of each text, and says where one was erased", () => {
    const versions = [
      { version: 1, at: "2026-11-25T16:02:00.000Z", text: "Why nights?" },
      { version: 2, at: "2026-11-25T16:04:00.000Z", text: null },
    ];
    const text = record(threadShown({ posts: [postShown({ versions })] }));
    expect(text).toMatch(/Dana Weiss wrote, .*Why nights\? Dana Weiss edited it, .*This text was erased\./);
  });

  it("shows of a challenge its answer and what its challenger found of that", () => {
    const found = {
      post: 2,
      satisfied: true,
      by: "Dana Weiss",
      at: "2026-11-26T10:00:00.000Z",
      reason: "Good.",
    };
    const text = record(challengeShown({ state: "settled", findings: [found] }));
    expect(text).toMatch(/Challenge 2: Rollout plan Answered satisfactorily/);
    expect(text).toMatch(
      /Jonas Lindqvist answered, .*The plan stops at 25 %\. Dana Weiss accepted the answer, .*: Good\./,
    );
  });
});
