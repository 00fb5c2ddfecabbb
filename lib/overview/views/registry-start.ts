import { z } from "zod";

const newest = z.object({ what: z.string(), at: z.string() }).nullable();

/** What has arrived on the way to a first version: the newest of each, null where there is none yet. */
const arrived = z.object({
  /** A token that can register versions. */
  token: newest,
  /** When such a token was used last. */
  tokenUsedAt: z.string().nullable(),
  model: newest,
  /** A stored file, by its digest. */
  file: newest,
});
export type Arrived = z.infer<typeof arrived>;

/** Null once the registry has a version. */
export const registryStartView = z.object({ arrived: arrived.nullable() });
