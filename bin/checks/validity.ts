import type { SeatRule } from "#lib/policy/policy.ts";
import { differenceAt, type Told } from "./documents.ts";

/** How long an approval is valid. */
export class Validity {
  #until: string | null = null;

  /** False where the release starts without a valid approval. */
  outlasts({ type, data, at }: Told): boolean {
    if (type === "release.approved") this.#until = data.validUntil;
    if (type === "release.edited" || type === "release.lapsed") this.#until = null;
    return type !== "release.started" || (this.#until !== null && at < this.#until);
  }
}

/** What is wrong with the seats that a submission names. */
export const seatFaults = (due: readonly SeatRule[], named: readonly SeatRule[]): string[] =>
  differenceAt(due, named) === null ? [] : ["names other seats than the policy section"];
