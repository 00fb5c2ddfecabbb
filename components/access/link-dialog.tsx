"use client";

import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Time } from "#components/ui/time.tsx";
import { HANDED_OVER_COST, type LinkPurpose, linkAddress } from "#lib/access/credential-link.ts";

export type IssuedLink = {
  readonly purpose: LinkPurpose;
  /** Null where it is mailed. */
  readonly secret: string | null;
  readonly expiresAt: string;
};
export type GivenLink = IssuedLink & { readonly name: string; readonly email: string };

type LinkDialogProps = { link: GivenLink | null; onClose: () => void };

/** What became of a link: it is in the mail, or it is the admin's to hand over and shown only once. */
export function LinkDialog({ link, onClose }: LinkDialogProps) {
  const mailed = link?.secret === null;
  return (
    <Dialog
      open={link !== null}
      onOpenChange={(open) => !open && onClose()}
      title={`Link for ${link?.name ?? ""}`}
      description={
        mailed
          ? "Only the holder of the mailbox sees it. You never do."
          : "Hand it to them over a channel you trust, and to nobody else."
      }
    >
      {link && (link.secret === null ? <Mailed {...link} /> : <ToHandOver {...link} secret={link.secret} />)}
      <DialogFooter>
        <Button variant="solid" onClick={onClose}>
          {mailed ? "Done" : "I have it"}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

const Mailed = ({ email, expiresAt }: GivenLink) => (
  <div className="p-4">
    <Notice tone="pass" title={`On its way to ${email}.`} role="status">
      It works once and expires <Time at={expiresAt} />. Their page shows once the mail server took it.
    </Notice>
  </div>
);

function ToHandOver({ purpose, secret, expiresAt }: GivenLink & { secret: string }) {
  const address = linkAddress(window.location.origin, purpose, secret);
  return (
    <div className="flex flex-col gap-3 p-4">
      <Notice tone="hold" icon="lock" title="Copy it now." role="status">
        Only its hash is stored, so it cannot be shown again. It works once and expires{" "}
        <Time at={expiresAt} />.
      </Notice>
      <div className="flex items-center gap-2 rounded-md border border-line bg-sunken px-3 py-2">
        <code className="min-w-0 flex-1 font-mono text-xs break-all">{address}</code>
        <CopyButton text={address} what="the link" word="Copy" />
      </div>
      <p className="text-xs text-ink-2">{HANDED_OVER_COST}</p>
    </div>
  );
}
