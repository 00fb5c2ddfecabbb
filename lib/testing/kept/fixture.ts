import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Person } from "#lib/testing/worlds/workspace.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** The folders of what was recorded of that day's version. */
export const keptAt = (day: string) => ({
  database: join(ROOT, "prisma/fixtures", day),
  packets: join(ROOT, "bin/fixtures/packets", day),
  openApi: join(ROOT, `lib/api/fixtures/openapi-${day}.json`),
  exchanges: join(ROOT, `lib/api/fixtures/exchanges-${day}.json`),
});

/** The days with a fixture. */
export const KEPT_DAYS = ["2026-11-26"] as const;

export const migrationFile = (name: string): string => join(ROOT, "prisma/migrations", name, "migration.sql");

/** What a recorded database needs besides its rows. */
export type KeptMeta = {
  /** Oldest first, with the digest of the file as the migrations' own table has it. */
  readonly migrations: readonly { readonly name: string; readonly sha256: string }[];
  readonly workspaceId: string;
  /** The time of its clock. */
  readonly now: string;
  readonly people: Readonly<Record<string, Person>>;
  /** A service token with all scopes. */
  readonly token: string;
  /** A person with an app as second factor, and the secret its codes are made from. */
  readonly app: { readonly person: string; readonly secret: string };
  readonly vkey: string;
  /** The result of replaying its log. */
  readonly replayed: { readonly events: number; readonly things: number };
  readonly releases: readonly { readonly number: number; readonly state: string }[];
  readonly rollouts: readonly { readonly number: number; readonly state: string }[];
  readonly incidents: readonly number[];
  readonly proposals: readonly { readonly id: string; readonly digest: string; readonly state: string }[];
  /** The releases with recorded packets, by what happened to them. */
  readonly told: Readonly<Record<string, number>>;
  /** A rollout with evidence that nobody has judged yet. */
  readonly underWay: number;
  readonly waiting: { readonly inReview: number; readonly draft: number };
};

export const readMeta = (day: string): KeptMeta =>
  JSON.parse(readFileSync(join(keptAt(day).database, "meta.json"), "utf8")) as KeptMeta;

/** The text of a gzipped file of a recorded database. */
export const readKept = (day: string, name: string): string =>
  gunzipSync(readFileSync(join(keptAt(day).database, name))).toString("utf8");
