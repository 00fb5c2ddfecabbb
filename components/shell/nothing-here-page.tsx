import { SearchX } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { MessagePage } from "./message-page.tsx";

/** Replaces a page that does not exist, or not in the reader's workspace. */
export function NothingHerePage() {
  return (
    <MessagePage
      icon={SearchX}
      title="Nothing at this address"
      actions={
        <>
          <ButtonLink href="/" variant="solid">
            Go home
          </ButtonLink>
          <ButtonLink href="/audit">Search the audit trail</ButtonLink>
        </>
      }
    >
      <p>It may be in another workspace, or the address may be incomplete.</p>
      <p>Records are never deleted: whatever existed is still in the audit trail.</p>
    </MessagePage>
  );
}
