"use client";

import { Mail } from "lucide-react";
import { useState } from "react";
import { PresenceDialog, type ProvenAction } from "#components/access/presence-dialog.tsx";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { IdentityLevel } from "#lib/access/identity-level.ts";
import type { Means } from "#lib/access/means.ts";
import type { Presence } from "#lib/client/step-up.ts";
import { listed } from "#lib/kernel/listed.ts";
import { TIERS, type Tier } from "#lib/registry/tier.ts";
import { ownLevelWords, type WaysUp, waysUpText } from "./own-identity-words.ts";

type OwnIdentityProps = WaysUp & {
  email: string;
  level: IdentityLevel | null;
  /** The tiers whose releases take a signature of somebody known like this. */
  tiers: readonly Tier[];
  means: Means;
  mailLink: Submit<{ presence: Presence }, { expiresAt: string }>;
};

/** How the reader is known, what that is good for, and how to be known better. */
export function OwnIdentity({ email, level, tiers, means, mailLink, ...ways }: OwnIdentityProps) {
  const [asking, setAsking] = useState(false);
  const [expiresAt, setExpiresAt] = useState<string | null>(null);
  const { word, says } = ownLevelWords(level, email);
  const lacking = tiers.length < TIERS.length;
  return (
    <Sheet title="How you are known" provenance={word} id="identity">
      <div className="flex max-w-[72ch] flex-col items-start gap-3 text-sm">
        <p>{says}</p>
        <p className="text-ink-2">
          {lacking
            ? `The policy takes your signature on releases of ${tiers.length > 0 ? `the ${listed(tiers)} tier${tiers.length > 1 ? "s" : ""} only` : "no tier"}.`
            : "The policy takes your signature on releases of every tier."}
        </p>
        {lacking && <p className="text-ink-2">{waysUpText(level, ways)}</p>}
        {expiresAt !== null && (
          <Notice tone="pass" role="status" title={`On its way to ${email}.`}>
            Open it before <Time at={expiresAt} /> and set a new password. It works once.
          </Notice>
        )}
        {level === "handed-over" && ways.mailed && (
          <Button icon={Mail} onClick={() => setAsking(true)}>
            Mail me a link
          </Button>
        )}
      </div>
      <PresenceDialog
        action={asking ? mailOf(email) : null}
        means={means}
        submit={({ presence }) => mailLink({ presence })}
        onClose={() => setAsking(false)}
        onDone={(issued) => {
          setAsking(false);
          setExpiresAt(issued.expiresAt);
          announce("Link mailed");
        }}
      />
    </Sheet>
  );
}

const mailOf = (email: string): ProvenAction => ({
  verb: "mail",
  label: "Mail me a link",
  consequence: `A single-use link goes to ${email}. By it you set a new password, which signs you out everywhere. From then on the policy knows you by mail.`,
});
