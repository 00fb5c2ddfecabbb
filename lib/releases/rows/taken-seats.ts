import { isOverdue } from "#lib/councils/condition.ts";
import type { KeptWaiver } from "#lib/councils/rows/waivers.ts";
import { type Sealing, sealedFor } from "#lib/councils/sealing.ts";
import type { Taken } from "#lib/councils/signable.ts";
import { waiverState } from "#lib/councils/waiver.ts";
import { isOf } from "#lib/councils/waiver-cover.ts";
import { satisfiedIn } from "#lib/releases/challenges.ts";
import type { KeptCondition } from "./conditions.ts";
import type { ReleaseNow } from "./release-row.ts";
import type { KeptThread } from "./threads.ts";

/** Which approvals its conditions withdraw. */
export const overdueIn =
  (conditions: readonly KeptCondition[], now: Date) =>
  (signatureId: string): boolean =>
    conditions.some((one) => one.signatureId === signatureId && isOverdue(one, now));

type Taking = {
  readonly conditions: readonly KeptCondition[];
  readonly challenges: readonly KeptThread[];
  readonly waivers: readonly KeptWaiver[];
  readonly sealing: Sealing | undefined;
};

/** Who took a seat by another act than a signature of the release. */
export const takenIn = (
  { conditions, challenges, waivers, sealing }: Taking,
  release: ReleaseNow,
  now: Date,
): Taken[] => [
  ...answered(conditions),
  ...waivedBy(waivers, release, now),
  ...challenges.flatMap(satisfiedIn),
  ...sealedFor(sealing?.given ?? []),
];

/** Who took a seat by answering a condition. */
const answered = (conditions: readonly KeptCondition[]): Taken[] =>
  conditions.flatMap(({ answers }) => answers.map(({ signerId: personId, seat }) => ({ personId, seat })));

/** Who speaks for a function on this release by waiving a gate of it. */
const waivedBy = (waivers: readonly KeptWaiver[], release: ReleaseNow, now: Date): Taken[] =>
  waivers
    .filter((one) => waiverState(one, now) === "in-force")
    .filter((one) => isOf(one, { pointer: release.pointerId, release: release.id }))
    .flatMap(({ signers, seat }) => signers.map((personId) => ({ personId, seat })));
