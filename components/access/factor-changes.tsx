import { Time } from "#components/ui/time.tsx";
import type { FactorChange } from "#lib/access/views/factor-list.ts";
import { changeWords } from "./factor-words.ts";

/** What changed last, and by whom: so that nobody changes it unnoticed. */
export function FactorChanges({ changes }: { changes: readonly FactorChange[] }) {
  if (changes.length === 0) return null;
  return (
    <div>
      <h3 className="text-xs font-medium text-ink-3">Last changes</h3>
      <ul className="mt-1 text-sm text-ink-2">
        {changes.map((change) => (
          <li key={change.event}>
            {changeWords(change)}, <Time at={change.at} as="relative" />
          </li>
        ))}
      </ul>
      <p className="mt-1 text-xs text-ink-3">
        Not you? End your other sessions, change your password, and tell an admin.
      </p>
    </div>
  );
}
