import type { BusinessFunction, Role } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { dependenceText } from "./dependence-text.ts";
import type { Dependence } from "./independence.ts";

/** The steps of a grant; `kept` is a function held from before two people granted them. */
export const GRANT_VERBS = ["kept", "proposed", "confirmed", "declined", "removed"] as const;
export type GrantVerb = (typeof GRANT_VERBS)[number];

/** A function of a person as its latest step left it. */
export type Grant = {
  readonly function: BusinessFunction;
  readonly step: number;
  readonly verb: GrantVerb;
  readonly byId: string;
  /** From when its holder may sign for it; null where that is still open. */
  readonly holdsFrom: Date | null;
};

/** `half-founded`: confirmed in a founding whose other half is missing. */
export const GRANT_STATES = ["none", "proposed", "half-founded", "waiting", "held"] as const;
export type GrantState = (typeof GRANT_STATES)[number];

export function grantState(grant: Pick<Grant, "verb" | "holdsFrom"> | null, now: Date): GrantState {
  if (!grant || grant.verb === "declined" || grant.verb === "removed") return "none";
  if (grant.verb === "proposed") return "proposed";
  if (!grant.holdsFrom) return "half-founded";
  return grant.holdsFrom <= now ? "held" : "waiting";
}

/** Somebody whose authority is being changed. */
export type Member = { readonly roles: readonly Role[]; readonly disabled: boolean };

/** An admin, who grants authority, neither reviews nor holds a function. */
export const rolesClash = (roles: readonly Role[]): boolean =>
  roles.includes("admin") && roles.includes("reviewer");

export const adminApart = refuse(
  "illegal",
  "admin-apart",
  "An admin can neither be a reviewer nor hold a function.",
  { todo: "Choose one: remove the role admin, or the role reviewer and every function." },
);

/** For whoever sends functions where they were once assigned by one admin. */
export const grantedByTwo = refuse("illegal", "functions-by-two", "One admin alone cannot give functions.", {
  field: "functions",
  todo: "Propose the person for the function; a holder of another function confirms it.",
});

/** Whether this person can get a function: a reviewer with access who administers nothing. */
export function mayReceive({ roles, disabled }: Member): Result<null, Refusal> {
  if (disabled)
    return refuse("illegal", "person-disabled", "This person's access has ended.", {
      todo: "Give them their access back first.",
    });
  if (roles.includes("admin")) return adminApart;
  if (!roles.includes("reviewer"))
    return refuse("illegal", "not-a-reviewer", "Only a reviewer holds functions.", {
      todo: "Give them the role reviewer first.",
    });
  return ok(null);
}

/** A grant, as far as confirming depends on it. */
export type Standing = Pick<Grant, "function" | "verb" | "byId" | "holdsFrom">;

/** Who confirms, what they may sign for, and their own proposed or half-founded grants. */
export type Confirmer = {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly functions: readonly BusinessFunction[];
  readonly ownGrants: readonly Standing[];
};

type Confirmation = {
  readonly confirmer: Confirmer;
  readonly personId: string;
  readonly grant: Standing | null;
  /** Whether no grant of the workspace was ever complete. */
  readonly unfounded: boolean;
  /** Why the confirmer and another do not count as two, where they would found the workspace. */
  readonly bondWith: (personId: string) => Dependence | null;
  readonly nameOf: (personId: string) => string;
};

/** Whether this person confirms this grant, and whether as one half of a founding. */
export function mayConfirm(
  { confirmer, personId, grant, unfounded, bondWith, nameOf }: Confirmation,
  now: Date,
): Result<{ readonly founding: boolean }, Refusal> {
  if (!grant || grantState(grant, now) !== "proposed")
    return refuse(
      "illegal",
      "not-proposed",
      "Nobody has proposed this function, or it was already answered.",
      {
        todo: "Ask an admin to propose it.",
      },
    );
  if (confirmer.id === personId)
    return refuse("forbidden", "not-oneself", "You cannot confirm your own function.", {
      todo: "Ask a holder of another function.",
    });
  if (confirmer.id === grant.byId)
    return refuse("forbidden", "own-proposal", "You cannot confirm what you proposed.", {
      todo: "Ask a holder of another function.",
    });
  if (confirmer.roles.includes("admin")) return adminApart;
  if (confirmer.functions.some((held) => held !== grant.function)) return ok({ founding: false });
  if (unfounded && confirmer.ownGrants.some((own) => canFoundWith(own, { grant, personId }))) {
    const bond = bondWith(personId);
    return bond ? notTwo(bond, nameOf) : ok({ founding: true });
  }
  return refuse(
    "forbidden",
    "not-another-function",
    `You hold no function other than ${grant.function}, so you cannot confirm it.`,
    { todo: "Ask a holder of another function." },
  );
}

/** The first two holders confirm each other: each is proposed for a function of their own. */
const canFoundWith = (own: Standing, { grant, personId }: { grant: Standing; personId: string }): boolean =>
  own.function !== grant.function &&
  (own.verb === "proposed" || (own.verb === "confirmed" && own.byId === personId && own.holdsFrom === null));

/** Two accounts of one person would hold every function that follows from them. */
const notTwo = (bond: Dependence, nameOf: Confirmation["nameOf"]) =>
  refuse(
    "forbidden",
    "founders-not-two",
    `You do not count as two people, so you cannot found the workspace together: ${dependenceText(bond, nameOf)}.`,
    {
      todo: "Have a link mailed to each of you and set your passwords by it, or join through a provider; nobody else may hold what you sign in with.",
    },
  );
