import { CopyButton } from "#components/ui/copy-button.tsx";
import { QrCode } from "#components/ui/qr-code.tsx";
import type { NewApp } from "#lib/client/factor-actions.ts";

/** The key of an app, for its camera and for typing; null while it is on its way. */
export function AppKey({ app }: { app: NewApp | null }) {
  if (!app) return <div className="h-44" aria-busy="true" />;
  const { text, uri } = app.key;
  return (
    <div className="flex flex-wrap items-center gap-4">
      <QrCode text={uri} label="The app's key as a QR code" />
      <div className="min-w-0 flex-1 basis-48 text-sm">
        <p className="text-ink-2">Scan this with the app, or type the key there:</p>
        <p className="mt-1 font-mono wrap-anywhere">
          {text.match(/.{1,4}/g)?.join(" ")} <CopyButton text={text} what="the key" />
        </p>
        <p className="mt-2 text-xs text-ink-3">Shown only once. Anyone who has it can generate your codes.</p>
      </div>
    </div>
  );
}
