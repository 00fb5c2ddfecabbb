import type { EnvelopeTerms } from "#lib/councils/envelope.ts";
import { envelopesNumbered, type KeptEnvelope } from "#lib/councils/rows/envelopes.ts";
import type { EnvelopeDecision } from "#lib/councils/signable.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { daysLater } from "#lib/kernel/time.ts";
import type { PolicyContent, SeatRule } from "#lib/policy/policy.ts";
import { openRelease } from "#lib/releases/commands/open-release.ts";
import { proposeEnvelope } from "#lib/releases/commands/propose-envelope.ts";
import { revokeEnvelope } from "#lib/releases/commands/revoke-envelope.ts";
import { signEnvelope } from "#lib/releases/commands/sign-envelope.ts";
import { submitRelease } from "#lib/releases/commands/submit-release.ts";
import { confirmRollout } from "#lib/rollouts/commands/confirm-rollout.ts";
import { digestOf } from "#lib/testing/specimens/registry.ts";
import { gate, gated } from "./gated.ts";
import { present, testCase } from "./releases.ts";
import type { Person, TestWorkspace } from "./workspace.ts";
import { MODEL, testWorld, type World } from "./world.ts";
import { worldPlan } from "./world-plan.ts";

/** Who signs a standard change in these worlds. */
const FEW: readonly SeatRule[] = [{ function: "engineering", min: 1 }];

/** A gate that every release of the world passes. */
export const NUMBERED = gate("numbered", "version.number >= 1");

/** A policy with a standard class. */
export function withStandard(policy: PolicyContent): PolicyContent {
  const routes = policy.routes.map((route) => ({ ...route, standard: { seats: [...FEW] } }));
  return { ...policy, routes };
}

/** The world under a policy with a standard class; version 1 went live by a normal release. */
export const standardWorld = (): Promise<World> => testWorld(withStandard(gated(NUMBERED)));

export const FEBRUARY = digestOf("february");

/** What a retrained version of the world keeps to. */
export const termsIn = (here: TestWorkspace, more: Partial<EnvelopeTerms> = {}): EnvelopeTerms => ({
  mayChange: ["dependencies", "configuration"],
  metrics: [{ metric: "log-loss", dataset: FEBRUARY, worse: "0.01" }],
  sizePercent: 70,
  firstPercent: 25,
  stepPercent: 99,
  gates: [NUMBERED.id],
  uses: 2,
  startsAt: here.clock.now.toISOString(),
  endsAt: daysLater(here.clock.now, 30).toISOString(),
  ...more,
});

/** The input for proposing an envelope. */
export const proposing = (here: TestWorkspace, more: Partial<EnvelopeTerms> = {}) => ({
  model: MODEL,
  pointer: "production",
  terms: termsIn(here, more) as never,
  reason: "Retrained every month on the same features.",
});

/** An envelope as its row has it. */
export async function envelopeIn(here: TestWorkspace, number: number): Promise<KeptEnvelope> {
  const [found] = await inWorkspace(here.db, here.workspaceId, (tx) => envelopesNumbered(tx, number));
  if (!found) throw new Error(`there is no envelope ${number}`);
  return found;
}

type Signing = { envelope: number; seat: BusinessFunction; decision?: EnvelopeDecision };

/** Signs a seat of an envelope with a fresh proof of presence. */
export async function signedEnvelope(here: TestWorkspace, by: Person, of: Signing) {
  const { envelope, seat, decision = "approve" } = of;
  const { digest } = await envelopeIn(here, envelope);
  const proved = await present(here, by, { act: "sign-envelope", subjectDigest: digest });
  const said = { model: MODEL, envelope, digest: digest as never, seat, decision, comment: "Read." };
  return here.attempt(signEnvelope, { ...said, ...proved }, by);
}

/** An envelope that the whole council signed. */
export async function enveloped({ here, people }: World, more: Partial<EnvelopeTerms> = {}): Promise<number> {
  const { number: envelope } = await here.make(proposeEnvelope, proposing(here, more), people.rhea);
  for (const [by, seat] of [
    [people.dara, "data-science"],
    [people.erik, "engineering"],
    [people.carla, "compliance"],
  ] as const) {
    const signed = await signedEnvelope(here, by, { envelope, seat });
    if (!signed.ok) throw new Error(signed.error.message);
  }
  return envelope;
}

export const revoking = (here: TestWorkspace, by: Person, envelope: number) =>
  here.attempt(revokeEnvelope, { model: MODEL, envelope, reason: "Not any more." }, by);

type Opening = { version: number; envelope: number; substantial?: boolean; plan?: typeof worldPlan };

/** The input for opening a release that claims the standard class. */
export const claiming = ({ version, envelope, substantial = false, plan = worldPlan }: Opening) => ({
  model: MODEL,
  version,
  pointer: "production",
  case: { ...testCase, substantialModification: { is: substantial, because: "Retrained as before." } },
  plan,
  changeClass: "standard" as const,
  envelope,
});

/** Opens and submits a release that claims the standard class. */
export async function claimed({ here, people }: World, of: Opening): Promise<number> {
  const { number } = await here.make(openRelease, claiming(of), people.jonas);
  await here.make(submitRelease, { release: number }, people.jonas);
  return number;
}

/** Everything of a rollout goes as its plan says, until everyone is on the candidate. */
export async function fullyOut(world: World, rollout: number): Promise<void> {
  for (let stage = 0; stage < worldPlan.stages.length; stage++) {
    await world.observe(rollout);
    const judged = await world.judge(rollout);
    if (!judged.ok) throw new Error(judged.error.message);
  }
  await world.here.attempt(confirmRollout, { rollout, actuatedAt: world.here.clock.now }, world.here.system);
}
