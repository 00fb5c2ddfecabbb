import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

export type PartIn = {
  readonly release: { readonly number: number; readonly authorId: string };
  readonly contributors: readonly { readonly personId: string }[];
};

/** Whoever may open releases may not end those of others. */
export const mayWithdraw = (file: PartIn, caller: Caller): Result<null, Refusal> =>
  hasPart(file, caller)
    ? ok(null)
    : refuse(
        "forbidden",
        "not-yours-to-withdraw",
        "Only those who had a part in it and release managers withdraw a release.",
        whomToAsk(file),
      );

/** Nor say for others what was found after a rollback. */
export const mayExplain = (file: PartIn, caller: Caller): Result<null, Refusal> =>
  hasPart(file, caller)
    ? ok(null)
    : refuse(
        "forbidden",
        "not-yours-to-explain",
        "Only those who had a part in it and release managers record what was found.",
        whomToAsk(file),
      );

/** Its author and contributors have a part in a release, and release managers in every one. */
export const hasPart = ({ release, contributors }: PartIn, caller: Caller): boolean =>
  release.authorId === caller.id ||
  contributors.some(({ personId }) => personId === caller.id) ||
  (caller.kind === "person" && caller.roles.includes("release-manager"));

const whomToAsk = ({ release }: PartIn) => ({
  todo: "Ask its author or a release manager.",
  place: { label: "See who had a part", href: `/releases/${release.number}#cannot-sign` },
});
