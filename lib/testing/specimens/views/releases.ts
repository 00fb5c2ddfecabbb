import type { z } from "zod";
import { type ReleaseCase, releaseCase } from "#lib/releases/case.ts";
import { checkSchema } from "#lib/releases/checks.ts";
import { planSchema } from "#lib/releases/plan.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";
import { QUICK_PLAN } from "#lib/releases/template-plans.ts";
import { comparedMetric, comparison } from "#lib/releases/views/comparison.ts";
import { ownSeat, releaseCouncil, type SeatView } from "#lib/releases/views/release-council.ts";
import { releaseEvent } from "#lib/releases/views/release-event.ts";
import { releasePageView } from "#lib/releases/views/release-page.ts";
import { rollbackStory } from "#lib/releases/views/rollback-story.ts";
import { delta, digestOf, metric } from "./registry.ts";

type Verdict = z.input<typeof releaseCouncil>["seats"][number]["verdicts"][number];

/** What the release pages show, as their queries would answer it. Parsed, so that none can drift. */
export const verdict = (changed: Partial<Verdict> = {}): SeatView["verdicts"][number] =>
  seat({
    verdicts: [
      {
        id: "0197a1c0-0000-7000-8000-000000000051",
        round: 1,
        decision: "approve",
        signerName: "Mira Okafor",
        onBehalfOf: null,
        comment: "",
        over: [],
        conditions: 0,
        meaning: "I have reviewed the signed sections and approve this release for my function.",
        method: "password",
        signedAt: "2026-11-24T16:42:00.000Z",
        subjectDigest: digestOf("9"),
        counts: true,
        because: null,
        changedSections: [],
        lift: null,
        mayLift: false,
        ...changed,
      },
    ],
  }).verdicts[0]!;

type Seat = z.input<typeof releaseCouncil>["seats"][number];

export const seat = (changed: Partial<Seat> = {}): SeatView =>
  releaseCouncil.shape.seats.element.parse({
    function: "security",
    min: 1,
    state: "waiting",
    signs: ["case", "artifact", "plan"],
    verdicts: [],
    steps: [],
    candidates: ["Mira Okafor"],
    waiting: [],
    ...changed,
  });

/** A seat of the reader's own. */
export const own = (changed: Partial<z.input<typeof ownSeat>> = {}) =>
  ownSeat.parse({
    onBehalfOf: null,
    function: "security",
    whyNot: null,
    code: null,
    place: null,
    whyNotApprove: null,
    signed: null,
    ...changed,
  });

export const checked = (changed: Partial<z.input<typeof checkSchema>> = {}) =>
  checkSchema.parse({
    id: "base-still-live",
    title: "Base version is still live",
    status: "pass",
    message: "v1 is still live.",
    ...changed,
  });

export const compared = (changed: Partial<z.input<typeof comparedMetric>> = {}) =>
  comparedMetric.parse({ ...delta(), base: 0.53, candidate: 0.51, n: 60_000, ...changed });

export const comparisonWithLive = (changed: Partial<z.input<typeof comparison>> = {}) =>
  comparison.parse({
    pipeline: "nightly",
    dataset: "flights-2001-02",
    rows: 60_000,
    metrics: [compared()],
    slices: [{ slice: { origin: "JFK" }, n: 900, metrics: [delta()], candidates: [metric({ value: 0.48 })] }],
    ...changed,
  });

export const rollback = (changed: Partial<z.input<typeof rollbackStory>> = {}) =>
  rollbackStory.parse({
    release: 7,
    version: 2,
    pointer: "production",
    at: "2026-11-25T09:30:00.000Z",
    because: "Log-loss: worse by 0.077 (at least 0.022); limit 0.005.",
    incident: { number: 1, open: true },
    findings: [],
    ...changed,
  });

export const event = (changed: Partial<z.input<typeof releaseEvent>> = {}) =>
  releaseEvent.parse({
    uid: "0197a1c0-0000-7000-8000-000000000052",
    index: 7,
    action: "release.submitted",
    at: "2026-11-23T08:00:00.000Z",
    actor: "Jonas Lindqvist",
    round: 1,
    seat: null,
    decision: null,
    satisfied: null,
    escalated: false,
    waived: [],
    sitting: null,
    changed: [],
    reason: null,
    lapsed: null,
    over: [],
    ...changed,
  });

export const writtenCase = (changed: Partial<ReleaseCase> = {}) =>
  releaseCase.parse({
    what: "Knows the hour and the airport.",
    why: "Delays follow both.",
    benefit: "Fewer surprises at the gates.",
    risk: "A new airport is unknown to it.",
    wayBack: "Back to what is live.",
    acceptance: ["Log-loss does not rise"],
    rollback: ["Log-loss rises by more than 0.005"],
    substantialModification: { is: false, because: "Same purpose, same inputs." },
    ...changed,
  });

const SECTIONS: ReleaseSections = {
  case: writtenCase(),
  artifact: {
    model: "flight-delay",
    version: 2,
    digest: digestOf("2"),
    manifest: [],
    codeCommit: "3be91c0aa11bb22cc33",
    lockDigest: null,
    configDigest: null,
  },
  card: { revision: 2, digest: digestOf("c") },
  evidence: { reports: [{ pipeline: "nightly", digest: digestOf("e"), dataset: digestOf("d") }] },
  data: { datasets: [], schemaDigest: digestOf("5") },
  plan: planSchema.parse(QUICK_PLAN),
  target: {
    model: "flight-delay",
    pointer: "production",
    base: { version: 1, digest: digestOf("1") },
    changeClass: "normal",
  },
  policy: {
    version: 3,
    digest: digestOf("7"),
    tier: "high",
    council: "Model council",
    seats: [{ function: "security", min: 1 }],
    reviewDays: 3,
    validDays: 14,
  },
};

export const sections = (changed: Partial<ReleaseSections> = {}): ReleaseSections => ({
  ...SECTIONS,
  ...changed,
});

type Mine = z.input<typeof releasePageView>["mine"];

/** What the reader may do: nothing but what is changed. */
export const mine = (changed: Partial<Mine> = {}): Mine => ({
  seats: [],
  whyNotSubmit: "It is not a draft.",
  whyNotEdit: null,
  whyNotWithdraw: null,
  whyNotStart: "It is not approved.",
  whyNotExplain: "It was not rolled back.",
  whyNotRecuse: "You are no reviewer.",
  owners: [],
  places: {},
  ...changed,
});

/** Version 2 to production, in review, one seat to be signed. */
export const releaseView = (changed: Partial<z.input<typeof releasePageView>> = {}) =>
  releasePageView.parse({
    number: 7,
    id: "0197a1c0-0000-7000-8000-000000000053",
    state: "in-review",
    round: 1,
    changeClass: "normal",
    tier: "high",
    independence: { days: 365, signers: 0, apart: true, conflicts: [] },
    author: { id: "0197a1c0-0000-7000-8000-000000000054", name: "Jonas Lindqvist" },
    createdAt: "2026-11-23T08:00:00.000Z",
    roundOpenedAt: "2026-11-23T08:00:00.000Z",
    dueAt: "2026-11-26T08:00:00.000Z",
    approvedAt: null,
    validUntil: null,
    subjectDigest: digestOf("9"),
    sections: sections(),
    sectionDigests: {
      case: digestOf("0"),
      artifact: digestOf("2"),
      card: digestOf("c"),
      evidence: digestOf("e"),
      data: digestOf("5"),
      plan: digestOf("4"),
      target: digestOf("6"),
      policy: digestOf("7"),
    },
    council: { met: 0, approved: false, seats: [seat()] },
    councilId: null,
    challenge: null,
    challenges: null,
    sealed: null,
    conditions: [],
    recusals: [],
    contributors: [],
    origins: [],
    rounds: [],
    signedBefore: null,
    comparison: comparisonWithLive(),
    evaluation: { pipeline: "nightly", dataset: "flights-2001-02", rows: 60_000, metrics: [metric()] },
    card: { candidate: "# Two", base: "# One", revision: 2 },
    data: { datasets: [], columns: [] },
    checks: [checked()],
    rolledBack: null,
    rolledBackBefore: null,
    rollout: null,
    events: [event()],
    template: null,
    emergency: null,
    standard: null,
    mine: mine(),
    ...changed,
  });
