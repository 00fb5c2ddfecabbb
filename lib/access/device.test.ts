import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deviceOf } from "./device.ts";

const AGENTS: readonly (readonly [string, string])[] = [
  ["Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Linux"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Chrome on Windows",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
    "Edge on Windows",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
    "Safari on macOS",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    "Safari on iPhone",
  ],
  [
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
    "Chrome on Android",
  ],
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/141.0.0.0 Safari/537.36",
    "Headless Chrome on Linux",
  ],
  ["curl/8.5.0", "curl"],
  ["python-requests/2.32.3", "Python"],
  ["Mozilla/5.0 (X11; Linux x86_64) Something/1", "A program on Linux"],
  ["", "An unknown program"],
];

describe("12: a session's device", () => {
  it.each(AGENTS)("%s", (userAgent, words) => {
    expect(deviceOf(userAgent)).toBe(words);
  });

  it("is one of a few names, whatever the user agent", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (userAgent) => {
        expect(deviceOf(userAgent)).toMatch(/^[A-Za-z. ]{3,40}$/);
      }),
    );
  });
});
