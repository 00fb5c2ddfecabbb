import { readUnsubscribe } from "#lib/crypto/unsubscribe-token.ts";
import { mailDomains, mailKey } from "#lib/env.ts";
import { MESSAGE_KINDS } from "#lib/overview/message.ts";
import { UnsubscribeHere } from "./unsubscribe-here.tsx";

export const metadata = { title: "End mail" };

type Props = { params: Promise<{ token: string }> };

/** Without a session: whoever has the mail has the link. It shows no name and does nothing by being opened. */
export default async function EndMailPage({ params }: Props) {
  const token = decodeURIComponent((await params).token);
  const stopping = mailDomains().length > 0 ? readUnsubscribe(token, mailKey()) : null;
  return (
    <UnsubscribeHere
      token={token}
      kinds={MESSAGE_KINDS.filter((kind) => stopping?.kinds.includes(kind) ?? false)}
    />
  );
}
