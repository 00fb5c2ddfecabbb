import type { IdentityLevel } from "#lib/access/identity-level.ts";
import type { AuditEntry } from "#lib/audit/entry.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { isAtLeast, type Tier } from "#lib/registry/tier.ts";
import { after, type KnownPerson, UNKNOWN } from "./known-person.ts";
import { Parts } from "./parts.ts";

/** By the policy of the game. */
const WAIT_MS = 24 * HOUR_MS;

/** What somebody says for a seat of a release. */
const OF_RELEASE = ["verdict.cast", "objection.lifted", "condition.signed"];

const ALONE = "by the adversary alone";

type Data = {
  readonly signer: string;
  readonly seat: BusinessFunction;
  readonly function: BusinessFunction;
  readonly decision: string;
  readonly identity?: string;
  readonly number: number;
  readonly model: string;
  readonly tier: Tier;
  readonly from: Tier;
  readonly condition?: string;
  readonly onBehalfOf?: string;
  readonly conditions?: readonly { readonly condition: string; readonly owner: string }[];
};
type Act = { readonly data: Data; readonly by: string; readonly of: string; readonly at: Date };
type Subject = { readonly id: string; readonly tier: Tier; readonly parts: readonly string[] };
type Release = { readonly model: string; readonly version: number };

type Facts = {
  /** Whether the adversary holds this account now. */
  readonly controls: (personId: string) => boolean;
  /** The tier by which a release is routed now. */
  readonly tierOf: (release: number) => Tier;
};

/**
 * Judges what the log says the adversary did, by the rules as they are meant and by who really holds each account. It
 * shares no code with the product's decisions and knows what the product cannot know.
 */
export class Referee {
  readonly #people = new Map<string, KnownPerson>();
  readonly #parts = new Parts();
  readonly #releases = new Map<number, Release>();
  /** Who has a say in a subject: the latest verdict of each, and a lift. */
  readonly #says = new Map<string, Map<string, string>>();
  /** Who has to meet each condition. */
  readonly #owners = new Map<string, string>();
  /** Who recused themselves from which release. */
  readonly #recused = new Set<string>();
  readonly #facts: Facts;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  person(id: string): KnownPerson {
    return this.#people.get(id) ?? UNKNOWN;
  }

  /** What is wrong with this entry. */
  see(entry: AuditEntry): string[] {
    const of = entry.stream.slice(entry.stream.indexOf("/") + 1);
    const at = new Date(entry.occurred_at);
    const act = { data: entry.data as Data, by: entry.actor.id, of, at };
    const faults = this.#faultsOf(entry, act);
    this.#learn(entry, act);
    return faults.map((fault) => `${entry.action}: ${fault}`);
  }

  #learn(entry: AuditEntry, { of, data }: Act): void {
    if (/^(person|factors)\//.test(entry.stream)) this.#people.set(of, after(this.person(of), of, entry));
    this.#parts.learn(entry);
    const { number, model } = data;
    if (entry.action === "release.opened")
      this.#releases.set(number, { model, version: (entry.data as { version: number }).version });
    for (const { condition, owner } of data.conditions ?? []) this.#owners.set(condition, owner);
    if (entry.action === "recusal.declared") this.#recused.add(`${entry.actor.id} ${entry.stream}`);
    const subject = this.#subjectOf(entry);
    if (!subject) return;
    const says = this.#says.get(subject.id) ?? new Map<string, string>();
    for (const id of [data.signer, ...(data.onBehalfOf ? [data.onBehalfOf] : [])])
      says.set(id, data.decision ?? "approve");
    this.#says.set(subject.id, says);
  }

  /** The subject of a signature or a lift. */
  #subjectOf({ action, stream, targets, data }: AuditEntry): Subject | null {
    const { number, tier, from, model } = data as Data;
    const id = (type: string) => targets.find((target) => target.type === type)?.id ?? "";
    if (OF_RELEASE.includes(action)) {
      const release = this.#releases.get(number);
      const parts = [`release ${number}`, `version ${release?.model}/${release?.version}`];
      return { id: stream, tier: this.#facts.tierOf(number), parts: [...parts, `model ${release?.model}`] };
    }
    if (action === "policy.signed") {
      const proposal = `proposal ${id("policy-proposal")}`;
      return { id: proposal, tier: "critical", parts: [proposal] };
    }
    if (action !== "assessment.signed") return null;
    const assessment = `assessment ${id("tier-assessment")}`;
    return {
      id: assessment,
      tier: isAtLeast(tier, from) ? tier : from,
      parts: [assessment, `model ${model}`],
    };
  }

  #faultsOf(entry: AuditEntry, act: Act): string[] {
    const { controls } = this.#facts;
    const { by, of } = act;
    const ever = this.#everFaults(entry, act);
    if (ever) return ever;
    if (!controls(by)) return [];
    if (entry.action === "function.confirmed") return this.#confirmFaults(act);
    if (entry.action === "signing.consented")
      return controls(of) ? ["by whoever holds that account, too"] : [];
    const subject = this.#subjectOf(entry);
    return subject ? this.#sayFaults(act, subject) : [];
  }

  /** What is wrong whoever did it, since nobody honest does anything; null for what depends on that. */
  #everFaults({ action, data }: AuditEntry, { of, data: said }: Act): string[] | null {
    switch (action) {
      case "person.invited":
      case "person.assigned":
        return this.#rolesFaults(data as { roles: string[] }, of);
      case "function.proposed":
        return this.person(of).roles.includes("admin") ? ["a function for an admin"] : [];
      case "release.approved":
      case "release.started":
        return this.#facts.tierOf(said.number) === "low" ? [] : [ALONE];
      case "policy.published":
        return [ALONE];
      case "assessment.confirmed":
        return isAtLeast(said.tier, said.from) ? [] : [`a milder tier ${ALONE}`];
      default:
        return null;
    }
  }

  #rolesFaults({ roles }: { readonly roles: string[] }, of: string): string[] {
    if (!roles.includes("admin")) return [];
    return [
      ...(roles.includes("reviewer") ? ["an admin who reviews"] : []),
      ...(this.person(of).grants.size > 0 ? ["an admin with a function"] : []),
    ];
  }

  #confirmFaults({ by, of, at, data }: Act): string[] {
    const confirmer = this.person(by);
    const others = [...confirmer.grants].filter(
      ([name]) => name !== data.function && this.#holds(by, name, at),
    );
    return [
      ...this.#authorityFaults(confirmer),
      ...(others.length > 0 ? [] : ["by nobody who holds another function"]),
      ...(this.#waits(by, at) ? ["by somebody who waits"] : []),
      ...(by === of ? ["of their own"] : []),
      ...(this.person(of).grants.get(data.function)?.proposedBy === by ? ["of their own proposal"] : []),
      ...(this.person(of).roles.includes("admin") ? ["for an admin"] : []),
    ];
  }

  #sayFaults({ data, by, at }: Act, { id, tier, parts }: Subject): string[] {
    const signer = this.person(by);
    const { condition } = data;
    const authority = [
      ...this.#authorityFaults(signer),
      ...(this.#holds(data.onBehalfOf ?? by, data.seat, at)
        ? []
        : [`without the function ${data.seat} in effect`]),
      ...([by, data.onBehalfOf ?? by].some((one) => this.#parts.hadPart(one, ...parts))
        ? ["by somebody who had a part in it"]
        : []),
      ...(this.#owners.get(condition ?? "") === by ? ["of their own condition"] : []),
      ...(this.#recused.has(`${by} ${id}`) ? ["by somebody who recused themselves"] : []),
      ...(takes(tier, levelOf(signer, data.identity)) ? [] : [`of the tier ${tier} by a link handed over`]),
    ];
    const approves = (data.decision ?? "approve") === "approve";
    return approves ? [...authority, ...this.#joinFaults({ data, by, of: by, at }, id, parts)] : authority;
  }

  #joinFaults({ by, at, data: { onBehalfOf } }: Act, subject: string, parts: readonly string[]): string[] {
    const beside = [...(this.#says.get(subject) ?? [])].filter(
      ([id, decision]) =>
        id !== by && id !== onBehalfOf && decision === "approve" && this.#facts.controls(id),
    );
    const proposes = parts.some((part) => part.startsWith("assessment ")) && this.#ownAssessment(parts);
    return [
      ...(this.#waits(by, at) ? ["by somebody who waits"] : []),
      ...(beside.length > 0 ? ["beside another account in the same hands"] : []),
      ...(proposes ? ["of what the same hands proposed"] : []),
    ];
  }

  #ownAssessment(parts: readonly string[]): boolean {
    const [assessment = ""] = parts;
    return [...this.#people.keys()].some(
      (id) => this.#facts.controls(id) && this.#parts.hadPart(id, assessment),
    );
  }

  #authorityFaults({ roles, disabled }: KnownPerson): string[] {
    return [
      ...(roles.includes("admin") || !roles.includes("reviewer") ? ["by no reviewer, or an admin"] : []),
      ...(disabled ? ["by a disabled account"] : []),
    ];
  }

  #holds(id: string, name: BusinessFunction, at: Date): boolean {
    const since = this.person(id).grants.get(name)?.confirmedAt;
    return since !== null && since !== undefined && since.getTime() + WAIT_MS <= at.getTime();
  }

  #waits(id: string, at: Date): boolean {
    const { renewedAt } = this.person(id);
    return renewedAt !== null && renewedAt.getTime() + WAIT_MS > at.getTime();
  }
}

const levelOf = ({ level, accounts }: KnownPerson, account?: string): IdentityLevel | null =>
  account !== undefined && accounts.has(account) ? "provider" : level;

/** Every level for the milder tiers, none that was handed over for the others. */
const takes = (tier: Tier, level: IdentityLevel | null): boolean =>
  level !== null && (tier === "low" || tier === "limited" || level !== "handed-over");
