import { CircleSlash } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import type { Permission } from "#lib/access/permission.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ForbiddenPage } from "./forbidden-page.tsx";
import { MessagePage } from "./message-page.tsx";
import { whoMay } from "./refusal-words.ts";

export type RefusedPageProps = {
  refusal: Refusal;
  /** The page in words: "Settings". */
  what: string;
  /** What a reader needs to see it. */
  permission: Permission;
};

/** Replaces a page that was refused: why, and what the reader can do. */
export function RefusedPage({ refusal: { kind, message, todo, place }, what, permission }: RefusedPageProps) {
  if (kind === "forbidden") return <ForbiddenPage what={what} needs={whoMay(permission)} place={place} />;
  return (
    <MessagePage
      icon={CircleSlash}
      title="This address cannot be shown"
      actions={<ButtonLink href="/">Go home</ButtonLink>}
    >
      <p>{message}</p>
      <p>{todo ?? "Remove the last filter from the address, or start again from the list."}</p>
    </MessagePage>
  );
}
