import type { Council } from "#lib/councils/quorum.ts";
import type { Signature } from "#lib/councils/signature.ts";
import type { GatesSaid } from "#lib/policy/gate-results.ts";
import { approvalEnd, type StandingOutcome } from "#lib/releases/consequence.ts";
import type { Told } from "./documents.ts";

type Derived = Told<StandingOutcome>;

/** Did this follow with no signature? It then says whose authority had ended. */
export const isDerived = (event: Told | undefined): event is Derived =>
  event !== undefined &&
  (event.type === "release.approved" ||
    event.type === "release.changes-requested" ||
    event.type === "release.review-resumed") &&
  event.data.lapsed !== undefined;

/** What was said of the gates where no signature led to an outcome. */
export const saidBy = ({ type, data }: Derived): GatesSaid | undefined =>
  type === "release.changes-requested" ? undefined : data.gates;

/** What is wrong where an outcome is due after something that was no signature, and does not follow. */
export const missing = (due: StandingOutcome | null, next: Told | undefined, after: string): string[] =>
  due === null || (next?.type === due && isDerived(next))
    ? []
    : [`${due} is due after ${after} but does not follow`];

/** What is wrong with an approval, given the sign-off that it follows from. */
export function approvalFaults(council: Council<Signature>, validUntil: string, validDays: number): string[] {
  const end = approvalEnd(council, validDays);
  if (!end) return ["was approved although not every seat was met"];
  return validUntil === end.toISOString() ? [] : ["is valid for another time than the policy says"];
}

/** What is wrong with an approval that lapsed. */
export const lapseFaults = ({ approved }: Pick<Council<Signature>, "approved">): string[] =>
  approved ? ["lapsed although every seat was met"] : [];

/** What is wrong with a release that went out from its approval. */
export const startFaults = (
  { approved }: Pick<Council<Signature>, "approved">,
  blocked: boolean,
): string[] => [
  ...(approved ? [] : ["went out although not every seat was met"]),
  ...(blocked ? ["went out although a gate that must pass did not"] : []),
];

/** The gates that a waiver covered, by id. */
export const waivedIn = (gates: GatesSaid | undefined): string[] =>
  (gates?.results ?? []).filter(({ status }) => status === "waived").map(({ id }) => id);
