import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { PolicyContent } from "./policy.ts";

/** Whether a policy can ask for sealed verdicts where it is to be in force: without a key, nobody could give one. */
export function mayAskSealed({ routes }: PolicyContent, hasKey: boolean): Result<null, Refusal> {
  const asking = routes.find(({ sealed }) => sealed !== undefined);
  return hasKey || !asking
    ? ok(null)
    : refuse(
        "illegal",
        "no-seal-key",
        `The route ${asking.council} asks for sealed verdicts, and this installation has no key to seal them with.`,
        {
          todo: "Ask whoever runs it to set SEAL_PUBLIC_KEY for the server and SEAL_KEY for the reconciler, or do without sealed verdicts.",
        },
      );
}
