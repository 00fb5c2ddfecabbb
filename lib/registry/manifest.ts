import { z } from "zod";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { type Digest, digestOfBytes } from "#lib/kernel/digest.ts";
import { digest } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";

export const MANIFEST_FILES_MAX = 100_000;
/** A manifest of at most this many files is included whole with its version; a longer one is read in parts. */
export const WHOLE_MANIFEST_FILES_MAX = 1000;
export const PATH_LENGTH_MAX = 240;
/** For the OpenAPI document, since some dialects lack `\p`: the characters beyond ASCII must still be letters. */
const PATH_NAME = '[^\\u0000-\\u001f"$&*/;<>?\\\\^`{|}\\u007f-\\u00a9]+';
const PATH_PATTERN = `^${PATH_NAME}(/${PATH_NAME})*$`;

/**
 * One segment of a path. Marks belong to the letters of Devanagari, Tamil and Bengali names. A joiner may only follow a
 * letter of such a script: after a Latin letter it would be invisible, and two names would look the same.
 */
const STEP =
  /^(?:[\p{L}\p{M}\p{N}_@+=,\(\)\[\]'#%:!~ .\-]|(?<=[[\p{L}\p{M}]--[\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Zinh}]])[\u200c\u200d])+$/v;

/** Nearly every path. What it lets through holds for each rule below, in a tenth of the time. */
const PLAIN = /^[A-Za-z0-9_-][\w.-]*(?:\/[A-Za-z0-9_-][\w.-]*)*$/;
const plainOr =
  (rule: (text: string) => boolean) =>
  (text: string): boolean =>
    PLAIN.test(text) || rule(text);

/** A path inside a version: relative, forward slashes, no `.` or `..` segments, nothing that a shell or a page misreads. */
const path = z
  .string()
  .min(1)
  .max(PATH_LENGTH_MAX, `must have at most ${PATH_LENGTH_MAX} characters; shorten the names of its folders`)
  .refine(
    plainOr((text) => text.split("/").every((step) => STEP.test(step))),
    "must be a relative path of plain names",
  )
  .refine((text) => !/^[A-Za-z]:(?:\/|$)/.test(text), "must not name a drive")
  .refine(
    plainOr((text) => !text.split("/").some((step) => /^\.+$/.test(step))),
    "must not leave its folder",
  )
  .refine(
    plainOr((text) => text.isWellFormed() && text === text.normalize("NFC")),
    "must be in Unicode NFC",
  )
  .meta({ pattern: PATH_PATTERN });

export const manifestFile = z.strictObject({
  path,
  digest,
  size: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
});
export type ManifestFile = z.infer<typeof manifestFile>;

export const manifestSchema = z
  .array(manifestFile)
  .min(1, "must name at least one file")
  .max(MANIFEST_FILES_MAX, "must name at most 100,000 files; pack small ones into archives");

/** A file as the manifest's canonical JSON spells it. */
export const fileText = ({ path, digest, size }: ManifestFile): string =>
  `{"digest":${canonicalJson(digest)},"path":${canonicalJson(path)},"size":${size}}`;

/** The canonical JSON of a version's files in path order. The version's digest is its SHA-256. */
export const manifestText = (files: readonly ManifestFile[]): string =>
  `[${sorted(files).map(fileText).join(",")}]`;

/**
 * The digest of a version: SHA-256 over the canonical JSON of its files in path order. Paths are included, so
 * swapping the contents of two files makes another version.
 */
export const manifestDigest = (files: readonly ManifestFile[]): Digest =>
  digestOfBytes(new TextEncoder().encode(manifestText(files)));

const sorted = (files: readonly ManifestFile[]): ManifestFile[] =>
  [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

/** Refuses a manifest that names a path twice, also if the two differ only in case or in invisible joiners. */
export function acceptManifest(files: readonly ManifestFile[]): Result<readonly ManifestFile[], Refusal> {
  const seen = new Set<string>();
  for (const { path } of files) {
    const folded = path.toLowerCase().replaceAll(/[\u200c\u200d]/g, "");
    if (seen.has(folded))
      return refuse("invalid", "manifest-path-twice", `The manifest names ${path} twice.`, {
        field: "manifest",
        todo: "Give every file its own path; paths that differ only in case count as equal.",
      });
    seen.add(folded);
  }
  return ok(sorted(files));
}
