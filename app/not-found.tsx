import { SearchX } from "lucide-react";
import { MessagePage } from "#components/shell/message-page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <MessagePage
      icon={SearchX}
      title="There is nothing at this address"
      actions={
        <>
          <ButtonLink href="/" variant="solid">
            Go home
          </ButtonLink>
          <ButtonLink href="/audit">Search the audit trail</ButtonLink>
        </>
      }
    >
      <p>It may be in another workspace, or the address may have lost a character on its way to you.</p>
      <p>Nothing recorded here is ever deleted, so if it existed the audit trail still knows it.</p>
    </MessagePage>
  );
}
