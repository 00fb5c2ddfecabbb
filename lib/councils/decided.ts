import type { VerdictDecision } from "./signature.ts";

/** What a signer decided, after their name: "Ada Byron approved". */
export const decided: Readonly<Record<VerdictDecision, string>> = {
  approve: "approved",
  "request-changes": "requested changes",
  reject: "rejected",
};

/** The same with what it was about: "requested changes to release 2". */
export const decidedOn = (decision: VerdictDecision, subject: string): string =>
  `${decided[decision]}${decision === "request-changes" ? " to" : ""} ${subject}`;
