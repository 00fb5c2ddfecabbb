"use client";

import { FolderOpen, X } from "lucide-react";
import { type ChangeEvent, useId } from "react";
import { TextField } from "#components/ui/field.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import type { ChosenFile } from "./register-with-files.ts";

type ChosenFilesProps = {
  files: readonly ChosenFile[];
  error: string | undefined;
  onChange: (files: readonly ChosenFile[]) => void;
};

/** The files of a version, each with the path it gets. Their digests are computed when they are stored. */
export function ChosenFiles({ files, error, onChange }: ChosenFilesProps) {
  const id = useId();
  const add = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(currentTarget.files ?? [])].map((file) => ({
      path: file.webkitRelativePath || file.name,
      file,
    }));
    onChange([...files, ...chosen]);
    currentTarget.value = "";
  };
  const rename = (at: number, path: string) =>
    onChange(files.map((one, index) => (index === at ? { ...one, path } : one)));
  return (
    <div className="flex flex-col gap-3">
      <label
        htmlFor={id}
        className="inline-flex min-h-8 w-fit cursor-pointer items-center gap-1.5 rounded-md border border-line-strong bg-surface px-3 py-1 text-sm font-medium focus-within:outline-2 hover:bg-sunken"
      >
        <FolderOpen aria-hidden="true" className="size-4" />
        Choose files
        <input
          id={id}
          type="file"
          multiple
          className="sr-only"
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={add}
        />
      </label>
      {error && (
        <p id={`${id}-error`} className="text-xs font-medium text-fail">
          {error}
        </p>
      )}
      {files.map((chosen, index) => (
        <FileRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; its path is typed
          key={index}
          number={index + 1}
          chosen={chosen}
          onRename={(path) => rename(index, path)}
          onRemove={() => onChange(files.filter((_, at) => at !== index))}
        />
      ))}
    </div>
  );
}

type FileRowProps = {
  number: number;
  chosen: ChosenFile;
  onRename: (path: string) => void;
  onRemove: () => void;
};

function FileRow({ number, chosen: { path, file }, onRename, onRemove }: FileRowProps) {
  return (
    <div className="flex items-end gap-2">
      <TextField
        className="min-w-0 flex-1"
        label={`Path of file ${number}`}
        mono
        required
        maxLength={240}
        hint={`${formatNumber(file.size, 0)} bytes`}
        value={path}
        onChange={(event) => onRename(event.currentTarget.value)}
      />
      <button
        type="button"
        aria-label={`Remove ${path}`}
        className="mb-5 grid size-8 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-sunken"
        onClick={onRemove}
      >
        <X aria-hidden="true" className="size-4" />
      </button>
    </div>
  );
}
