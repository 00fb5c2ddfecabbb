import { Avatar } from "#components/ui/avatar.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { EventFeed, type FeedEvent } from "#components/ui/event-feed.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Tag } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";

/** A signature as 21 CFR 11.50 wants it shown: printed name, moment, meaning, over what. */
export type Signature = {
  id: string;
  printedName: string;
  seat: string;
  /** "Approve" */
  verdict: string;
  meaning: string;
  comment: string;
  at: string;
  round: number;
  subjectDigest: string;
  /** "by passkey": how the signer showed who they were. */
  method: string;
  /** Why it no longer counts, where it does not. */
  stale?: string | undefined;
};

export function Signatures({ signatures }: { signatures: readonly Signature[] }) {
  return (
    <Sheet title="Signatures" provenance="every round, nothing removed" flush>
      {signatures.length === 0 && (
        <EmptyState title="Nobody has signed yet">
          Signatures stand here with their meaning and comment.
        </EmptyState>
      )}
      <ol className="divide-y divide-line">
        {signatures.map((signature) => (
          <li key={signature.id} className="flex gap-3 py-3">
            <Avatar name={signature.printedName} />
            <div className="min-w-0 flex-1 text-sm">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <b className="font-medium">{signature.printedName}</b>
                <span className="text-ink-2">
                  {signature.verdict} for {signature.seat}
                </span>
                <Tag>Round {signature.round}</Tag>
                <Time at={signature.at} as="second" className="text-xs text-ink-3" />
              </p>
              <p className="mt-0.5 text-ink-2">“{signature.meaning}”</p>
              {signature.comment && <p className="mt-1 whitespace-pre-line">{signature.comment}</p>}
              <p className="mt-1 flex flex-wrap items-center gap-2 text-xs text-ink-3">
                <Digest value={signature.subjectDigest} />
                <span>{signature.method}</span>
                {signature.stale && <span className="text-hold">No longer counts: {signature.stale}</span>}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}

export function ReleaseHistory({ events }: { events: readonly FeedEvent[] }) {
  return (
    <Sheet title="What happened">
      <EventFeed events={events} />
    </Sheet>
  );
}
