import { roleLabels } from "#components/access/words.ts";
import type { Said } from "#components/ui/said.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { ListedGrant } from "#lib/access/views/function-list.ts";
import type { PersonPageView } from "#lib/access/views/person-page.ts";
import type { WaitingSigner } from "#lib/councils/views/waiting-signers.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { either, listed } from "#lib/kernel/listed.ts";
import { type PeopleRules, tiersTaking } from "#lib/policy/people-rules.ts";
import { TIERS } from "#lib/registry/tier.ts";

export type Authority = Pick<PersonPageView, "person" | "identity"> & {
  readonly grants: readonly ListedGrant[];
  /** Why and how long they wait after a reset or a new factor; null where they do not. */
  readonly waits: WaitingSigner | null;
  /** The levels of identity that the policy in force takes, by tier. */
  readonly takes: PeopleRules["identity"];
};

type Fact = { readonly title: string; readonly tone: Tone; readonly says: Said };
type Told = {
  readonly tone: Tone;
  readonly title: string;
  readonly says: Said | null;
  readonly facts: readonly Fact[];
};

/** Whether somebody may sign now, and what a signature of theirs needs, each with where it is. */
export function authorityOf(authority: Authority): Told {
  return {
    ...verdictOf(authority),
    facts: [roleOf, functionOf, identityOf, accountOf].map((of) => of(authority)),
  };
}

const heldIn = (grants: readonly ListedGrant[]) => grants.filter(({ state }) => state === "held");
const namesOf = (grants: readonly ListedGrant[]) =>
  listed(grants.map((grant) => functionLabels[grant.function]));
const isBoth = ({ roles, functions }: Authority["person"]) =>
  roles.includes("admin") && (roles.includes("reviewer") || functions.length > 0);

function verdictOf(authority: Authority): Omit<Told, "facts"> {
  const { person, grants } = authority;
  const { name } = person;
  const cannot = (says: string, tone: Tone = "hold") =>
    ({ tone, title: `${name} cannot sign.`, says: [says] }) as const;
  if (person.state === "disabled") return cannot("Their access has ended.", "plain");
  if (person.state === "invited") return cannot("They have not joined yet.");
  if (isBoth(person)) return cannot("An admin can neither be a reviewer nor hold a function.", "fail");
  if (!person.roles.includes("reviewer")) return cannot("Only a reviewer signs.", "plain");
  const held = heldIn(grants);
  if (held.length === 0) return { ...cannot(""), says: missingFunction(grants) };
  const tiers = tiersOf(authority);
  if (tiers.length === 0) return cannot("The policy takes their way in for no tier.");
  if (authority.waits) return { ...cannot(""), says: waitsText(authority.waits) };
  const all = tiers.length === TIERS.length;
  return {
    tone: all ? "pass" : "hold",
    title: `${name} may sign for ${namesOf(held)}.`,
    says: [
      all
        ? "On releases of every tier, unless they contributed or are not independent of another signer."
        : `On releases of the ${listed(tiers)} tier${tiers.length > 1 ? "s" : ""} only: the policy knows them ${levelsText(authority)}.`,
    ],
  };
}

/** Until when a new way in keeps them from signing, and who can shorten that. */
const waitsText = ({ until, consenters }: WaitingSigner): Said => [
  "What they sign in with is new, so they wait until ",
  { at: until, as: "minute" },
  consenters.length > 0 ? `. ${either(consenters)} can consent earlier.` : ". Nobody can consent earlier.",
];

/** The tiers that take this person by some way of signing that they have. */
const tiersOf = ({ identity, takes }: Authority) => tiersTaking(takes, identity?.levels ?? []);

/** What a function of theirs waits for. */
function missingFunction(grants: readonly ListedGrant[]): Said {
  const waiting = grants.find(({ state }) => state === "waiting");
  if (waiting?.holdsFrom)
    return [
      `${functionLabels[waiting.function]} takes effect `,
      { at: waiting.holdsFrom, as: "minute" },
      ".",
    ];
  return grants.length > 0
    ? [`${namesOf(grants)} is proposed and waits for the confirmation of another holder.`]
    : ["They hold no function."];
}

const roleOf = ({ person }: Authority): Fact => {
  const roles = listed(person.roles.map((role) => roleLabels[role]));
  if (isBoth(person)) return { title: "Role", tone: "fail", says: [`${roles}: these exclude each other`] };
  return {
    title: "Role",
    tone: person.roles.includes("reviewer") ? "pass" : "plain",
    says: [roles || "none"],
  };
};

function functionOf({ grants }: Authority): Fact {
  const held = heldIn(grants);
  if (held.length === 0)
    return { title: "Function", tone: grants.length > 0 ? "hold" : "plain", says: missingFunction(grants) };
  const by = held[0]?.confirmed?.by;
  return {
    title: "Function",
    tone: "pass",
    says: [namesOf(held), held.length === 1 && by ? `, confirmed by ${by}` : ""],
  };
}

function identityOf(authority: Authority): Fact {
  if (authority.identity === null) return { title: "Identity", tone: "hold", says: ["has not joined"] };
  const tiers = tiersOf(authority);
  const signs = tiers.length === TIERS.length ? "every tier" : listed(tiers) || "no tier";
  return {
    title: "Identity",
    tone: tiers.length === TIERS.length ? "pass" : "hold",
    says: [`Known ${levelsText(authority)}; the policy takes that for ${signs}`],
  };
}

/** "by a link mailed to them or by a provider" */
const levelsText = ({ identity }: Authority): string =>
  either((identity?.levels ?? []).map((level) => levelWord[level])) || "by nothing any more";

const levelWord = {
  "handed-over": "by a link handed over",
  mailed: "by a link mailed to them",
  provider: "by a provider",
} as const;

const accountOf = ({ person: { state, joinedAt, disabledAt } }: Authority): Fact => {
  const since = (text: string, at: string | null): Said => (at ? [text, { at, as: "date" }] : [text.trim()]);
  if (state === "disabled")
    return { title: "Account", tone: "plain", says: since("access ended ", disabledAt) };
  if (state === "invited") return { title: "Account", tone: "hold", says: ["invited"] };
  return { title: "Account", tone: "pass", says: since("joined ", joinedAt) };
};
