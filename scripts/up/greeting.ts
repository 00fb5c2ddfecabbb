import type { UpOptions } from "./options.ts";
import type { Seeded } from "./seed.ts";

/** The terminal's greeting once everything runs: the address, who can sign in, what to open first. */
export function greeting({ traffic, data }: UpOptions, address: string, seeded: Seeded): string {
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
  return [
    "",
    `Countersign runs at ${address}`,
    "",
    ...(people.length > 0 ? ["Sign in as", ...people, ...passwordLines(seeded, { address, data }), ""] : []),
    ...first,
    "",
    "Ctrl-C stops everything; recorded data stays.",
  ].join("\n");
}

type Where = { address: string; data: string };

function passwordLines({ demonstration, password, people }: Seeded, { address, data }: Where): string[] {
  if (demonstration) return [`  password: ${password}`];
  const factor = "The first sign-in requires a second factor: a passkey or an app. See Settings, Signing in.";
  if (password)
    return [`  password: ${password}`, "", "The password is shown this once and stored nowhere.", factor];
  const command = `npx countersign person new-password ${people[0]!.email} --reason "first sign-in" --data ${data}`;
  return [
    "",
    "This start has no terminal, so no password is shown. At a terminal, this prints a link to set it:",
    `  PUBLIC_URL=${address} ${command}`,
    "",
    factor,
  ];
}
