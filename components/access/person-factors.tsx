import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ListedFactor } from "#lib/access/views/factor-list.ts";
import { kindWords } from "./factor-words.ts";

/** What the person has besides a password. */
export function PersonFactors({ factors }: { factors: readonly ListedFactor[] }) {
  return (
    <Sheet title="Second factors">
      {factors.length === 0 ? (
        <p className="text-sm text-ink-2">None. They sign in by password alone.</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {factors.map(({ id, kind, name, createdAt }) => (
            <li key={id} className="text-sm">
              <span className="block font-medium">
                {kindWords[kind]} “{name}”
              </span>
              <span className="block text-xs text-ink-2">
                since <Time at={createdAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
