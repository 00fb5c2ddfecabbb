/**
 * What somebody signs in with, in words: "Firefox on Linux". Read from what the browser says of itself, which anybody
 * may say: good for recognising one's own sessions, for nothing else.
 */
export function deviceOf(userAgent: string): string {
  const program = PROGRAMS.find(([, mark]) => mark.test(userAgent))?.[0];
  const system = SYSTEMS.find(([, mark]) => mark.test(userAgent))?.[0];
  if (program && system) return `${program} on ${system}`;
  return program ?? (system ? `A program on ${system}` : "An unknown program");
}

/** First match counts: most browsers also name those they descend from. */
const PROGRAMS: readonly (readonly [string, RegExp])[] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\b(?:OPR|Opera)\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Headless Chrome", /\bHeadlessChrome\//],
  ["Chrome", /\b(?:Chrome|CriOS|Chromium)\//],
  ["Safari", /\bVersion\/[\d.]+.*\bSafari\//],
  ["curl", /^curl\//],
  ["Python", /^python-|\baiohttp\//i],
  ["Node.js", /^(?:node|undici)\b/],
];

const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ["iPad", /\biPad\b/],
  ["iPhone", /\biPhone\b/],
  ["Android", /\bAndroid\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMac OS X\b|\bMacintosh\b/],
  ["Linux", /\bLinux\b|\bX11\b/],
];
