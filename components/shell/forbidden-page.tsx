import { ShieldX } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { MessagePage } from "./message-page.tsx";

/** Shown in place of a page the reader may not see. `needs` is the role in words: "an auditor or an admin". */
export function ForbiddenPage({ what, needs }: { what: string; needs: string }) {
  return (
    <MessagePage
      icon={ShieldX}
      title={`${what} is not open to you`}
      actions={
        <ButtonLink href="/" variant="solid">
          Go home
        </ButtonLink>
      }
    >
      <p>
        It needs {needs}. An admin of this workspace can give you that role; the change is recorded with your
        name.
      </p>
    </MessagePage>
  );
}
