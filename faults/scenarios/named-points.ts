import type { Faultpoint } from "#lib/db/faultpoint.ts";

/** `<point>` or `<point>/<command or kind of batch>`; a row's first cell names the process that dies there. */
type Cell =
  | Faultpoint
  | `${Faultpoint}/${string}`
  | "server-1"
  | "server-2"
  | "reconciler-1"
  | "sequencer"
  | "signer";

/**
 * The points at which a process is killed, by the work they interrupt. A run that names a point and sees no process
 * die there has proved nothing, and fails.
 */
export const NAMED_POINTS = {
  "sign-offs": {
    process: "server-1",
    "after insert": "command-after-insert/cast-verdict",
    "before commit": "command-before-commit/cast-verdict",
    "after commit, before the answer": "command-after-commit/cast-verdict",
  },
  ingest: {
    process: "server-2",
    "after insert": "ingest-after-insert/predictions",
    "before commit": "ingest-before-commit/outcomes",
    "after commit, before the answer": "ingest-after-commit/predictions",
  },
  "a rollout": {
    process: "reconciler-1",
    "after insert": "command-after-insert/judge-rollout",
    "before commit": "command-before-commit/judge-rollout",
    "after commit": "command-after-commit/judge-rollout",
    "after commit of the confirmation": "command-after-commit/confirm-rollout",
  },
  sequencing: {
    process: "sequencer",
    "after insert": "sequencer-after-insert",
    "before commit": "sequencer-before-commit",
    "after commit": "sequencer-after-commit",
  },
  signing: {
    process: "signer",
    "before remembering": "signer-before-remember",
    "after remembering, before signing": "signer-before-publish",
    "after signing, before publishing": "signer-after-sign",
    "after publishing": "signer-after-publish",
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Cell>>>>;

export type NamedPoint = {
  /** "sign-offs: after insert" */
  readonly name: string;
  readonly during: keyof typeof NAMED_POINTS;
  readonly process: string;
  readonly at: string;
};

/** The table's cells, row by row. */
export const namedPoints = (): NamedPoint[] =>
  Object.entries(NAMED_POINTS).flatMap(([during, { process, ...cells }]) =>
    Object.entries(cells).map(([when, at]) => ({
      name: `${during}: ${when}`,
      during: during as keyof typeof NAMED_POINTS,
      process,
      at,
    })),
  );
