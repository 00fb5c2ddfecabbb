"use client";

import { Siren } from "lucide-react";
import Link from "next/link";
import { PresenceDialog, type ProvenInput } from "#components/access/presence-dialog.tsx";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Time } from "#components/ui/time.tsx";
import { useAsked } from "#components/ui/use-asked.ts";
import type { Means } from "#lib/access/means.ts";
import type { EmergencyView } from "#lib/releases/views/emergency.ts";
import { DeclareForm, type EmergencyTyped } from "./declare-form.tsx";
import { bypassedText, emergencyText, emergencyTitle, emergencyTone } from "./emergency-words.ts";

type EmergencyProps = {
  emergency: EmergencyView;
  means: Means;
  declare: Submit<EmergencyTyped>;
  authorise: Submit<ProvenInput>;
};

/** The red banner of an emergency: what it may do, who let it out, and the way to declare or to authorise it. */
export function Emergency({ emergency, means, declare, authorise }: EmergencyProps) {
  const { asked, ask, close, done } = useAsked<true>();
  const { declared, whyNotDeclare, whyNotAuthorise } = emergency;
  if (!declared)
    return (
      <>
        <Notice tone="fail" icon="alert" title="Emergency change, not declared yet.">
          Name the incident and its bounds. Until a second person authorises them, it is reviewed like any
          other.
        </Notice>
        <DeclareForm whyNot={whyNotDeclare} declare={declare} />
      </>
    );
  return (
    <>
      <Notice
        tone={emergencyTone(declared)}
        icon="alert"
        title={emergencyTitle(declared)}
        details={<Facts declared={declared} />}
        action={
          declared.state === "declared" && (
            <Button
              variant="danger"
              icon={Siren}
              whyNot={whyNotAuthorise ?? undefined}
              onClick={() => ask(true)}
            >
              Let it out
            </Button>
          )
        }
      >
        {emergencyText(declared)}
      </Notice>
      <PresenceDialog
        action={asked && ACTION}
        means={means}
        submit={authorise}
        onClose={close}
        onDone={() => done("Let out as an emergency")}
      />
    </>
  );
}

const ACTION = {
  verb: "authorise",
  label: "Let it out before its review",
  consequence:
    "You answer for it as the second person. It starts within its bounds; the log lists every seat, gate and check it goes out without.",
  danger: true,
  proofHint: "Required for each emergency.",
} as const;

function Facts({ declared }: { declared: NonNullable<EmergencyView["declared"]> }) {
  const { incident, reason, scope, endsAt, declaredBy, authorisedBy, dueAt } = declared;
  return (
    <p className="mt-1 text-ink-2 text-sm wrap-anywhere">
      For{" "}
      <Link href={`/incidents/${incident}`} className="text-accent underline">
        incident {incident}
      </Link>
      : {reason} Scope: {scope} Declared by {declaredBy}, until <Time at={endsAt} />.{" "}
      {authorisedBy && (
        <>
          Let out by {authorisedBy}, without {bypassedText(declared)}.{" "}
        </>
      )}
      {dueAt && (
        <>
          Review due <Time at={dueAt} />.
        </>
      )}
    </p>
  );
}
