import { ShieldX } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { MessagePage } from "./message-page.tsx";

/** Shown in place of a page the reader may not see. `needs` is the role in words: "an auditor or an admin". */
export function ForbiddenPage({ what, needs }: { what: string; needs: string }) {
  return (
    <MessagePage
      icon={ShieldX}
      title="You do not have access"
      actions={
        <ButtonLink href="/" variant="solid">
          Go home
        </ButtonLink>
      }
    >
      <p>
        {what} needs {needs}. An admin of this workspace can give you that role; the audit trail records the
        change.
      </p>
    </MessagePage>
  );
}
