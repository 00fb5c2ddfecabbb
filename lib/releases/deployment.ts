import { z } from "zod";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import { isUndecided, type ReleaseState } from "./release.ts";
import { type WaivedGate, waivedGate } from "./waived-gates.ts";

const DEPLOYMENT_DECISIONS = ["allow", "pending", "deny"] as const;

/** A release of the artifact to the pointer. */
export type DeploymentCase = {
  readonly number: number;
  readonly state: ReleaseState;
  /** Whether the pointer serves the artifact to anybody now, in shadow too. */
  readonly serves: boolean;
  /** Whether it may start now. */
  readonly approval: Result<null, Refusal>;
  /** The gates that do not pass and that waivers cover. */
  readonly waived: readonly WaivedGate[];
  readonly openSeats: readonly { readonly function: BusinessFunction; readonly whyNot: string }[];
};

/** What a pipeline is told: whether it may deploy, and if not, what is still to be done, and where. */
export const deploymentAnswerSchema = z.object({
  decision: z.enum(DEPLOYMENT_DECISIONS),
  reason: z.string(),
  missing: z.array(z.object({ id: z.string(), message: z.string(), href: z.string() })),
  href: z.string(),
  /** The release that decides; null where there is none of this artifact. */
  release: z.number().nullable(),
  /** The gates of that release that do not pass and that waivers cover, until it starts. */
  waived: z.array(waivedGate),
});
export type DeploymentAnswer = z.infer<typeof deploymentAnswerSchema>;

/**
 * May these bits be deployed behind this pointer? Yes where a release of exactly them may start now, or where the
 * pointer serves them already. `cases` are all releases of the artifact to the pointer.
 */
export function deploymentAnswer(pointer: string, cases: readonly DeploymentCase[]): DeploymentAnswer {
  const newestFirst = cases.toSorted((a, b) => b.number - a.number);
  const newest = newestFirst[0];
  if (!newest) return unbound(pointer);
  const serving = newestFirst.find(({ serves }) => serves);
  if (serving)
    return about(serving, "allow", `${pointer} serves this artifact by release ${serving.number}.`);
  const ready = newestFirst.find(({ approval }) => approval.ok);
  if (ready) return about(ready, "allow", `Release ${ready.number} is approved and may start.`);
  const open = newestFirst.find(mayBecomeReady);
  if (open) return { ...about(open, "pending", pendingReason(open)), missing: missingFor(open) };
  return about(
    newest,
    "deny",
    `Release ${newest.number}, the last of this artifact, ${ENDED[newest.state]}.`,
  );
}

/** What still lies between a release under review, or one whose approval lapsed, and its start. */
const mayBecomeReady = ({ state, approval }: DeploymentCase): boolean =>
  isUndecided(state) && !(state === "approved" && !approval.ok && approval.error.kind === "gone");

const pendingReason = ({ number, state }: DeploymentCase): string =>
  state === "approved"
    ? `Release ${number} is approved, but may not start.`
    : `Release ${number} is ${PENDING[state] ?? state}.`;

const PENDING: Readonly<Partial<Record<ReleaseState, string>>> = {
  draft: "a draft that nobody has submitted",
  "in-review": "in review",
  "changes-requested": "waiting for changes that a reviewer requested",
};

const ENDED: Readonly<Record<ReleaseState, string>> = {
  draft: "is a draft",
  "in-review": "is in review",
  "changes-requested": "waits for changes",
  approved: "has an approval that expired",
  releasing: "is being rolled out, but no longer serves it",
  released: "no longer serves it",
  superseded: "was superseded",
  "rolled-back": "was rolled back",
  withdrawn: "was withdrawn",
  rejected: "was rejected",
  expired: "expired",
};

function missingFor({ number, state, approval, openSeats }: DeploymentCase): DeploymentAnswer["missing"] {
  const href = `/releases/${number}`;
  if (state === "draft") return [{ id: "submission", message: "Submit the release for review.", href }];
  const seats = openSeats.map(({ function: name, whyNot }) => ({
    id: `seat-${name}`,
    message: `${name}: ${whyNot}`,
    href: `${href}#seats`,
  }));
  if (state !== "approved" || approval.ok) return seats;
  const { code, message, place } = approval.error;
  return [{ id: code, message, href: place?.href ?? href }, ...seats];
}

const about = (
  { number, waived }: DeploymentCase,
  decision: DeploymentAnswer["decision"],
  reason: string,
): DeploymentAnswer => ({
  decision,
  reason,
  missing: [],
  href: `/releases/${number}`,
  release: number,
  waived: [...waived],
});

/** Whoever asks by a name that they chose could ask for anything, so what no release is of is denied. */
const unbound = (pointer: string): DeploymentAnswer => ({
  decision: "deny",
  reason: `No release brings this artifact to ${pointer}.`,
  missing: [{ id: "release", message: "Open a release of this version.", href: "/releases/new" }],
  href: "/releases/new",
  release: null,
  waived: [],
});
