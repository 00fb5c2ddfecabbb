import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { ReleaseReference } from "#lib/overview/views/release-reference.ts";
import type { DiscussionWaitingItem } from "#lib/overview/views/waiting-item.ts";
import { REFERENCE, REFERRED, withReference } from "./release-references.ts";

/** The most that are read for one person: the newest. */
const WAITING_MAX = 50;

type Row = ReleaseReference & Pick<DiscussionWaitingItem, "kind" | "thread" | "by">;

/**
 * What others said about releases in review and that this person moves on: a challenge of their release without an
 * answer, an answer to their challenge, also one that they accepted before the release changed, and their name in an
 * open thread in which they have not written since.
 */
export async function discussionsWaiting(tx: Tx, caller: Caller): Promise<DiscussionWaitingItem[]> {
  if (caller.kind !== "person") return [];
  const rows = await tx.$queryRaw<Row[]>`
    SELECT ${REFERENCE}, said.kind, said.thread, said.by
    FROM ${REFERRED}, LATERAL (
      SELECT thread.id, thread.number AS thread, turn.kind,
             CASE turn.kind WHEN 'judge-challenge' THEN answer.by_name WHEN 'answer-challenge' THEN first.by_name
                            ELSE naming.by_name END AS by
      FROM release_thread thread
      JOIN thread_act first ON first.thread_id = thread.id AND first.act = 1
      CROSS JOIN LATERAL (
        SELECT coalesce(max(act) FILTER (WHERE verb = 'answered'), 0) AS answered,
               coalesce(max(act) FILTER (WHERE verb = 'judged'), 0) AS judged,
               coalesce(max(act) FILTER (WHERE verb = 'resolved'), 0) AS resolved,
               coalesce(max(act) FILTER (WHERE verb = 'reopened'), 0) AS reopened,
               coalesce(max(act) FILTER (WHERE by_id = ${caller.id}::uuid), 0) AS own,
               coalesce(max(act) FILTER (WHERE ${caller.id} = ANY (mentions)), 0) AS named
        FROM thread_act WHERE thread_id = thread.id
      ) last
      LEFT JOIN thread_act answer ON answer.thread_id = thread.id AND answer.act = last.answered
      LEFT JOIN thread_act finding ON finding.thread_id = thread.id AND finding.act = last.judged
      LEFT JOIN thread_act naming ON naming.thread_id = thread.id AND naming.act = last.named
      CROSS JOIN LATERAL (
        SELECT CASE
          WHEN thread.kind = 'challenge' AND first.by_id = ${caller.id}::uuid
            AND (last.answered > last.judged OR (policy ->> 'challenged' = 'true'
              AND finding.judgement ->> 'satisfied' = 'true'
              AND finding.judgement ->> 'subject' <> release.subject_digest)) THEN 'judge-challenge'
          WHEN thread.kind = 'challenge' AND release.author_id = ${caller.id}::uuid
            AND last.answered <= last.judged
            AND coalesce(finding.judgement ->> 'satisfied', 'false') = 'false' THEN 'answer-challenge'
          WHEN last.named > last.own AND last.resolved <= last.reopened THEN 'mentioned'
        END AS kind
      ) turn
      WHERE thread.release_id = release.id AND turn.kind IS NOT NULL
    ) said
    WHERE release.state IN ('in-review', 'changes-requested')
    ORDER BY said.id DESC LIMIT ${WAITING_MAX}`;
  return rows.map((row) => withReference(row));
}
