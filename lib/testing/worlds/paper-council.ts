import { knownBy } from "#lib/access/identity-level.ts";
import type { CompositionContent } from "#lib/councils/composition.ts";
import type { Composition } from "#lib/councils/rows/compositions.ts";
import type { Signable } from "#lib/councils/signable.ts";
import type { Signature } from "#lib/councils/signature.ts";
import type { BusinessFunction, Caller } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { ok } from "#lib/kernel/result.ts";
import { composition } from "#lib/testing/specimens/council-data.ts";

export const idOf = (nth: number): string => `0198c0de-0000-7000-8000-${String(nth).padStart(12, "0")}`;
export const [CHAIR, SECRETARY, MEMBER, STRANGER] = [idOf(1), idOf(2), idOf(3), idOf(4)] as const;
export const SEATS_OF: Readonly<Record<string, BusinessFunction>> = {
  [CHAIR]: "compliance",
  [SECRETARY]: "data-science",
  [MEMBER]: "engineering",
};
export const SUBJECTS = [idOf(11), idOf(12), idOf(13)] as const;
export const [SITTING, COUNCIL] = [idOf(21), idOf(22)];

const seat = (name: BusinessFunction, member: string) => ({
  function: name,
  min: 1,
  members: [member],
  alternates: [],
});
export const CONTENT: CompositionContent = composition({
  chair: CHAIR,
  secretary: SECRETARY,
  seats: [seat("compliance", CHAIR), seat("data-science", SECRETARY), seat("engineering", MEMBER)],
});
export const IN_FORCE: Composition = {
  council: COUNCIL,
  version: 1,
  digest: digestOfJson(CONTENT),
  content: CONTENT,
  publishedAt: new Date(0),
};

export const personOf = (id: string): Caller => ({
  kind: "person",
  id,
  name: id,
  workspaceId: "w1",
  roles: ["reviewer"],
  functions: SEATS_OF[id] ? [SEATS_OF[id]] : [],
  sessionId: "x",
});

/** Something that a council signs, without anything around it. */
export type Paper = { round: number; digest: string; signatures: Signature[] };

export const signableOf = (id: string, { round, digest, signatures }: Paper): Signable => ({
  kind: "waiver",
  id,
  round,
  digest,
  digests: { policy: digestOfJson(digest) },
  about: {},
  seats: CONTENT.seats.map(({ function: name, min }) => ({ function: name, min })),
  contributors: [],
  signatures: signatures.filter((one) => one.round === round),
  lifted: () => false,
  identity: { takes: ["mailed"], of: () => knownBy("mailed", []) },
  entitled: () => true,
  open: ok(null),
});
