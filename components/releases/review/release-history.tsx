import { Avatar } from "#components/ui/avatar.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { EventFeed, type FeedEvent } from "#components/ui/event-feed.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Tag } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Signature } from "./signature-words.ts";

export function Signatures({ signatures }: { signatures: readonly Signature[] }) {
  return (
    <Sheet title="Signatures" provenance="all rounds, never removed" flush>
      {signatures.length === 0 && (
        <EmptyState title="Nobody has signed yet">
          Each signature is listed here with its meaning and comment.
        </EmptyState>
      )}
      <ol className="divide-y divide-line">
        {signatures.map((signature) => (
          <li key={signature.id} className="flex gap-3 py-3">
            <Avatar name={signature.signerName} />
            <div className="min-w-0 flex-1 text-sm">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <b className="font-medium">{signature.signerName}</b>
                <span className="text-ink-2">{signature.act}</span>
                <Tag>Round {signature.round}</Tag>
                <Time at={signature.signedAt} as="second" className="text-xs text-ink-3" />
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
    <Sheet title="History">
      <EventFeed events={events} />
    </Sheet>
  );
}
