import { decided } from "#lib/councils/decided.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { ReleaseCouncil, VerdictView } from "#lib/releases/views/release-council.ts";

/** An objection that counts, or that somebody lifted. */
export type Objection = Pick<
  VerdictView,
  "id" | "signerName" | "signedAt" | "comment" | "lift" | "mayLift"
> & {
  /** "requested changes for Compliance" */
  readonly act: string;
};

/** Those that count first, then those that were lifted, each newest first. */
export const objectionsOf = ({ seats }: Pick<ReleaseCouncil, "seats">): Objection[] =>
  seats
    .flatMap((seat) =>
      seat.verdicts
        .filter(({ decision, counts, lift }) => decision !== "approve" && (counts || lift !== null))
        .map((verdict) => ({
          ...verdict,
          act: `${decided[verdict.decision]} for ${functionLabels[seat.function]}`,
        })),
    )
    .sort(
      (a, b) => Number(a.lift !== null) - Number(b.lift !== null) || b.signedAt.localeCompare(a.signedAt),
    );
