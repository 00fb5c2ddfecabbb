import type { Problem } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { TextField } from "#components/ui/field.tsx";
import type { Means } from "#lib/access/means.ts";
import type { FactorActions } from "#lib/client/factor-actions.ts";

export type FactorFormProps = {
  means: Means;
  actions: FactorActions;
  onClose: () => void;
  /** The recovery codes that came with the first factor, to be shown once. */
  onAdded: (recoveryCodes: readonly string[] | null) => void;
};

export const PROOF_HINT = "Required for each change to how you sign in.";

type FactorNameProps = {
  value: string;
  onChange: (value: string) => void;
  hint: string;
  problem: Problem | undefined;
};

/** What a person calls their factor. */
export const FactorName = ({ value, onChange, hint, problem }: FactorNameProps) => (
  <TextField
    label="Name"
    hint={hint}
    required
    maxLength={60}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
    error={problem?.fields?.["name"]}
  />
);

type FactorFooterProps = { busy: boolean; onClose: () => void; label: string; whyNot?: string | undefined };

/** The way out and the way on. */
export const FactorFooter = ({ busy, onClose, label, whyNot }: FactorFooterProps) => (
  <DialogFooter>
    <Button onClick={onClose}>Not now</Button>
    <Button type="submit" variant="solid" busy={busy} whyNot={whyNot}>
      {label}
    </Button>
  </DialogFooter>
);
