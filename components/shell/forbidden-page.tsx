import { ShieldX } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import type { Place } from "#lib/kernel/refusal.ts";
import { MessagePage } from "./message-page.tsx";

type ForbiddenPageProps = { what: string; needs: string; place: Place | undefined };

/** Shown in place of a page the reader may not see. `needs` is the role in words: "an auditor or an admin". */
export function ForbiddenPage({ what, needs, place }: ForbiddenPageProps) {
  return (
    <MessagePage
      icon={ShieldX}
      title="You do not have access"
      actions={
        <>
          {place && (
            <ButtonLink href={place.href} variant="solid">
              {place.label}
            </ButtonLink>
          )}
          <ButtonLink href="/">Go home</ButtonLink>
        </>
      }
    >
      <p>
        {what} needs {needs}. An admin of this workspace can give you that role; the audit trail records the
        change.
      </p>
    </MessagePage>
  );
}
