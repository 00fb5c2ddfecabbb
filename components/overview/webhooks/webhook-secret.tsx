import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";

/** A webhook's secret, shown once. */
export function WebhookSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <>
      <div className="flex flex-col gap-3 p-4">
        <Notice tone="hold" icon="lock" title="Copy it now." role="status">
          The receiver checks every message with it. It is not shown again.
        </Notice>
        <div className="flex items-center gap-2 rounded-md border border-line bg-sunken px-3 py-2">
          <code className="min-w-0 flex-1 font-mono text-xs break-all">{secret}</code>
          <CopyButton text={secret} what="the secret" word="Copy" />
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
