import type { Answered } from "#lib/api/contract/endpoint.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { LARGE_BODY_BYTES_MAX } from "./body-guard.ts";

/** Read, parsed and checked, a heavy body takes about ten times its size. */
const AT_ONCE = 2;

/** Runs `work` on a body of this many bytes; the server works on few heavy ones at once and refuses the next. */
export function heavyBodies(atOnce = AT_ONCE) {
  let present = 0;
  return async (bytes: number, work: () => Promise<Answered>): Promise<Answered> => {
    if (!(bytes > LARGE_BODY_BYTES_MAX)) return work();
    if (present >= atOnce) return noPlace;
    present += 1;
    return work().finally(() => {
      present -= 1;
    });
  };
}

const noPlace = refuse("unavailable", "too-many-bodies", "Too many large bodies at once.", {
  retryAfterSeconds: 5,
  todo: "Send it again shortly.",
});
