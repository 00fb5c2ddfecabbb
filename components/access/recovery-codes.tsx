"use client";

import { Download } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { buttonClass } from "#components/ui/button-look.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";

type RecoveryCodesDialogProps = { codes: readonly string[] | null; onKept: () => void };

/** The codes that let somebody sign in without their factor. Shown only once. */
export function RecoveryCodesDialog({ codes, onKept }: RecoveryCodesDialogProps) {
  return (
    <Dialog
      open={codes !== null}
      onOpenChange={(open) => !open && onKept()}
      title="Keep these recovery codes"
      description="Each lets you sign in once if you lose your passkey or phone. They are shown only once; older codes no longer work."
    >
      {codes && <Codes codes={codes} />}
      <DialogFooter>
        <Button variant="solid" onClick={onKept}>
          I have saved them
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function Codes({ codes }: { codes: readonly string[] }) {
  const text = `${codes.join("\n")}\n`;
  return (
    <div className="flex flex-col gap-3 p-4">
      <ol
        className="grid gap-x-4 gap-y-1 rounded-md bg-sunken p-3 font-mono text-xs"
        aria-label="Recovery codes"
      >
        {codes.map((code) => (
          <li key={code} className="wrap-anywhere">
            {code}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-3">
        <a
          className={buttonClass("plain")}
          download="countersign-recovery-codes.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
        >
          <Download aria-hidden="true" className="size-4" />
          Download
        </a>
        <CopyButton text={text} what="the recovery codes" word="Copy all" />
      </div>
      <p className="text-xs text-ink-3">
        Print them or put them into a password manager, but not next to your password.
      </p>
    </div>
  );
}
