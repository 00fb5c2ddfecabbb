import { passwordMatches } from "#lib/crypto/password-hash.ts";
import { connect, type Database } from "#lib/db/client.ts";
import { isLoopback } from "#lib/kernel/loopback.ts";
import { DEMO_PASSWORD, DEMO_PEOPLE } from "../../prisma/seed/people.ts";

/** Under which address a server can be reached: what it listens on, and what it is called. */
export type Reach = { readonly host: string; readonly publicUrl: string };

/** The address by which others than this machine can reach it; null where none can. */
export function reachedFromElsewhere({ host, publicUrl }: Reach): string | null {
  if (!isLoopback(host)) return host;
  const { hostname, origin } = new URL(publicUrl);
  return isLoopback(hostname) ? null : origin;
}

/** Where this machine itself reaches a server that listens on `host`, as it stands in a URL. */
export function locally(host: string): string {
  if (isLoopback(host) || host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

/**
 * Refuses to start where others than this machine would reach people with the demonstration's password: everybody knows
 * it. Such people are in the database already, or the start would make them.
 */
export async function refusePublicPassword(
  databaseUrl: string,
  { reach, empty }: { reach: Reach; empty: boolean },
): Promise<void> {
  const address = reachedFromElsewhere(reach);
  if (address === null) return;
  const db = connect(databaseUrl, { poolSize: 1 });
  try {
    const wouldSeed = !empty && (await db.prisma.workspace.count()) === 0;
    if (wouldSeed || (await hasPublicPassword(db))) throw new Error(publicPasswordOn(address));
  } finally {
    await db.close();
  }
}

const publicPasswordOn = (address: string): string =>
  `The demonstration's password is public: it is served to this machine alone, and not on ${address}.\n` +
  "Start without --host, HOST and PUBLIC_URL, or an installation of your own: npm run up -- --empty --data <dir>";

async function hasPublicPassword(db: Database): Promise<boolean> {
  const people = await db.prisma.person.findMany({
    where: { email: { in: DEMO_PEOPLE.map(({ email }) => email) }, disabledAt: null },
    select: { passwordHash: true },
  });
  for (const { passwordHash } of people) if (await passwordMatches(DEMO_PASSWORD, passwordHash)) return true;
  return false;
}
