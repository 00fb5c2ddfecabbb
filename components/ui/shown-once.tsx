import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { CopyButton } from "./copy-button.tsx";
import { DialogFooter } from "./dialog.tsx";
import { Notice } from "./notice.tsx";

type ShownOnceProps = {
  /** "the token" */
  what: string;
  secret: string;
  onClose: () => void;
  /** Why it is not shown again. */
  children: ReactNode;
};

/** The content of a dialog with a secret to copy now or never. */
export function ShownOnce({ what, secret, onClose, children }: ShownOnceProps) {
  return (
    <>
      <div className="flex flex-col gap-3 p-4">
        <Notice tone="hold" icon="lock" title="Copy it now." role="status">
          {children}
        </Notice>
        <div className="flex items-center gap-2 rounded-md border border-line bg-sunken px-3 py-2">
          <code className="min-w-0 flex-1 font-mono text-xs break-all">{secret}</code>
          <CopyButton text={secret} what={what} word="Copy" />
        </div>
      </div>
      <DialogFooter>
        <Button variant="solid" onClick={onClose}>
          I have it
        </Button>
      </DialogFooter>
    </>
  );
}
