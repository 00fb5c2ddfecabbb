/**
 * The device of a session in words: "Firefox on Linux". It comes from the user agent, which anyone can forge: use it
 * only to help people recognise their own sessions.
 */
export function deviceOf(userAgent: string): string {
  const program = PROGRAMS.find(([, mark]) => mark.test(userAgent))?.[0];
  const system = SYSTEMS.find(([, mark]) => mark.test(userAgent))?.[0];
  if (program && system) return `${program} on ${system}`;
  return program ?? (system ? `A program on ${system}` : "An unknown program");
}

/** The first match wins: most browsers also name their ancestors. */
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
