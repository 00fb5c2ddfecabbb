import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";
import { shortSeats } from "#lib/policy/staffing.ts";
import { type CompositionContent, lackingSeats, peopleIn } from "./composition.ts";

type Named = { readonly content: Pick<CompositionContent, "name"> };
type InForce = Named & { readonly council: string; readonly version: number; readonly digest: string };

type Around = {
  /** The council to change; undefined for a new one. */
  readonly given: string | undefined;
  readonly inForce: InForce | null;
  readonly basedOn: number | undefined;
  readonly councils: readonly InForce[];
  /** The proposals that are open, of whatever council. */
  readonly open: readonly (Named & { readonly councilId: string; readonly proposedByName: string })[];
  readonly policy: PolicyContent;
  /** Who is active here, by id. */
  readonly members: ReadonlyMap<string, string>;
  /** Who may sign, with their functions. */
  readonly reviewers: readonly { readonly id: string; readonly functions: readonly BusinessFunction[] }[];
};

/** Whether this composition may be proposed: over the one in force, by people who are here and can sign what it says. */
export function mayCompose(content: CompositionContent, around: Around): Result<null, Refusal> {
  const based = isNext(content, around);
  if (!based.ok) return based;
  const named = isNamed(content, around);
  if (!named.ok) return named;
  const staffed = isStaffed(content, around);
  if (!staffed.ok) return staffed;
  const lacking = around.given ? lackingSeats(around.policy, around.given, content) : [];
  return lacking.length === 0
    ? ok(null)
    : refuse(
        "illegal",
        "council-lacks-seat",
        `The policy in force requires ${lacking.join(", ")} of this council, with more members than it has.`,
        {
          todo: "Keep the members that the policy requires, or change the policy first.",
          field: "composition",
        },
      );
}

/** Whether it changes the composition in force, and is the only proposal that does. */
function isNext(
  content: CompositionContent,
  { given, inForce, basedOn, open }: Around,
): Result<null, Refusal> {
  if (given !== undefined && !inForce)
    return refuse("not-found", "council-not-found", "There is no such council here.");
  if (inForce?.version !== basedOn)
    return refuse("stale", "council-changed", "Another composition of this council is in force.", {
      todo: "Review who sits on it now and propose your change again.",
    });
  const other = open.find(({ councilId }) => councilId === given);
  if (other)
    return refuse(
      "conflict",
      "proposal-open",
      `${other.proposedByName} has already proposed a change of this council; only one can be open.`,
      { todo: "Have that proposal signed or withdrawn first." },
    );
  return inForce?.digest === digestOfJson(content)
    ? refuse("invalid", "nothing-changed", "This changes nothing in the council.", { field: "composition" })
    : ok(null);
}

/** Councils are told apart by their names, also those that are only proposed. */
function isNamed({ name }: CompositionContent, { given, councils, open }: Around): Result<null, Refusal> {
  const others = [
    ...councils.filter(({ council }) => council !== given),
    ...open.filter(({ councilId }) => councilId !== given),
  ];
  return others.some(({ content }) => content.name.toLowerCase() === name.toLowerCase())
    ? refuse("conflict", "council-name-taken", `Another council is called ${name}.`, {
        field: "composition.name",
      })
    : ok(null);
}

/** Whether everybody it names is here, and whoever is to sign for a function holds it. */
function isStaffed(content: CompositionContent, { members, reviewers }: Around): Result<null, Refusal> {
  if (peopleIn(content).some((id) => !members.has(id)))
    return refuse("invalid", "person-unknown", "The council names somebody who is not active here.", {
      field: "composition",
    });
  const held = new Map(reviewers.map(({ id, functions }) => [id, functions]));
  for (const { function: name, members: sitting, alternates } of content.seats) {
    const without = [...sitting, ...alternates].find((id) => !held.get(id)?.includes(name));
    if (without)
      return refuse(
        "invalid",
        "member-lacks-function",
        `${members.get(without)} does not sign for ${name} now.`,
        {
          field: "composition",
          todo: "Name reviewers who hold the function of the seat.",
        },
      );
  }
  const sitting = [...new Set(content.seats.flatMap((seat) => seat.members))].map((id) => ({
    id,
    functions: content.seats.filter((seat) => seat.members.includes(id)).map((seat) => seat.function),
  }));
  const short = shortSeats(content.seats, sitting);
  return short.length === 0
    ? ok(null)
    : refuse(
        "invalid",
        "seats-share-members",
        `Its members cannot fill every seat together: ${short.map(({ function: name, missing }) => `${name} lacks ${missing}`).join(", ")}. One person fills one seat.`,
        { field: "composition" },
      );
}
