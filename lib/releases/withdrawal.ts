import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

type PartIn = {
  readonly release: { readonly authorId: string };
  readonly contributors: readonly { readonly personId: string }[];
};

/** Whoever may open releases may not end those of others: its author and contributors may, and release managers. */
export function mayWithdraw({ release, contributors }: PartIn, caller: Caller): Result<null, Refusal> {
  const hadPart =
    release.authorId === caller.id || contributors.some(({ personId }) => personId === caller.id);
  const manages = caller.kind === "person" && caller.roles.includes("release-manager");
  if (hadPart || manages) return ok(null);
  return refuse(
    "forbidden",
    "not-yours-to-withdraw",
    "Only those who had a part in it and release managers withdraw a release.",
    { todo: "Ask its author or a release manager." },
  );
}
