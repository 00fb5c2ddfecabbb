"use client";

import { useState } from "react";
import { PresenceDialog, type ProvenInput } from "#components/access/presence-dialog.tsx";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Means } from "#lib/access/means.ts";

type CalendarFeedProps = {
  /** When the present address was made; null where there is none. */
  since: string | null;
  /** What the reader can show who they are with. */
  means: Means;
  issue: Submit<ProvenInput, { path: string }>;
  revoke: Submit<object, unknown>;
};

/** The address under which a calendar reads the reader's deadlines. It is shown once, when it is made. */
export function CalendarFeed({ since, means, issue, revoke }: CalendarFeedProps) {
  const [asking, setAsking] = useState(false);
  const ending = useSubmit(revoke);
  const [address, setAddress] = useState<string | undefined>();
  const onRevoke = async () => {
    const answer = await ending.send({});
    if (answer?.ok) setAddress(undefined);
  };
  const { problem } = ending;
  const exists = since !== null || address !== undefined;
  const label = exists ? "New address" : "Make an address";
  return (
    <Sheet title="Calendar feed" className="scroll-mt-16" id="calendar">
      <div className="flex flex-col gap-3 text-sm">
        <p className="text-ink-2">Your deadlines in your own calendar.</p>
        {address ? (
          <p className="flex items-center gap-2 rounded-md bg-sunken px-2 py-1.5">
            <code className="min-w-0 flex-1 truncate font-mono text-xs">{address}</code>
            <CopyButton text={address} what="the address" word="Copy" />
          </p>
        ) : (
          since && (
            <p className="text-xs text-ink-3">
              Address made <Time at={since} as="relative" />. It is shown only when it is made.
            </p>
          )
        )}
        {problem && (
          <Notice tone="fail" title={problem.title}>
            {problem.todo}
          </Notice>
        )}
        <div className="flex gap-2">
          <Button onClick={() => setAsking(true)} className="flex-1">
            {label}
          </Button>
          {exists && (
            <Button variant="danger" busy={ending.busy} onClick={() => void onRevoke()}>
              Revoke
            </Button>
          )}
        </div>
        <p className="text-xs text-ink-3">
          Anyone with the address can read it. A new one ends the one before.
        </p>
      </div>
      <PresenceDialog
        action={asking ? { verb: "issue", label, consequence: CONSEQUENCE, proofHint: PROOF_HINT } : null}
        means={means}
        submit={issue}
        onClose={() => setAsking(false)}
        onDone={({ path }) => {
          setAddress(new URL(path, window.location.origin).href);
          setAsking(false);
        }}
      />
    </Sheet>
  );
}

const CONSEQUENCE =
  "Anyone with the address can read your deadlines, also after you have signed out, until you revoke it.";
const PROOF_HINT = "Required for an address that works without signing in.";
