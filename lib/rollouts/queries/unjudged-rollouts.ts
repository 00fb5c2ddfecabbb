import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { ok } from "#lib/kernel/result.ts";

/** Rollouts that are halted because they could not be judged, until somebody resumes or takes them back. */
export const unjudgedRollouts = defineQuery({
  name: "unjudged-rollouts",
  permission: "health:read",
  summary: "List the rollouts that were halted because they could not be judged",
  input: z.strictObject({}),
  output: z.array(z.number()),

  async load(tx) {
    const rows = await tx.$queryRaw<{ number: number }[]>`
      SELECT r.number FROM rollout r JOIN LATERAL (
        SELECT view -> 'data' ->> 'by' AS by FROM audit_event
        WHERE stream = 'rollout/' || r.id AND action = 'rollout.halted' ORDER BY stream_seq DESC LIMIT 1
      ) halt ON halt.by = 'fault'
      WHERE r.state = 'halted' ORDER BY r.number`;
    return ok(rows.map(({ number }) => number));
  },
});
