import type { Decision } from "#lib/councils/quorum.ts";

/** What a signer decided, after their name: "Mira Okafor approved". */
export const decided: Readonly<Record<Decision, string>> = {
  approve: "approved",
  "request-changes": "requested changes",
  reject: "rejected",
};

/** The same with what it was about: "requested changes to release 2". */
export const decidedOn = (decision: Decision, subject: string): string =>
  `${decided[decision]}${decision === "request-changes" ? " to" : ""} ${subject}`;
