"use client";

import { useState } from "react";
import { PresenceDialog, type ProvenAction } from "#components/access/presence-dialog.tsx";
import type { Submit } from "#components/ui/answer.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { ReasonDialog, type ReasonedAction } from "#components/ui/reason-dialog.tsx";
import { ShownOnce } from "#components/ui/shown-once.tsx";
import type { Means } from "#lib/access/means.ts";
import type { Presence } from "#lib/client/step-up.ts";
import type { ListedWebhook } from "#lib/overview/views/webhook-list.ts";
import { POSTING_HINT, WebhookForm, type WebhookTerms } from "./webhook-form.tsx";
import type { WebhookStep } from "./webhook-table.tsx";

type Named = { webhookId: string };
/** Who the reader is, where a receiver gets more than it did. */
type Proving = { presence?: Presence };

/** The ways to the server. */
export type WebhookSteps = {
  create: Submit<Omit<WebhookTerms, "active"> & Proving, { secret: string }>;
  change: Submit<WebhookTerms & Named & Proving, unknown>;
  rotate: Submit<Named & Proving, { secret: string }>;
  remove: Submit<Named, unknown>;
};

/** What the reader is about to do, and with which. */
export type Asking = { readonly step: WebhookStep | "create"; readonly webhook?: ListedWebhook };

type DialogsProps = WebhookSteps & {
  asking: Asking | null;
  models: readonly string[];
  /** What the reader can show who they are with. */
  means: Means;
  onClose: () => void;
};

/** The questions before each step; a new secret is shown once. */
export function WebhookDialogs({ asking, models, means, onClose, ...steps }: DialogsProps) {
  const { create, change, rotate, remove } = steps;
  const [secret, setSecret] = useState<string | null>(null);
  const webhookId = asking?.webhook?.id ?? "";
  const done = (what: string) => {
    announce(what);
    onClose();
  };
  return (
    <>
      <TermsDialog
        asking={asking}
        models={models}
        means={means}
        create={create}
        change={change}
        onClose={onClose}
        onCreated={(made) => {
          setSecret(made);
          done("Webhook created");
        }}
        onChanged={() => done("Webhook saved")}
      />
      <ReasonDialog
        action={asking?.step === "remove" && asking.webhook ? removal(asking.webhook) : null}
        onClose={onClose}
        submit={() => remove({ webhookId })}
        onDone={() => done("Webhook removed")}
      />
      <PresenceDialog
        action={asking?.step === "rotate" && asking.webhook ? rotation(asking.webhook) : null}
        means={means}
        onClose={onClose}
        submit={({ presence }) => rotate({ webhookId, presence })}
        onDone={(made) => {
          setSecret(made.secret);
          done("Secret replaced");
        }}
      />
      <Dialog
        open={secret !== null}
        onOpenChange={(open) => !open && setSecret(null)}
        title="Secret of the webhook"
        description="For the receiver alone."
      >
        {secret !== null && (
          <ShownOnce what="the secret" secret={secret} onClose={() => setSecret(null)}>
            The receiver checks every message with it. It is not shown again.
          </ShownOnce>
        )}
      </Dialog>
    </>
  );
}

type TermsDialogProps = Pick<WebhookSteps, "create" | "change"> & {
  asking: Asking | null;
  models: readonly string[];
  means: Means;
  onClose: () => void;
  onCreated: (secret: string | null) => void;
  onChanged: () => void;
};

function TermsDialog({ asking, create, change, onCreated, onChanged, ...common }: TermsDialogProps) {
  const webhook = asking?.webhook;
  const { onClose } = common;
  return (
    <Dialog
      open={asking?.step === "create" || asking?.step === "change"}
      onOpenChange={(open) => !open && onClose()}
      title={webhook ? "Change webhook" : "New webhook"}
      description="Posts what the log says openly of each event, never what people wrote."
    >
      {asking?.step === "create" && (
        <WebhookForm<{ secret: string | null }>
          {...common}
          webhook={undefined}
          submit={async ({ active: _, ...terms }) => {
            const answer = await create(terms);
            // A chat checks no signature, so nobody needs the secret.
            const unread = answer.ok && terms.format !== "cloudevents";
            return unread ? { ok: true, value: { secret: null } } : answer;
          }}
          onDone={({ secret }) => onCreated(secret)}
        />
      )}
      {asking?.step === "change" && webhook && (
        <WebhookForm
          {...common}
          webhook={webhook}
          submit={(terms) => change({ webhookId: webhook.id, ...terms })}
          onDone={onChanged}
        />
      )}
    </Dialog>
  );
}

const removal = ({ name }: ListedWebhook): ReasonedAction => ({
  verb: "remove",
  label: "Remove webhook",
  consequence: `Nothing is posted to “${name}” any more, and what was on its way is dropped.`,
  variant: "danger",
  asksReason: false,
});

const rotation = ({ name }: ListedWebhook): ProvenAction => ({
  verb: "rotate",
  label: "Make a new secret",
  consequence: `“${name}” gets a new secret. For a day messages have a signature by the old one, too.`,
  proofHint: POSTING_HINT,
});
