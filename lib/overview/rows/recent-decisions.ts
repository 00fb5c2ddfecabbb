import type { Rollout } from "#generated/prisma/client.ts";
import { toEventView } from "#lib/audit/rows/event-view.ts";
import type { EventView } from "#lib/audit/views/event.ts";
import type { Tx } from "#lib/db/client.ts";
import type { SaidIn } from "#lib/kernel/event-catalogue.ts";
import { secondsBetween } from "#lib/kernel/time.ts";
import {
  DECISIVE_TYPES,
  type DecisiveType,
  type EVENTS,
  type EventData,
  saidBy,
} from "#lib/overview/events.ts";
import type { RecentDecision } from "#lib/overview/views/recent-decision.ts";
import type { ReleaseReference } from "#lib/overview/views/release-reference.ts";
import type { Tier } from "#lib/registry/tier.ts";
import { planOf } from "#lib/rollouts/rows/rollout-plan.ts";
import { REFERENCE, REFERRED } from "./release-references.ts";

const SHOWN_MAX = 8;

/** The last decisions of the workspace, newest first, from the audit log itself. */
export async function recentDecisions(tx: Tx): Promise<RecentDecision[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT event.id, event.uid::text, leaf.idx AS index, person.name AS "actorName", event.view
    FROM audit_event event
    LEFT JOIN audit_leaf leaf ON leaf.event_id = event.id
    LEFT JOIN person ON person.id::text = event.actor_id
    WHERE event.action = ANY(${DECISIVE_TYPES}) ORDER BY event.id DESC LIMIT ${SHOWN_MAX}`;
  const events = rows.map(toEventView).map((event) => ({ ...event, about: aboutOf(event) }));
  const about = events.map((event) => event.about);
  const [releases, rollouts] = await Promise.all([releasesOf(tx, about), rolloutsOf(tx, about)]);
  return events.flatMap(({ uid, index, occurredAt: at, actor, about, ...event }) => {
    const action = DECISIVE_TYPES.find((type) => type === event.action);
    if (!action) return [];
    const release = releases.get(about.release ?? 0) ?? null;
    const rollout = rollouts.get(about.rollout ?? 0)?.(action, about) ?? null;
    const { type, name } = actor;
    const policyVersion = about.policy ?? null;
    const incident = about.incident ?? null;
    // Whoever edited did not sign.
    const by = { type, name: about.derived ? null : name };
    const of = { release, rollout, policyVersion, incident, ...ofModel(about) };
    return [{ uid, index, action, at, actor: by, ...of }];
  });
}

const ofModel = ({ assessed, waiver, envelope, review, finding, council }: About) => ({
  ...(council ? { council } : {}),
  ...(finding ? { finding } : {}),
  ...(assessed ? { assessed } : {}),
  ...(waiver ? { waiver } : {}),
  ...(envelope ? { envelope } : {}),
  ...(review ? { review } : {}),
});

type Row = { uid: string; index: bigint | null; actorName: string | null; view: unknown };

/** The subject of a decision, by the numbers people use. */
type About = {
  readonly release?: number;
  readonly rollout?: number;
  readonly stage?: string | null;
  readonly guardrail?: string | null;
  readonly policy?: number;
  readonly incident?: number;
  /** A model's tier. */
  readonly assessed?: RecentDecision["assessed"];
  readonly waiver?: RecentDecision["waiver"];
  readonly envelope?: RecentDecision["envelope"];
  readonly review?: RecentDecision["review"];
  readonly finding?: RecentDecision["finding"];
  readonly council?: RecentDecision["council"];
  /** No signature led to it: an edit or somebody's authority did. */
  readonly derived?: boolean;
};

const ofRelease = ({ number: release }: { number: number }): About => ({ release });
const ofSignOff = (data: { number: number; lapsed?: readonly string[] }): About => ({
  release: data.number,
  derived: data.lapsed !== undefined,
});
const ofRollout = ({ number: rollout, ...said }: About & { number: number }): About => ({ ...said, rollout });
const ofPolicy = ({ version: policy }: { version: number }): About => ({ policy });

const ofTier = ({ model, tier }: { model: string; tier: Tier }): About => ({ assessed: { model, tier } });

type Numbered = { readonly number: number; readonly model: string };
const ofFinding = ({ number, model }: Numbered): About => ({ finding: { number, model } });
const ofEnvelope = ({ number, model }: Numbered): About => ({ envelope: { number, model } });
const ofReview = ({ number, model }: Numbered): About => ({ review: { number, model } });
const ofWaiver = ({ number, model }: { number: number; model: string }): About => ({
  waiver: { number, model },
});

const ABOUT: { readonly [T in DecisiveType]: (data: EventData<T>) => About } = {
  "release.approved": ofSignOff,
  "release.rejected": ofRelease,
  "release.changes-requested": ofSignOff,
  "objection.lifted": ofRelease,
  "condition.signed": ofRelease,
  "emergency.authorised": ofRelease,
  "challenge.judged": ofRelease,
  "recusal.declared": ofRelease,
  "release.withdrawn": ofRelease,
  "release.expired": ofRelease,
  "release.lapsed": ofRelease,
  "rollout.started": ofRollout,
  "rollout.halted": ofRollout,
  "rollout.rolling-back": ofRollout,
  "rollout.completed": ofRollout,
  "incident.closed": ({ number: incident, release }) => ({ release, incident }),
  "policy.published": ofPolicy,
  "policy.rejected": ofPolicy,
  "council.composed": ({ council: id, content }) => ({ council: { id, name: content.name } }),
  "council.rejected": ({ council: id }) => ({ council: { id, name: null } }),
  "sitting.confirmed": ({ council: id }) => ({ council: { id, name: null } }),
  "assessment.confirmed": ofTier,
  "assessment.rejected": ofTier,
  "finding.resolved": ofFinding,
  "finding.accepted": ofFinding,
  "review.opened": ofReview,
  "review.passed": ofReview,
  "review.failed": ofReview,
  "envelope.granted": ofEnvelope,
  "envelope.refused": ofEnvelope,
  "envelope.revoked": ofEnvelope,
  "waiver.requested": ofWaiver,
  "waiver.granted": ofWaiver,
  "waiver.refused": ofWaiver,
  "waiver.withdrawn": ofWaiver,
};

/** An entry this version cannot read has no known subject. */
function aboutOf({ action, data }: EventView): About {
  const said = saidBy(action, data);
  return said && isDecisive(said) ? aboutSaid(said.type, said.data) : {};
}

type Decisive = SaidIn<typeof EVENTS, DecisiveType>;
const isDecisive = (said: SaidIn<typeof EVENTS>): said is Decisive => Object.hasOwn(ABOUT, said.type);
const aboutSaid = <T extends DecisiveType>(type: T, data: EventData<T>): About => ABOUT[type](data);

async function releasesOf(tx: Tx, about: readonly About[]): Promise<Map<number, ReleaseReference>> {
  const numbers = about.flatMap(({ release }) => release ?? []);
  if (numbers.length === 0) return new Map();
  const rows = await tx.$queryRaw<ReleaseReference[]>`
    SELECT ${REFERENCE} FROM ${REFERRED} WHERE release.number = ANY(${numbers})`;
  return new Map(rows.map((release) => [release.number, release]));
}

type DecidedRollout = Pick<Rollout, "number" | "plan" | "decidedAt" | "actuatedAt">;

async function rolloutsOf(tx: Tx, about: readonly About[]) {
  const numbers = about.flatMap(({ rollout }) => rollout ?? []);
  if (numbers.length === 0) return new Map<number, never>();
  const rows = await tx.$queryRaw<DecidedRollout[]>`
    SELECT number, plan, decided_at AS "decidedAt", actuated_at AS "actuatedAt" FROM rollout
    WHERE number = ANY(${numbers})`;
  return new Map(
    rows.map((row) => {
      const plan = planOf(row);
      const describe = (action: DecisiveType, said: About): RecentDecision["rollout"] => ({
        number: row.number,
        stage: plan.stages.find((stage) => stage.id === said.stage)?.name ?? "",
        guardrail: plan.guardrails.find((guardrail) => guardrail.id === said.guardrail)?.title ?? null,
        secondsToBase:
          action === "rollout.rolling-back" && row.decidedAt && row.actuatedAt
            ? secondsBetween(row.decidedAt, row.actuatedAt)
            : null,
      });
      return [row.number, describe] as const;
    }),
  );
}
