/** Jobs by name, each taking the event that caused it. */
export const JOBS = ["open-incident"] as const;
export type JobName = (typeof JOBS)[number];

/** Jobs by the clock, in UTC, for all workspaces at once. */
export const NIGHTLY = { "replay-log": "17 3 * * *" } as const;
