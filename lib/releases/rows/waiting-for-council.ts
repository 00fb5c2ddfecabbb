import { type CompositionContent, tiersRoutedTo } from "#lib/councils/composition.ts";
import type { AgendaKind } from "#lib/councils/sitting-events.ts";
import type { Tx } from "#lib/db/client.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";
import { agendaTitles, type Titled } from "#lib/releases/agenda-titles.ts";

/** Something that seats of a council sign, and that can be put on its agenda. */
export type WaitingSubject = Titled & {
  readonly kind: AgendaKind;
  readonly subject: string;
  readonly minutes: number;
  readonly dueAt: Date | null;
};

type Row = {
  readonly kind: AgendaKind;
  readonly subject: string;
  readonly due: Date | null;
  readonly number: number;
  readonly name: string;
  readonly pointer: string;
  readonly version: number;
};

/** How long each kind is discussed, unless the chair says otherwise. */
const MINUTES: Readonly<Record<AgendaKind, number>> = {
  release: 10,
  waiver: 8,
  envelope: 10,
  "council-proposal": 5,
  "policy-proposal": 12,
};

type Of = {
  readonly council: string;
  readonly content: Pick<CompositionContent, "seats">;
  /** In force; it routes tiers to the council. */
  readonly policy: Pick<PolicyContent, "routes"> | undefined;
};

/**
 * What waits for this council, the most urgent first: the releases that were submitted to it; waivers and envelopes of the tiers
 * that the policy routes to it, whose seats it has; changes of its own composition; and last, changes of the policy, which are
 * no council's own.
 */
export async function waitingForCouncil(tx: Tx, { council, content, policy }: Of): Promise<WaitingSubject[]> {
  const tiers = tiersRoutedTo(policy, council);
  const seats = content.seats.map((seat) => seat.function);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT kind, subject, due, number, name, pointer, version FROM (
      SELECT 'release' AS kind, id::text AS subject, due_at AS due, 1 AS place, due_at AS first, number,
             sections #>> '{target,model}' AS name, sections #>> '{target,pointer}' AS pointer,
             (sections #>> '{artifact,version}')::int AS version
      FROM release
      WHERE state IN ('in-review', 'changes-requested') AND sections #>> '{policy,composition,council}' = ${council}
      UNION ALL
      SELECT 'waiver', w.id::text, NULL, 2, w.starts_at, w.number, w.gate_title, '', 0
      FROM waiver w JOIN waiver_term t ON t.waiver_id = w.id AND t.state = 'open'
      WHERE w.withdrawn_at IS NULL AND w.tier = ANY (${tiers}) AND w.seat = ANY (${seats})
      UNION ALL
      SELECT 'envelope', e.id::text, NULL, 3, e.proposed_at, e.number, m.name, p.name, 0
      FROM envelope e JOIN model m ON m.id = e.model_id JOIN pointer p ON p.id = e.pointer_id
      WHERE e.decided = 'open' AND e.revoked_at IS NULL AND e.tier = ANY (${tiers})
      UNION ALL
      SELECT 'council-proposal', id::text, NULL, 4, proposed_at, 0, content ->> 'name', '', version FROM council_proposal
      WHERE state = 'open' AND council_id = ${council}::uuid
      UNION ALL
      SELECT 'policy-proposal', id::text, NULL, 5, proposed_at, 0, '', '', version FROM policy_proposal
      WHERE state = 'open'
    ) waiting ORDER BY place, first NULLS LAST, subject LIMIT 40`;
  return rows.map(({ due, ...row }) => ({
    kind: row.kind,
    subject: row.subject,
    minutes: MINUTES[row.kind],
    dueAt: due,
    ...agendaTitles[row.kind]({ ...row, council }),
  }));
}

/** Without what is no council's own: what a planned sitting is filled with. */
export const ofItsOwn = (waiting: readonly WaitingSubject[]) =>
  waiting
    .filter(({ kind }) => kind !== "policy-proposal")
    .map(({ kind, subject, minutes }) => ({ kind, subject, minutes }));
