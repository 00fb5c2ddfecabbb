"use client";

import { PresenceDialog } from "#components/access/presence-dialog.tsx";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { useAsked } from "#components/ui/use-asked.ts";
import type { Means } from "#lib/access/means.ts";
import type { Presence } from "#lib/client/step-up.ts";
import type { WaitingSigner, WaitingSignersView } from "#lib/councils/views/waiting-signers.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
import { consentersText, consentOf, renewalText, waitingProvenance } from "./waiting-words.ts";

export type Consent = { personId: string; since: string; reason: string; presence: Presence };

type WaitingSignersProps = WaitingSignersView & {
  /** Whether they are one person, on that person's own page: their name then stays out of the rows. */
  alone?: boolean;
  means: Means;
  consent: Submit<Consent, unknown>;
};

/** Who does not sign yet after a reset or a new factor, and who may consent that they do; nothing where nobody waits. */
export function WaitingSigners({ alone = false, signers, hours, whyYouWait, ...way }: WaitingSignersProps) {
  const { asked, ask, close, done } = useAsked<WaitingSigner>();
  if (signers.length === 0) return null;
  return (
    <>
      <WaitNotice whyYouWait={whyYouWait} />
      <Sheet title="Waiting to sign" provenance={waitingProvenance(hours)} flush>
        <WaitingTable alone={alone} signers={signers} ask={ask} />
      </Sheet>
      <PresenceDialog
        action={asked && consentOf(asked)}
        means={way.means}
        submit={({ text: reason, presence }) =>
          way.consent({ personId: asked?.personId ?? "", since: asked?.since ?? "", reason, presence })
        }
        onClose={close}
        onDone={() => done("Consent recorded")}
      />
    </>
  );
}

/** Tells the reader that they wait; nothing where they do not. */
export const WaitNotice = ({ whyYouWait }: Pick<WaitingSignersView, "whyYouWait">) =>
  whyYouWait === null ? null : (
    <Notice tone="hold" title="You wait.">
      {whyYouWait}
    </Notice>
  );

type WaitingTableProps = {
  alone: boolean;
  signers: readonly WaitingSigner[];
  ask: (signer: WaitingSigner) => void;
};

const personColumn: Column<WaitingSigner> = {
  key: "person",
  header: "Person",
  cell: ({ name, functions }) => (
    <span>
      {name}
      <span className="block text-xs text-ink-3">
        {listed(functions.map((held) => functionLabels[held]))}
      </span>
    </span>
  ),
};

const WaitingTable = ({ alone, signers, ask }: WaitingTableProps) => (
  <DataTable
    caption="Waiting to sign"
    rows={signers}
    rowKey={({ personId }) => personId}
    columns={[
      ...(alone ? [] : [personColumn]),
      {
        key: "renewal",
        header: "What happened",
        cell: (signer) => (
          <span>
            {renewalText(signer)}
            <span className="block text-xs text-ink-3">
              <Time at={signer.since} />
            </span>
          </span>
        ),
      },
      { key: "until", header: "Signs from", cell: ({ until }) => <Time at={until} /> },
      { key: "who", header: "Earlier with consent", cell: consentersText },
      {
        key: "acts",
        header: "Acts",
        quietHeader: true,
        align: "right",
        cell: (signer) => (
          <Button
            aria-label={`Consent that ${signer.name} signs`}
            whyNot={signer.whyNotConsent ?? undefined}
            onClick={() => ask(signer)}
          >
            Consent
          </Button>
        ),
      },
    ]}
  />
);
