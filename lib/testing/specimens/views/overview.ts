import type { z } from "zod";
import { latestRelease } from "#lib/overview/views/latest-releases.ts";
import { listedModel } from "#lib/overview/views/model-list.ts";
import { modelPageView } from "#lib/overview/views/model-page.ts";
import { modelRelease } from "#lib/overview/views/model-releases.ts";
import { personSignature } from "#lib/overview/views/person-signatures.ts";
import { versionPageView } from "#lib/overview/views/version-page.ts";
import { history, live } from "./exposure.ts";
import { digestOf, listedVersion, report, version, wholeReport } from "./registry.ts";

const HEAD = {
  id: "0197a1c0-0000-7000-8000-000000000031",
  name: "flight-delay",
  title: "Will this flight be late?",
  purpose: "Warns passengers early.",
  tier: "high",
  owner: { id: "0197a1c0-0000-7000-8000-000000000032", name: "Jonas Lindqvist" },
  versions: 2,
} as const;

/** The views of pages across rooms, as their queries answer them. Parsed, so that none can drift. */
export const model = (changed: Partial<z.input<typeof listedModel>> = {}) =>
  listedModel.parse({
    ...HEAD,
    tierConfirmed: true,
    pointers: [live()],
    lastActivityAt: "2026-11-20T08:00:00.000Z",
    ...changed,
  });

export const latest = (changed: Partial<z.input<typeof latestRelease>> = {}) =>
  latestRelease.parse({
    model: "flight-delay",
    number: 7,
    version: 2,
    state: "in-review",
    createdAt: "2026-11-19T08:00:00.000Z",
    ...changed,
  });

export const release = (changed: Partial<z.input<typeof modelRelease>> = {}) =>
  modelRelease.parse({
    number: 7,
    state: "in-review",
    round: 1,
    versionId: "0197a1c0-0000-7000-8000-000000000012",
    version: 2,
    base: 1,
    pointer: "production",
    author: "Jonas Lindqvist",
    createdAt: "2026-11-19T08:00:00.000Z",
    rollout: null,
    ...changed,
  });

export const modelView = (changed: Partial<z.input<typeof modelPageView>> = {}) =>
  modelPageView.parse({
    model: {
      ...HEAD,
      tierConfirmed: true,
      intendedUse: "Planning on the day.",
      createdAt: "2026-01-01T08:00:00.000Z",
    },
    versions: {
      items: [listedVersion(), listedVersion({ number: 1, parent: null, latestReport: null })],
      nextCursor: null,
    },
    pointers: [history()],
    ...changed,
  });

const CARD = {
  revision: 2,
  digest: digestOf("f"),
  author: "Priya Nair",
  createdAt: "2026-11-04T08:00:00.000Z",
};

export const versionView = (changed: Partial<z.input<typeof versionPageView>> = {}) =>
  versionPageView.parse({
    model: { name: HEAD.name, title: HEAD.title, tier: HEAD.tier, owner: HEAD.owner.name },
    version: version(),
    card: { ...CARD, markdown: "# Two\n\n## Intended use\n\nTests." },
    revisions: [CARD, { ...CARD, revision: 1, createdAt: "2026-11-02T08:00:00.000Z" }],
    reports: [report()],
    report: wholeReport(),
    pointers: [live()],
    others: [1],
    origins: [],
    people: [{ name: "Jonas Lindqvist", of: "owns the model, registered it" }],
    ...changed,
  });

export const signed = (changed: Partial<z.input<typeof personSignature>> = {}) =>
  personSignature.parse({
    id: "s-1",
    subject: { kind: "release", number: 12, model: "flight-delay", version: 3 },
    round: 2,
    seat: "security",
    decision: "approve",
    method: "webauthn",
    signedAt: "2026-11-20T08:00:00.000Z",
    liftedBy: null,
    ...changed,
  });
