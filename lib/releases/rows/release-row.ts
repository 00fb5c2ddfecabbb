import type { Release as Row } from "#generated/prisma/client.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { RELEASE_STATES, type ReleaseState } from "#lib/releases/release.ts";

/** A release's row, its state narrowed. */
export type Release = Omit<Row, "state"> & { readonly state: ReleaseState };

export const releaseOf = (row: Row): Release => ({ ...row, state: oneOf(RELEASE_STATES, row.state) });
