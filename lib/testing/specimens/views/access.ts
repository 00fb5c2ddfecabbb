import type { z } from "zod";
import { factorChange, factorListView, listedFactor } from "#lib/access/views/factor-list.ts";
import { listedGrant } from "#lib/access/views/function-list.ts";
import { openSession } from "#lib/access/views/open-session.ts";
import { listedPerson, openLink as openLinkView } from "#lib/access/views/person-list.ts";
import { listedToken } from "#lib/access/views/token-list.ts";

/** The access pages' views, as their queries answer them. Parsed, so that none can drift from its contract. */
export const person = (changed: Partial<z.input<typeof listedPerson>> = {}) =>
  listedPerson.parse({
    id: "0197a1c0-0000-7000-8000-000000000001",
    name: "Lena Voss",
    email: "lena.voss@countersign.example",
    roles: ["reviewer"],
    functions: ["security"],
    state: "joined",
    level: "mailed",
    link: null,
    joinedAt: "2026-01-05T08:00:00.000Z",
    disabledAt: null,
    openSessions: 1,
    lastSeenAt: "2026-11-20T09:30:00.000Z",
    factors: ["webauthn"],
    ...changed,
  });

export const grant = (changed: Partial<z.input<typeof listedGrant>> = {}) =>
  listedGrant.parse({
    personId: "0197a1c0-0000-7000-8000-000000000001",
    name: "Lena Voss",
    function: "security",
    state: "proposed",
    proposed: { by: "Alex Kim", at: "2026-11-19T08:00:00.000Z" },
    confirmed: null,
    holdsFrom: null,
    whyNotConfirm: null,
    ...changed,
  });

export const openLink = (changed: Partial<z.input<typeof openLinkView>> = {}) =>
  openLinkView.parse({
    via: "mailed",
    issuedAt: "2026-11-20T08:00:00.000Z",
    expiresAt: "2026-11-23T08:00:00.000Z",
    over: false,
    sentAt: null,
    trouble: null,
    gaveUp: false,
    ...changed,
  });

export const token = (changed: Partial<z.input<typeof listedToken>> = {}) =>
  listedToken.parse({
    id: "0197a1c0-0000-7000-8000-000000000002",
    name: "nightly evaluation",
    prefix: "cs_3fa9",
    scopes: ["evaluation:report", "registry:read"],
    source: null,
    createdBy: "Alex Kim",
    responsible: "Priya Nair",
    createdAt: "2026-10-01T08:00:00.000Z",
    expiresAt: "2026-12-30T08:00:00.000Z",
    lastUsedAt: null,
    revokedAt: null,
    state: "active",
    ...changed,
  });

export const session = (changed: Partial<z.input<typeof openSession>> = {}) =>
  openSession.parse({
    id: "0197a1c0-0000-7000-8000-000000000003",
    device: "Firefox on Linux",
    address: "192.0.2.7",
    signedInAt: "2026-11-20T08:00:00.000Z",
    lastSeenAt: "2026-11-20T09:30:00.000Z",
    expiresAt: "2026-11-20T20:00:00.000Z",
    method: "password",
    lacks: null,
    current: false,
    ...changed,
  });

export const factor = (changed: Partial<z.input<typeof listedFactor>> = {}) =>
  listedFactor.parse({
    id: "0197a1c0-0000-7000-8000-000000000004",
    kind: "webauthn",
    name: "Laptop",
    createdAt: "2026-03-01T08:00:00.000Z",
    lastUsedAt: null,
    ...changed,
  });

export const change = (changed: Partial<z.input<typeof factorChange>> = {}) =>
  factorChange.parse({
    event: "0197a1c0-0000-7000-8000-000000000005",
    action: "factor.enrolled",
    at: "2026-03-01T08:00:00.000Z",
    byYou: true,
    kind: "webauthn",
    purpose: null,
    ...changed,
  });

export const factors = (changed: Partial<z.input<typeof factorListView>> = {}) =>
  factorListView.parse({
    rule: "offered",
    factors: [factor()],
    recoveryCodesLeft: 10,
    oneFactorFor: [],
    changes: [change()],
    ...changed,
  });
