"use client";

import { useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";

type CalendarFeedProps = {
  /** When the present address was made; null where there is none. */
  since: string | null;
  issue: Submit<object, { path: string }>;
  revoke: Submit<object, unknown>;
};

/** The address under which a calendar reads the reader's deadlines. It is shown once, when it is made. */
export function CalendarFeed({ since, issue, revoke }: CalendarFeedProps) {
  const making = useSubmit(issue);
  const ending = useSubmit(revoke);
  const [address, setAddress] = useState<string | undefined>();
  const onIssue = async () => {
    const answer = await making.send({});
    if (answer?.ok) setAddress(new URL(answer.value.path, window.location.origin).href);
  };
  const onRevoke = async () => {
    const answer = await ending.send({});
    if (answer?.ok) setAddress(undefined);
  };
  const problem = making.problem ?? ending.problem;
  const exists = since !== null || address !== undefined;
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
          <Button busy={making.busy} onClick={() => void onIssue()} className="flex-1">
            {exists ? "New address" : "Make an address"}
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
    </Sheet>
  );
}
