import type { Answer, Submit } from "#components/ui/answer.ts";
import type { Input } from "#lib/client/api.ts";
import type { StoredFile } from "#lib/client/upload.ts";

/** A file to be part of the version, under its path. */
export type ChosenFile = { readonly path: string; readonly file: File };

type Registration = Input<"POST /models/{model}/versions">;

/** A version as it is written in the form. */
export type VersionDraft = Pick<
  Registration,
  "description" | "codeCommit" | "trainingRun" | "parent" | "card"
> & {
  readonly files: readonly ChosenFile[];
};

type Ways = {
  upload: (file: File) => Promise<Answer<StoredFile>>;
  register: (version: Omit<Registration, "model">) => Promise<Answer<{ number: number }>>;
  /** How many files are stored. */
  onProgress: (stored: number) => void;
};

/** Stores the files one after the other, then registers them. What is stored already is not sent twice. */
export function registerWithFiles({
  upload,
  register,
  onProgress,
}: Ways): Submit<VersionDraft, { number: number }> {
  const stored = new Map<File, StoredFile>();
  return async ({ files, ...version }) => {
    onProgress(0);
    for (const [index, { path, file }] of files.entries()) {
      if (!stored.has(file)) {
        const answer = await upload(file);
        if (!answer.ok)
          return { ok: false, problem: { ...answer.problem, title: `${path}: ${answer.problem.title}` } };
        stored.set(file, answer.value);
      }
      onProgress(index + 1);
    }
    const manifest = files.map(({ path, file }) => ({
      path,
      ...stored.get(file)!,
    })) as Registration["manifest"];
    return register({ ...version, manifest, datasets: [], schema: [] });
  };
}
