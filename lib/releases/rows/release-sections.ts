import type { Release } from "#generated/prisma/client.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";

/** What a release puts forward. It passed its schemas when it was written. */
export const sectionsOf = ({ sections }: Pick<Release, "sections">): ReleaseSections =>
  sections as unknown as ReleaseSections;
