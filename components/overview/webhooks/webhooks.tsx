"use client";

import { Plus } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { PagerHrefs } from "#components/ui/href-with.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import type { Means } from "#lib/access/means.ts";
import type { WebhookListView } from "#lib/overview/views/webhook-list.ts";
import { DeliverySheet, type Resend } from "./delivery-sheet.tsx";
import { type Asking, WebhookDialogs, type WebhookSteps } from "./webhook-dialogs.tsx";
import { WebhookTable } from "./webhook-table.tsx";

type WebhooksProps = PagerHrefs &
  WebhookSteps & {
    view: WebhookListView;
    resend: Resend;
    /** What the reader can show who they are with. */
    means: Means;
    /** Why the reader may create or change none. */
    whyNot?: string | undefined;
  };

/** The webhooks of the workspace, and what became of the events on their way to them. */
export function Webhooks({ view, resend, whyNot, newerHref, olderHref, ...dialogs }: WebhooksProps) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const reasonId = useId();
  const newWebhook = (
    <Button
      icon={Plus}
      variant="solid"
      whyNot={whyNot}
      reasonId={reasonId}
      onClick={() => setAsking({ step: "create" })}
    >
      New webhook
    </Button>
  );
  return (
    <div className="flex flex-col gap-4">
      <Sheet title="Webhooks" provenance="signed after Standard Webhooks" flush>
        <div className="flex flex-wrap items-center gap-3 py-3 empty:hidden">
          {view.webhooks.length > 0 && newWebhook}
          {whyNot && (
            <p id={reasonId} className="text-xs text-ink-3">
              {whyNot}
            </p>
          )}
        </div>
        <WebhookTable
          webhooks={view.webhooks}
          onStep={(step, webhook) => setAsking({ step, webhook })}
          whyNot={whyNot}
          reasonId={reasonId}
          newWebhook={newWebhook}
        />
      </Sheet>
      <DeliverySheet
        deliveries={view.deliveries}
        resend={resend}
        whyNot={whyNot}
        reasonId={reasonId}
        newerHref={newerHref}
        olderHref={olderHref}
      />
      <WebhookDialogs asking={asking} models={view.models} {...dialogs} onClose={() => setAsking(null)} />
    </div>
  );
}
