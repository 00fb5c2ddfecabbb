import { FUNCTIONS } from "#lib/kernel/caller.ts";
import type { EventData, EventType } from "#lib/overview/events.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { CHANGE_EVENT_DATA } from "./change-event-data.ts";
import { councilData, lateSeatData } from "./council-data.ts";
import { INCIDENT_EVENT_DATA } from "./incident-event-data.ts";
import { TELLING_EVENT_DATA } from "./telling-event-data.ts";
import { THREAD_EVENT_DATA } from "./thread-event-data.ts";
import { VERDICT_EVENT_DATA } from "./verdict-event-data.ts";
import { waiverData } from "./waiver-data.ts";

const id = "0198c0de-0000-7000-8000-000000000001";
const digest = `sha256:${"ab".repeat(32)}`;
const at = "2026-03-01T12:00:00.000Z";

const content = {
  title: "Sign-off",
  routes: [
    {
      tiers: [...TIERS],
      council: "All",
      seats: [{ function: FUNCTIONS[3], min: 1 }],
      reviewDays: 3,
      validDays: 14,
    },
  ],
};
const { seats } = content.routes[0]!;
const sections = {
  case: digest,
  artifact: digest,
  card: digest,
  evidence: digest,
  data: digest,
  plan: digest,
  target: digest,
  policy: digest,
};
const tallied = { code: "role-missing", by: "person", count: 1, firstAt: at, lastAt: at } as const;
const head = { size: 3, root: "cm9vdA==" };
const [former, successor] = [{ vkey: "log.example+1" }, { origin: "log.example/2", vkey: "log.example/2+1" }];
const proposal = { proposal: id, version: 2 };
const assessment = { assessment: id, model: "flight-delay", tier: "limited", from: "high" } as const;
const signed = {
  signature: id,
  decision: "approve",
  signer: id,
  digest,
  method: "webauthn",
  statement: digest,
  lapsed: [],
} as const;
const inRound = { number: 2, round: 1 };
const manifest = { sections, subject: digest };
const contributors = [{ person: id, because: "opened it" }];
const ofRollout = { number: 1, release: 2 };
const started = { ...ofRollout, planDigest: digest, subject: digest };
const inStage = { ...ofRollout, stage: "canary" };
const byPlan = { verdict: id, inputs: digest, judge: "judge/1", by: "plan" } as const;

/** Data of an event of each type. */
export const EVENT_DATA: { readonly [T in EventType]: EventData<T> } = {
  "person.invited": { roles: ["reviewer"] },
  "person.assigned": { roles: ["viewer"], functions: [], rolesBefore: ["reviewer"], functionsBefore: [] },
  "function.proposed": { function: "security" },
  "function.confirmed": { function: "security", effectiveAt: at, waitHours: 24 },
  "function.declined": { function: "security" },
  "function.removed": { function: "security" },
  "signing.consented": { since: at, until: at },
  "person.disabled": {},
  "person.enabled": {},
  "link.issued": { link: id, purpose: "new-password", expiresAt: at, via: "mailed" },
  "link.sent": { link: id },
  "link.unsent": { link: id, final: true },
  "link.revoked": { link: id },
  "link.redeemed": { link: id, sessionsEnded: 2, purpose: "new-password", via: "mailed", issuer: id },
  "password.changed": { sessionsEnded: 1 },
  "session.opened": {},
  "session.confirmed": { method: "webauthn" },
  "session.closed": {},
  "session.ended": {},
  "sessions.ended": { count: 2 },
  "token.issued": {
    name: "CI",
    scopes: ["telemetry:ingest"],
    prefix: "cs_ab",
    expiresAt: at,
    source: { name: "edge", pointer: { id, model: "churn-risk", name: "production" } },
  },
  "token.handed-over": { responsible: id, before: id },
  "token.revoked": {},
  "factor.enrolled": { factor: id, kind: "webauthn", key: digest },
  "factor.renamed": { factor: id, kind: "totp" },
  "factor.removed": { factor: id, kind: "totp" },
  "factor.reset": { factors: [id] },
  "identity.bound": { identity: id, issuer: "https://login.example", via: "link" },
  "identity.unbound": { identity: id, sessionsEnded: 1 },
  "factor-rule.set": { rule: "required", before: "offered" },
  "recovery.renewed": { recoveryCodes: 10 },
  "denial.recorded": tallied,
  "audit.read": { ...tallied, code: "event-list" },
  "log.announced": { former, successor },
  "log.rotated": { former, successor },
  "log.recovered": { former: { ...former, ...head }, successor: { ...successor, ...head } },
  "log.diverged": { events: 12, differences: 2 },
  "model.created": { name: "flight-delay", riskTier: "limited", ownerId: id },
  "artifact.stored": { size: 12, mediaType: "application/octet-stream", again: false },
  "version.registered": {
    model: "flight-delay",
    number: 3,
    digest,
    files: 2,
    codeCommit: "0123abc",
    cardDigest: digest,
  },
  "version.offered": { model: "flight-delay", version: 3, release: id, number: 2, unlisted: [] },
  "card.revised": { model: "flight-delay", version: 3, revision: 2, digest },
  "evaluation.reported": {
    model: "flight-delay",
    version: 3,
    pipeline: "nightly",
    dataset: digest,
    rows: 100,
    metrics: { accuracy: "0.9" },
  },
  "pointer.created": { model: "flight-delay", name: "production" },
  "pointer.moved": {
    pointer: "production",
    exposure: id,
    kind: "canary",
    base: 1,
    candidate: 2,
    candidateWeight: 500,
    holdoutWeight: 0,
    rollout: id,
    reason: "Entered Canary",
  },
  "policy.published": { version: 2, digest, content },
  "policy.proposed": { ...proposal, base: { version: 1, digest }, digest, content, seats },
  "policy.signed": { ...proposal, ...signed, seat: "security" },
  "policy.rejected": proposal,
  "policy.proposal-withdrawn": proposal,
  ...councilData({ id, digest, signed, seats }),
  "assessment.proposed": {
    ...assessment,
    questionnaire: { version: 1, digest },
    answers: { stake: "some-money" },
    digest,
  },
  "assessment.signed": {
    ...assessment,
    ...signed,
    seat: "compliance",
  },
  "assessment.confirmed": assessment,
  "assessment.rejected": assessment,
  "assessment.withdrawn": assessment,
  ...waiverData({ id, digest, at, signed }),
  "release.opened": {
    ...inRound,
    ...manifest,
    model: "flight-delay",
    version: 3,
    pointer: "production",
    base: null,
    contributors,
  },
  "release.submitted": { ...inRound, ...manifest, council: "All", seats, dueAt: at },
  "release.edited": { ...inRound, ...manifest, round: 2, changed: ["card"], contributors },
  ...VERDICT_EVENT_DATA,
  ...CHANGE_EVENT_DATA,
  "delegation.created": { from: id, to: id, functions: ["security"], models: null, startsAt: at, endsAt: at },
  "delegation.ended": { from: id, to: id },
  ...THREAD_EVENT_DATA,
  "condition.reported": { ...inRound, condition: id, report: 1, digest },
  "condition.signed": {
    ...inRound,
    ...signed,
    condition: id,
    report: 1,
    seat: "security",
  },
  "recusal.declared": { ...inRound, signer: id, subject: digest, method: "webauthn" },
  "objection.lifted": {
    ...inRound,
    objection: id,
    seat: "security",
    signer: id,
    subject: digest,
    method: "webauthn",
    lapsed: [],
  },
  "release.changes-requested": { ...inRound, seat: "security" },
  "release.review-resumed": inRound,
  "release.approved": { ...inRound, validUntil: at },
  "release.rejected": inRound,
  "release.withdrawn": inRound,
  "release.expired": { ...inRound, was: "in-review", endedAt: at },
  ...lateSeatData({ id, at }),
  "release.lapsed": { ...inRound, lapsed: [id], dueAt: at },
  "release.started": started,
  "release.completed": inStage,
  "release.rolled-back": { number: 2 },
  "release.superseded": { number: 1, by: 2 },
  "release.explained": { number: 2 },
  "deployment.allowed": {
    deployment: id,
    pointer: "churn-risk.production",
    release: 2,
    round: 1,
    subject: digest,
    artifact: digest,
  },
  "outcome.corrected": {
    batch: "labels-7",
    pointer: "production",
    corrected: 3,
    toOne: 1,
    exposures: [{ exposure: id, answers: 3 }],
    ids: digest,
  },
  "rollout.started": { ...started, stage: "canary" },
  "rollout.advanced": { ...inStage, ...byPlan, to: "half" },
  "rollout.paused": { ...inStage, by: "hand" },
  "rollout.resumed": { ...inStage, by: "hand" },
  "rollout.halted": { ...inStage, by: "hand" },
  "rollout.rolling-back": { ...inStage, by: "hand", breachAt: null, detectedAt: at },
  "rollout.rolled-back": {
    ...ofRollout,
    base: 1,
    breachAt: null,
    detectedAt: at,
    decidedAt: at,
    actuatedAt: at,
  },
  "rollout.completed": { ...inStage, ...byPlan },
  ...INCIDENT_EVENT_DATA,
  ...TELLING_EVENT_DATA,
};
