import { formatBytes, formatNumber } from "#components/ui/format-number.ts";
import { FILE_CHANGES, type FileChangesView } from "#lib/registry/views/file-changes.ts";

type Counts = FileChangesView["counts"];

/** Everything that is not the same. */
export const changesFound = (counts: Counts): number =>
  FILE_CHANGES.reduce((sum, change) => sum + counts[change], 0);

/** "2 added, 1 changed"; "unchanged" where nothing is. */
export function changesText(counts: Counts): string {
  const parts = FILE_CHANGES.filter((change) => counts[change] > 0).map(
    (change) => `${formatNumber(counts[change])} ${change}`,
  );
  return parts.length === 0 ? "unchanged" : parts.join(", ");
}

/** "1.2 MB → 1.3 MB", or the one size there is. */
export function sizeText(before: number | undefined, after: number | undefined): string {
  const sizes = [before, after].filter((size) => size !== undefined).map(formatBytes);
  return [...new Set(sizes)].join(" → ");
}
