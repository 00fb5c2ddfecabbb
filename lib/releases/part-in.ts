import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

type PartIn = {
  readonly release: { readonly number: number; readonly authorId: string };
  readonly contributors: readonly { readonly personId: string }[];
};

/** What only those may do with a release who had a part in it. */
const ACTS = {
  withdraw: { code: "not-yours-to-withdraw", does: "withdraw a release" },
  explain: { code: "not-yours-to-explain", does: "record what was found" },
} as const;

/** Whoever may open releases may not act on those of others: its author and contributors may, and release managers. */
export function mayAct(
  act: keyof typeof ACTS,
  { release, contributors }: PartIn,
  caller: Caller,
): Result<null, Refusal> {
  const hadPart =
    release.authorId === caller.id || contributors.some(({ personId }) => personId === caller.id);
  const manages = caller.kind === "person" && caller.roles.includes("release-manager");
  if (hadPart || manages) return ok(null);
  const { code, does } = ACTS[act];
  return refuse("forbidden", code, `Only those who had a part in it and release managers ${does}.`, {
    todo: "Ask its author or a release manager.",
    place: { label: "See who had a part", href: `/releases/${release.number}#cannot-sign` },
  });
}
