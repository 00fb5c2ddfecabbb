import type { AuditEntry } from "#lib/audit/entry.ts";

type About = {
  readonly entry: AuditEntry;
  /** The public address of this installation. */
  readonly origin: string;
  /** The entry's place in the log. */
  readonly leaf: string;
};

/**
 * An entry of the log as an event of CloudEvents 1.0 in structured JSON. It has what the log says openly: no session, no
 * request, and no commitment to text that is stored beside the log.
 */
export const cloudEventOf = ({ entry, origin, leaf }: About): string =>
  JSON.stringify({
    specversion: "1.0",
    id: entry.id,
    source: `${origin}/workspaces/${entry.tenant}`,
    type: `countersign.${entry.action}`,
    subject: entry.stream,
    time: entry.occurred_at,
    datacontenttype: "application/json",
    /** The extension `sequence`: receivers order by it, leading zeros make text compare as numbers do. */
    sequence: leaf.padStart(16, "0"),
    data: {
      stream_seq: entry.stream_seq,
      outcome: entry.outcome,
      actor: { type: entry.actor.type, id: entry.actor.id },
      targets: entry.targets,
      data: entry.data ?? {},
    },
  });
