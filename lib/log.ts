import { pino } from "pino";

/** Structured logs to standard output. Secrets and what errors quote of people are redacted by path before a line is written. */
export const log = pino({
  level: process.env["LOG_LEVEL"] ?? "info",
  redact: {
    paths: [
      "password",
      "*.password",
      "token",
      "*.token",
      "authorization",
      "*.authorization",
      "cookie",
      "*.cookie",
      "secret",
      "*.secret",
      // The row that PostgreSQL quotes, and the answer that a provider of identities gave.
      "err.detail",
      "err.cause",
    ],
    censor: "[redacted]",
  },
  base: null,
});

export type Log = typeof log;
