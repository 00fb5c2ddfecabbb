import { CircleSlash } from "lucide-react";
import { notFound } from "next/navigation";
import { listed, roleLabels } from "#components/access/words.ts";
import { ForbiddenPage } from "#components/shell/forbidden-page.tsx";
import { MessagePage } from "#components/shell/message-page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PERMISSIONS, type Permission } from "#lib/access/permission.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { noteRefusedPage } from "#lib/web/note-page.ts";

type RefusedProps = {
  refusal: Refusal;
  /** The page in words: "Settings". */
  what: string;
  /** What one must hold to see it. */
  permission: Permission;
};

/** In place of a page whose view was refused: why, and what the reader can do about it. */
export async function Refused({ refusal, what, permission }: RefusedProps) {
  await noteRefusedPage(refusal, what);
  if (refusal.kind === "not-found" || isOfAddress(refusal)) notFound();
  if (refusal.kind === "forbidden") return <ForbiddenPage what={what} needs={whoMay(permission)} />;
  return (
    <MessagePage
      icon={CircleSlash}
      title="This address asks for something that is not there"
      actions={<ButtonLink href="/">Go home</ButtonLink>}
    >
      <p>{refusal.message}</p>
      <p>{refusal.todo ?? "Take the last filter out of the address, or start again from the list."}</p>
    </MessagePage>
  );
}

/** A name or number in the address that no thing could have. */
const isOfAddress = ({ kind, field }: Refusal): boolean =>
  kind === "invalid" &&
  field !== undefined &&
  ["model", "version", "release", "rollout", "personId"].includes(field);

const whoMay = (permission: Permission): string =>
  `the role ${listed(PERMISSIONS[permission].map((role) => roleLabels[role].toLowerCase())).replace(" and ", " or ")}`;
