import { Prisma } from "#generated/prisma/client.ts";
import type { ReleaseReference } from "#lib/overview/views/release-reference.ts";

/** The columns of a `ReleaseReference`, of `release` and its `sections`; see `REFERRED`. */
export const REFERENCE = Prisma.sql`
  release.number, release.round, target ->> 'model' AS model, (artifact ->> 'version')::int AS version,
  (target #>> '{base,version}')::int AS base, target ->> 'pointer' AS pointer`;

/** Releases with the sections a line about one shows. Unpacked once: each -> on the column would unpack all of it again. */
export const REFERRED = Prisma.sql`
  release, jsonb_to_record(release.sections) AS of_release (policy jsonb, target jsonb, artifact jsonb)`;

/** A row of `REFERENCE` and other columns, as the reference and the rest. */
export function withReference<Row extends ReleaseReference>({
  number,
  round,
  model,
  version,
  base,
  pointer,
  ...rest
}: Row) {
  return { release: { number, model, version, base, pointer, round }, ...rest };
}
