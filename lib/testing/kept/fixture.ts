import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Person } from "#lib/testing/worlds/workspace.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** Where the things kept of the version of that day are. */
export const keptAt = (day: string) => ({
  database: join(ROOT, "prisma/fixtures", day),
  packets: join(ROOT, "bin/fixtures/packets", day),
  openApi: join(ROOT, `lib/api/fixtures/openapi-${day}.json`),
  exchanges: join(ROOT, `lib/api/fixtures/exchanges-${day}.json`),
});

/** The days of which something is kept. */
export const KEPT_DAYS = ["2026-11-26"] as const;

export const migrationFile = (name: string): string => join(ROOT, "prisma/migrations", name, "migration.sql");

/** What is to be known of a kept database beside its rows. */
export type KeptMeta = {
  /** Oldest first, with the digest of the file as the migrations' own table has it. */
  readonly migrations: readonly { readonly name: string; readonly sha256: string }[];
  readonly workspaceId: string;
  /** Where its clock stood. */
  readonly now: string;
  readonly people: Readonly<Record<string, Person>>;
  /** A service token of all scopes. */
  readonly token: string;
  /** Whose second factor is an app, and what it makes its codes of. */
  readonly app: { readonly person: string; readonly secret: string };
  readonly vkey: string;
  /** What a replay of its log found. */
  readonly replayed: { readonly events: number; readonly things: number };
  readonly releases: readonly { readonly number: number; readonly state: string }[];
  readonly rollouts: readonly { readonly number: number; readonly state: string }[];
  readonly incidents: readonly number[];
  readonly proposals: readonly { readonly id: string; readonly digest: string; readonly state: string }[];
  /** Releases by what is told of them, whose packets are kept. */
  readonly told: Readonly<Record<string, number>>;
  /** A rollout whose evidence nobody has judged yet. */
  readonly underWay: number;
  readonly waiting: { readonly inReview: number; readonly draft: number };
};

export const readMeta = (day: string): KeptMeta =>
  JSON.parse(readFileSync(join(keptAt(day).database, "meta.json"), "utf8")) as KeptMeta;

/** The text of a gzipped file of a kept database. */
export const readKept = (day: string, name: string): string =>
  gunzipSync(readFileSync(join(keptAt(day).database, name))).toString("utf8");
