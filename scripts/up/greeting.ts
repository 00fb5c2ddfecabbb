import type { UpOptions } from "./options.ts";
import type { Seeded } from "./seed.ts";

/** The terminal's greeting once everything runs: the address, who can sign in, what to open first. */
export function greeting({ traffic }: UpOptions, address: string, seeded: Seeded): string {
  const people = seeded.people.map(({ email, name, title }) => `  ${email.padEnd(30)} ${name}, ${title}`);
  const first = seeded.demonstration
    ? [
        "Open first",
        `  ${address}/models/flight-delay        three trained versions; v1 is live`,
        `  ${address}/releases/new               sign in as Jonas and open the release of v2`,
        ...(traffic
          ? ["  Traffic is running; start a release and watch its rollout."]
          : ["  npm run traffic                          replays flights against it, in a second terminal"]),
      ]
    : [];
  const asked =
    !seeded.demonstration && seeded.password
      ? ["The first sign-in requires a second factor: a passkey or an app. See Settings, Signing in.", ""]
      : [];
  return [
    "",
    `Countersign runs at ${address}`,
    "",
    ...(people.length > 0 ? ["Sign in as", ...people, `  password: ${seeded.password}`, ""] : []),
    ...asked,
    ...first,
    "",
    "Ctrl-C stops everything; recorded data stays.",
  ].join("\n");
}
