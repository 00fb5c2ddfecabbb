import { callerOfSession } from "#lib/access/admission/caller-of-session.ts";
import { openSession } from "#lib/access/commands/open-session.ts";
import { type Deed, deedSubject, type StepUpAct } from "#lib/access/step-up.ts";
import type { AuditEntry } from "#lib/audit/entry.ts";
import type { AnyCommand, OutputOf } from "#lib/command/command.ts";
import type { Tx } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { BusinessFunction, Caller, Role } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { err, type Result } from "#lib/kernel/result.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import type { Tier } from "#lib/registry/tier.ts";
import { readReleases } from "#lib/releases/rows/lock-release.ts";
import { chance } from "#lib/testing/worlds/chance.ts";
import { storedPresence } from "#lib/testing/worlds/factors.ts";
import type { Person, TestWorkspace } from "#lib/testing/worlds/workspace.ts";
import type { Account, OpenLink } from "./account.ts";
import type { KnownPerson } from "./known-person.ts";
import { Referee } from "./referee.ts";

export type Rules = {
  readonly seed: number;
  /** Whether a second person plays along. */
  readonly colluding: boolean;
};

type ReleaseFact = { number: number; id: string; state: string; tier: Tier };

/** A workspace, and what the adversary holds and knows of it. */
export class Game {
  readonly here: TestWorkspace;
  readonly rules: Rules;
  readonly accounts: Account[];
  readonly links: OpenLink[] = [];
  readonly tokens: { readonly id: string; readonly name: string; readonly by: Account }[] = [];
  /** Every act and its answer, in order. */
  readonly played: string[] = [];
  /** What is wrong by now. */
  readonly faults: string[] = [];
  readonly below: (n: number) => number;
  releases: readonly ReleaseFact[] = [];
  /** The tier of each model, by name, as it was first seen and as it is. */
  readonly tiers = new Map<string, { readonly first: Tier; readonly now: Tier }>();
  /** Whether anything happened since somebody looked. */
  changed = false;
  #seen = 0n;
  #named = 0;
  readonly #referee: Referee;

  constructor(here: TestWorkspace, rules: Rules, accounts: Account[]) {
    this.accounts = accounts;
    this.here = here;
    this.rules = rules;
    this.below = chance(rules.seed);
    this.#referee = new Referee({
      controls: (id) => this.controlled.some((one) => one.id === id),
      tierOf: (number) => this.releases.find((one) => one.number === number)?.tier ?? "high",
    });
  }

  get now(): Date {
    return this.here.clock.now;
  }

  get controlled(): Account[] {
    return this.accounts.filter(({ hand }) => hand !== "honest");
  }

  pass(ms: number): void {
    this.here.clock.now = new Date(this.now.getTime() + ms);
    this.played.push(`${ms / HOUR_MS} hours pass`);
    this.changed = true;
  }

  known({ id }: Pick<Account, "id">): KnownPerson {
    return this.#referee.person(id);
  }

  /** One of these, or nothing where there are none. */
  pick<T>(some: readonly T[]): T | undefined {
    return some[this.below(some.length)];
  }

  chance(outOfTen: number): boolean {
    return this.below(10) < outOfTen;
  }

  /** An account of the adversary's that has the role, now and then another. */
  withRole(role: Role): Account | undefined {
    const fitting = this.controlled.filter((one) => this.known(one).roles.includes(role));
    return this.pick(fitting.length > 0 && !this.chance(1) ? fitting : this.controlled);
  }

  /** The same for a function, in effect or not. */
  withFunction(name: BusinessFunction, wanted: (one: Account) => boolean = () => true): Account | undefined {
    const holders = this.controlled.filter((one) => this.known(one).grants.get(name)?.confirmedAt);
    const fitting = holders.filter(wanted);
    return this.pick(fitting.length > 0 && !this.chance(1) ? fitting : this.controlled);
  }

  /** One that has a function, in effect or not. */
  holder(): Account | undefined {
    return this.pick(this.controlled.filter((one) => this.known(one).grants.size > 0));
  }

  nextName(prefix: string): string {
    this.#named++;
    return `${prefix}-${this.#named}`;
  }

  /** Carries out a command by this account; without an account by the system, as an endpoint of strangers does. */
  async act<C extends AnyCommand>(
    command: C,
    input: object,
    by: Account | Caller,
  ): Promise<Result<OutputOf<C>, Refusal>> {
    const caller = "kind" in by ? by : await this.callerOf(by);
    if (!caller) return err({ kind: "unauthenticated", code: "no-session", message: "Signed out." });
    const said = this.#worded(JSON.stringify({ ...input, stepUpId: undefined }));
    this.played.push(`${command.name} by ${by.name} ${said.slice(0, 160)}`);
    const answer = await this.here.attempt(command, input, caller);
    this.played.push(`${this.played.pop()} → ${answer.ok ? "done" : answer.error.code}`);
    this.changed ||= answer.ok;
    return answer;
  }

  /** With names for the ids of accounts. */
  #worded(text: string): string {
    return this.accounts.reduce((said, { id, name }) => said.replaceAll(id, name), text);
  }

  /** The account signed in; the adversary has its factors as well. Null where its access has ended. */
  async callerOf(account: Account): Promise<Person | null> {
    const { db, system } = this.here;
    const known = account.sessionId && (await callerOfSession(db, account.sessionId, this.now));
    if (known) return withFactor(known);
    const opening = { personId: account.id, address: "192.0.2.66", userAgent: "adversary" };
    const opened = await this.here.attempt(openSession, opening, system);
    account.sessionId = opened.ok ? opened.value.sessionId : null;
    const caller = opened.ok && (await callerOfSession(db, opened.value.sessionId, this.now));
    return caller ? withFactor(caller) : null;
  }

  /** A fresh proof of presence by this account, through its account at a provider where it has one. */
  async proof(account: Account, act: StepUpAct, subjectDigest: string): Promise<{ stepUpId: string }> {
    const caller = await this.callerOf(account);
    if (!caller) return { stepUpId: account.id };
    const [identityId] = this.known(account).accounts;
    return storedPresence(this.here, caller, { act, subjectDigest, ...(identityId ? { identityId } : {}) });
  }

  proofOn(account: Account, act: Deed, of: string): Promise<{ stepUpId: string }> {
    return this.proof(account, act, deedSubject(act, { by: account.id, of }));
  }

  /** Looks at everything that was recorded since it last did. Before the adversary begins, nothing of it is held against them. */
  async look(): Promise<void> {
    const { rows, releases, models } = await this.read(async (tx) => ({
      models: await tx.$queryRaw<{ name: string; tier: Tier }[]>`SELECT name, risk_tier AS tier FROM model`,
      rows: await tx.auditEvent.findMany({ where: { id: { gt: this.#seen } }, orderBy: { id: "asc" } }),
      releases: await tx.$queryRaw<ReleaseFact[]>`
        SELECT number, id::text, state, tier FROM release ORDER BY number`,
    }));
    this.releases = releases;
    for (const { name, tier } of models)
      this.tiers.set(name, { first: this.tiers.get(name)?.first ?? tier, now: tier });
    this.changed = false;
    for (const row of rows) {
      this.#seen = row.id;
      const { data = {}, ...entry } = row.view as unknown as AuditEntry;
      this.faults.push(...this.#referee.see({ data, ...entry }));
    }
  }

  /** The releases that are in one of these states. */
  releasesIn(...states: readonly string[]): readonly ReleaseFact[] {
    return this.releases.filter(({ state }) => states.includes(state));
  }

  /** Reads rows of the workspace. */
  read<T>(rows: (tx: Tx) => Promise<T>): Promise<T> {
    return inWorkspace(this.here.db, this.here.workspaceId, rows);
  }

  async fileOf(number: number) {
    const [file] = await this.read((tx) => readReleases(tx, [number], this.now));
    return file!;
  }
}

const withFactor = ({ lacks: _, ...caller }: Person): Person => caller;
