import type { UpOptions } from "./options.ts";
import type { Seeded } from "./seed.ts";

/** What the terminal says when everything runs: where, who can sign in, what to look at first. */
export function greeting({ traffic }: UpOptions, address: string, seeded: Seeded): string {
  const people = seeded.people.map(({ email, name, title }) => `  ${email.padEnd(30)} ${name}, ${title}`);
  const first = seeded.demonstration
    ? [
        "Look here first",
        `  ${address}/models/flight-delay        three trained versions; v1 is live`,
        `  ${address}/releases/new               sign in as Jonas and open the release of v2`,
        ...(traffic
          ? ["  Traffic is being replayed; start a release and watch its rollout."]
          : ["  npm run traffic                          replays flights against it, in a second terminal"]),
      ]
    : [];
  const asked =
    !seeded.demonstration && seeded.password
      ? [
          "At the first sign-in it asks for a second factor: a passkey or an app. Settings, Signing in, says why.",
          "",
        ]
      : [];
  return [
    "",
    `Countersign runs at ${address}`,
    "",
    ...(people.length > 0 ? ["Sign in as", ...people, `  password: ${seeded.password}`, ""] : []),
    ...asked,
    ...first,
    "",
    "Ctrl-C stops everything; what was recorded stays.",
  ].join("\n");
}
