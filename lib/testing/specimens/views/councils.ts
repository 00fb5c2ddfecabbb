import type { z } from "zod";
import { policyPageView, proposalView } from "#lib/councils/views/policy-page.ts";
import { endedProposal } from "#lib/councils/views/proposal.ts";
import { waitingSigner } from "#lib/councils/views/waiting-signers.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { policyContent } from "#lib/policy/policy.ts";
import { policyInForceView, publishedPolicy } from "#lib/policy/views/policy-version.ts";
import { digestOf } from "./registry.ts";

/** What the policy's page shows, as its query would answer it. Parsed, so that none can drift. */
export const content = (changed: Partial<z.input<typeof policyContent>> = {}) =>
  policyContent.parse({
    challenges: { from: "high" },
    title: "Sign-off of models",
    routes: [
      {
        tiers: ["low", "limited"],
        council: "Desk",
        seats: [{ function: "data-science", min: 1 }],
        reviewDays: 5,
        validDays: 14,
      },
      {
        tiers: ["high", "critical"],
        council: "Board",
        seats: [
          { function: "security", min: 2 },
          { function: "compliance", min: 1 },
        ],
        reviewDays: 10,
        validDays: 30,
      },
    ],
    ...changed,
  });

const PUBLISHED = {
  version: 1,
  digest: digestOf("1"),
  publishedAt: "2026-10-01T08:00:00.000Z",
  publishedBy: "Ada Berg",
};

export const published = (changed: Partial<z.input<typeof publishedPolicy>> = {}) =>
  publishedPolicy.parse({ ...PUBLISHED, ...changed });

export const inForce = (changed: Partial<z.input<typeof policyInForceView>> = {}) =>
  policyInForceView.parse({
    ...PUBLISHED,
    content: content(),
    changeSeats: [
      { function: "compliance", min: 1 },
      { function: "security", min: 1 },
    ],
    ...changed,
  });

const SIGNATURE = {
  id: "0197a1c0-0000-7000-8000-000000000061",
  decision: "approve",
  signerName: "Mira Okafor",
  comment: "",
  method: "webauthn",
  signedAt: "2026-11-20T09:00:00.000Z",
} as const;

type Proposal = z.input<typeof proposalView>;
type Seat = Proposal["council"]["seats"][number];

export const signature = (changed: Partial<Seat["signatures"][number]> = {}): Seat["signatures"][number] => ({
  ...SIGNATURE,
  counts: true,
  ...changed,
});

export const seat = (changed: Partial<Seat> = {}): Seat => ({
  function: "security",
  min: 1,
  state: "waiting",
  candidates: ["Mira Okafor"],
  signatures: [],
  ...changed,
});

export const proposal = (changed: Partial<Proposal> = {}) =>
  proposalView.parse({
    id: "0197a1c0-0000-7000-8000-000000000062",
    version: 2,
    digest: digestOf("2"),
    reason: "The council has a new name.",
    proposedAt: "2026-11-19T08:00:00.000Z",
    author: { id: "ada", name: "Ada Berg" },
    base: { version: 1, content: content() },
    content: content({ title: "Sign-off" }),
    council: { met: 0, seats: [seat(), seat({ function: "compliance", candidates: ["Dana Weiss"] })] },
    mine: { seats: [], whyNotWithdraw: null },
    ...changed,
  });

export const ended = (changed: Partial<z.input<typeof endedProposal>> = {}) =>
  endedProposal.parse({
    id: "0197a1c0-0000-7000-8000-000000000063",
    version: 2,
    state: "rejected",
    reason: "The council has a new name.",
    author: "Ada Berg",
    proposedAt: "2026-11-18T08:00:00.000Z",
    endedAt: "2026-11-19T08:00:00.000Z",
    signatures: [
      { ...SIGNATURE, decision: "reject", comment: "The old name was clearer.", seat: "security" },
    ],
    ...changed,
  });

/** One reviewer of each function. */
export const staff = FUNCTIONS.map((name, i) => ({
  id: `r${i}`,
  name: `Reviewer ${i + 1}`,
  functions: [name],
}));

export const policyPage = (changed: Partial<z.input<typeof policyPageView>> = {}) =>
  policyPageView.parse({
    current: inForce(),
    reviewers: staff,
    councils: [],
    proposal: null,
    whyNotPropose: null,
    unknownSigners: [],
    earlier: [],
    ended: [],
    ...changed,
  });

export const waitingSignerOf = (changed: Partial<z.input<typeof waitingSigner>> = {}) =>
  waitingSigner.parse({
    personId: "0197a1c0-0000-7000-8000-000000000064",
    name: "Lena Voss",
    functions: ["security"],
    renewal: "factor",
    by: "Lena Voss",
    since: "2026-11-20T08:00:00.000Z",
    until: "2026-11-21T08:00:00.000Z",
    consenters: ["Dana Weiss", "Omar Haddad"],
    whyNotConsent: null,
    ...changed,
  });
