import { expect, it } from "vitest";
import { isLoopback } from "./loopback.ts";

it.each(["localhost", "LOCALHOST", "127.0.0.1", "127.8.8.8", "::1", "[::1]", "::ffff:127.0.0.1"])(
  "%s is this machine alone",
  (host) => expect(isLoopback(host)).toBe(true),
);

it.each([
  "0.0.0.0",
  "::",
  "",
  "192.168.1.5",
  "localhost.evil.example",
  "127.0.0.1.evil.example",
  "1127.0.0.1",
  "countersign.example",
])("%j is reachable from elsewhere", (host) => expect(isLoopback(host)).toBe(false));
