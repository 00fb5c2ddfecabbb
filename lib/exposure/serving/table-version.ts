import { createHash } from "node:crypto";
import type { ServedPointer } from "#lib/exposure/assignment.ts";

/** What a workspace's pointers serve, as one text, in whatever order they come: an exposure never changes. */
export function tableVersion(pointers: readonly Pick<ServedPointer, "exposureId">[]): string {
  const hash = createHash("sha256");
  for (const id of pointers.map(({ exposureId }) => exposureId).toSorted()) hash.update(id);
  return hash.digest("base64url").slice(0, 27);
}
