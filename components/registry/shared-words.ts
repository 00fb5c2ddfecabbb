import { countOf } from "#components/ui/format-number.ts";
import { versionName } from "#lib/registry/contribution.ts";
import type { SharedFiles } from "#lib/registry/views/version.ts";

/** The files that a version of `model` has of another one: "weights.bin and 2 more files". */
export const sharedText = ({ path, files }: SharedFiles): string =>
  files === 1 ? path : `${path} and ${countOf(files - 1, "more file")}`;

/** Which earlier versions `v` contains files of, without saying so. */
export const unnamedOriginText = (shared: SharedFiles, of: { model: string; number: number }): string =>
  `v${of.number} shares ${sharedText(shared)} with ${versionName(shared, of.model)}, which it does not name as its parent. Whoever worked on that cannot sign either.`;
