import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { mayUseFunction } from "#lib/councils/approving.ts";
import { signersHere, waitingIn } from "#lib/councils/rows/waiting-signers.ts";
import { waitingSignersView } from "#lib/councils/views/waiting-signers.ts";
import { inFull } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Who holds a function and does not sign yet after a reset or a new factor, and whether the reader can consent. */
export const waitingSigners = defineQuery({
  name: "waiting-signers",
  permission: "policy:read",
  summary: "List who waits to sign after a reset or a new factor",
  input: z.strictObject({}),
  output: waitingSignersView,

  async load(tx, _input, { caller, now }) {
    const circle = await signersHere(tx, now);
    const signers = waitingIn(circle, caller.id);
    const own = signers.some(({ personId }) => personId === caller.id)
      ? mayUseFunction(caller.id, circle)
      : ok(null);
    const whyYouWait = own.ok ? null : inFull(own.error);
    return ok({ signers, hours: circle.waitHours, whyYouWait });
  },
});
