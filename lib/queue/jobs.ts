/** Jobs by name; each receives what the log says openly of the event that triggered it. */
export const JOBS = ["open-incident", "send-link", "send-notice", "tell-people"] as const;
export type JobName = (typeof JOBS)[number];

/** Scheduled jobs, in UTC, each for all workspaces. */
export const SCHEDULED = {
  "replay-log": "17 3 * * *",
  "tell-deadlines": "* * * * *",
  "drop-told": "41 * * * *",
} as const;
