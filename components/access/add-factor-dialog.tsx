"use client";

import { Dialog } from "#components/ui/dialog.tsx";
import type { FactorKind } from "#lib/access/second-factor.ts";
import { AppForm } from "./app-form.tsx";
import type { FactorFormProps } from "./factor-form-parts.tsx";
import { PasskeyForm } from "./passkey-form.tsx";

type AddFactorDialogProps = FactorFormProps & { kind: FactorKind | null };

/** Adds a passkey, or an app that shows one-time codes. Neither counts until it has answered once. */
export function AddFactorDialog(props: AddFactorDialogProps) {
  const { kind, onClose } = props;
  return (
    <Dialog
      open={kind !== null}
      onOpenChange={(open) => !open && onClose()}
      title={kind === "totp" ? "Add an authenticator app" : "Add a passkey"}
      description={
        kind === "totp"
          ? "An app on your phone shows a new code every 30 seconds."
          : "Your device or security key signs for you, unlocked by its PIN, your fingerprint or your face. It cannot be phished."
      }
    >
      {kind === "totp" && <AppForm {...props} />}
      {kind === "webauthn" && <PasskeyForm {...props} />}
    </Dialog>
  );
}
