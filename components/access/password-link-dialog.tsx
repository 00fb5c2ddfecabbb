"use client";

import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Time } from "#components/ui/time.tsx";

export type GivenLink = { readonly name: string; readonly address: string; readonly expiresAt: string };

type PasswordLinkDialogProps = { link: GivenLink | null; onClose: () => void };

/** The link by which somebody sets a new password. Shown only once. */
export function PasswordLinkDialog({ link, onClose }: PasswordLinkDialogProps) {
  return (
    <Dialog
      open={link !== null}
      onOpenChange={(open) => !open && onClose()}
      title={`Link for ${link?.name ?? ""}`}
      description="Hand it to them over a channel you trust, and to nobody else."
    >
      {link && <Link {...link} />}
      <DialogFooter>
        <Button variant="solid" onClick={onClose}>
          I have it
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function Link({ address, expiresAt }: GivenLink) {
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
    </div>
  );
}
