"use client";

import { useState } from "react";
import type { Submit } from "#components/ui/answer.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { announce } from "#components/ui/live-region.tsx";
import { ReasonDialog, type ReasonedAction } from "#components/ui/reason-dialog.tsx";
import { ShownOnce } from "#components/ui/shown-once.tsx";
import type { ListedWebhook } from "#lib/overview/views/webhook-list.ts";
import { WebhookForm, type WebhookTerms } from "./webhook-form.tsx";
import type { WebhookStep } from "./webhook-table.tsx";

type Named = { webhookId: string };

/** The ways to the server. */
export type WebhookSteps = {
  create: Submit<Omit<WebhookTerms, "active">, { secret: string }>;
  change: Submit<WebhookTerms & Named, unknown>;
  rotate: Submit<Named, { secret: string }>;
  remove: Submit<Named, unknown>;
};

/** What the reader is about to do, and with which. */
export type Asking = { readonly step: WebhookStep | "create"; readonly webhook?: ListedWebhook };

type DialogsProps = WebhookSteps & {
  asking: Asking | null;
  models: readonly string[];
  onClose: () => void;
};

/** The questions before each step; a new secret is shown once. */
export function WebhookDialogs({ asking, models, create, change, rotate, remove, onClose }: DialogsProps) {
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
        action={asking?.webhook ? actionOf(asking.step, asking.webhook) : null}
        onClose={onClose}
        submit={async () => {
          if (asking?.step === "remove") return remove({ webhookId });
          const answer = await rotate({ webhookId });
          if (answer.ok) setSecret(answer.value.secret);
          return answer;
        }}
        onDone={() => done(asking?.step === "remove" ? "Webhook removed" : "Secret replaced")}
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
  onClose: () => void;
  onCreated: (secret: string) => void;
  onChanged: () => void;
};

function TermsDialog({ asking, models, create, change, onClose, onCreated, onChanged }: TermsDialogProps) {
  const webhook = asking?.webhook;
  const common = { models, onClose };
  return (
    <Dialog
      open={asking?.step === "create" || asking?.step === "change"}
      onOpenChange={(open) => !open && onClose()}
      title={webhook ? "Change webhook" : "New webhook"}
      description="Posts what the log says openly of each event, never what people wrote."
    >
      {asking?.step === "create" && (
        <WebhookForm
          {...common}
          webhook={undefined}
          submit={({ active: _, ...terms }) => create(terms)}
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

function actionOf(step: Asking["step"], { name }: ListedWebhook): ReasonedAction | null {
  if (step === "remove")
    return {
      verb: "remove",
      label: "Remove webhook",
      consequence: `Nothing is posted to “${name}” any more, and what was on its way is dropped.`,
      variant: "danger",
      asksReason: false,
    };
  if (step !== "rotate") return null;
  return {
    verb: "rotate",
    label: "Make a new secret",
    consequence: `“${name}” gets a new secret. For a day messages have a signature by the old one, too.`,
    variant: "solid",
    asksReason: false,
  };
}
