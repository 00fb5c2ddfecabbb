import { overText } from "#components/releases/over-text.ts";
import { decided } from "#lib/councils/decided.ts";
import type { Section } from "#lib/councils/sections.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { ReleaseCouncil, SeatView, VerdictView } from "#lib/releases/views/release-council.ts";
import { staleText } from "./seat-words.ts";

/** A signature with what 21 CFR 11.50 requires of it: printed name, moment, meaning. */
export type Signature = Pick<
  VerdictView,
  "id" | "signerName" | "meaning" | "comment" | "signedAt" | "round" | "subjectDigest"
> & {
  /** "approved for Security" */
  act: string;
  /** "by passkey" */
  method: string;
  /** Why it no longer counts, where it does not. */
  stale: string | undefined;
};

/** Every signature of every round, newest first. */
export const signaturesOf = ({ seats }: Pick<ReleaseCouncil, "seats">): Signature[] =>
  seats
    .flatMap((seat) => seat.verdicts.map((verdict) => signatureOf(seat, verdict)))
    .sort((a, b) => b.signedAt.localeCompare(a.signedAt));

const signatureOf = (seat: SeatView, verdict: VerdictView): Signature => ({
  ...verdict,
  act: `${decided[verdict.decision]} for ${functionLabels[seat.function]}${behalfOf(verdict)}${overText(verdict.over)}`,
  method: methodWords[verdict.method],
  stale: verdict.counts ? undefined : staleText(verdict),
});

const behalfOf = ({ onBehalfOf }: VerdictView): string => (onBehalfOf ? ` on behalf of ${onBehalfOf}` : "");

/** How a signature was proven. */
export const methodWords: Readonly<Record<VerdictView["method"], string>> = {
  webauthn: "by passkey",
  totp: "by password and one-time code",
  recovery: "by password and recovery code",
  password: "by password",
  provider: "through their provider",
};

/** The functions whose approvals cover a section now: "Data science, Product"; empty where there are none. */
export const signedBy = ({ seats }: Pick<ReleaseCouncil, "seats">, section: Section): string =>
  seats
    .filter(({ signs }) => signs.includes(section))
    .filter(({ verdicts }) => verdicts.some(({ counts, decision }) => counts && decision === "approve"))
    .map((seat) => functionLabels[seat.function])
    .join(", ");
