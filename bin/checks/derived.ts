import type { GatesSaid } from "#lib/policy/gate-results.ts";
import type { StandingOutcome } from "#lib/releases/consequence.ts";
import type { Told } from "./documents.ts";

export type Derived = Told<StandingOutcome>;

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
