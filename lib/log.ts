import { pino } from "pino";

/** Structured logs to standard output. Secrets are redacted by path before a line is written. */
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
    ],
    censor: "[redacted]",
  },
  base: null,
});

export type Log = typeof log;
