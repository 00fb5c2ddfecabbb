import Link from "next/link";
import { Avatar } from "#components/ui/avatar.tsx";
import { type Definition, DefinitionList } from "#components/ui/definition-list.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { countOf, formatBytes } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { versionName } from "#lib/registry/contribution.ts";
import type { PersonOfVersion, SharedFiles, VersionDetail } from "#lib/registry/views/version.ts";
import { CodeCommit, NotRecorded, RecordedDigest } from "./recorded.tsx";
import { sharedText } from "./shared-words.ts";

type IdentityProps = {
  model: string;
  version: VersionDetail;
  /** The earlier versions whose files it has without naming them as its parent. */
  origins: readonly SharedFiles[];
};

/** What exactly this version is, in values that can be computed again. */
export function Identity({ model, version, origins }: IdentityProps) {
  const { fileCount, fileBytes, trainingRun, parent } = version;
  const items: readonly Definition[] = [
    { term: "Digest", value: <Digest value={version.digest} /> },
    { term: "Manifest", value: `${countOf(fileCount, "file")}, ${formatBytes(fileBytes)}` },
    { term: "Code", value: <CodeCommit commit={version.codeCommit} /> },
    { term: "Lock file", value: <RecordedDigest digest={version.lockDigest} /> },
    { term: "Settings", value: <RecordedDigest digest={version.configDigest} /> },
    {
      term: "Run",
      value: trainingRun ? <code className="font-mono text-xs">{trainingRun}</code> : <NotRecorded />,
    },
    {
      term: "Parent",
      value: parent ? <Parent model={model} number={parent.number} /> : "none named",
    },
    ...(origins.length > 0 ? [{ term: "Shares", value: <Shared model={model} origins={origins} /> }] : []),
  ];
  return (
    <Sheet title="Identity">
      <DefinitionList items={items} />
    </Sheet>
  );
}

function Parent({ model, number }: { model: string; number: number }) {
  return (
    <Link href={`/models/${model}/versions/${number}`} className="text-accent hover:underline">
      v{number}
    </Link>
  );
}

function Shared({ model, origins }: Pick<IdentityProps, "model" | "origins">) {
  return (
    <ul className="flex flex-col gap-1">
      {origins.map((shared) => (
        <li key={`${shared.model} ${shared.number}`}>
          {sharedText(shared)} with{" "}
          <Link
            href={`/models/${shared.model}/versions/${shared.number}`}
            className="text-accent hover:underline"
          >
            {versionName(shared, model)}
          </Link>
          <span className="text-ink-3">, not named as its parent</span>
        </li>
      ))}
    </ul>
  );
}

/** Who touched a version, each with what they did. */
export function People({ people }: { people: readonly PersonOfVersion[] }) {
  return (
    <Sheet title="Who touched it">
      <ul className="flex flex-col gap-2.5">
        {people.map(({ name, of }) => (
          <li key={name + of} className="flex items-center gap-2.5 text-sm">
            <Avatar name={name} />
            <span className="leading-4">
              <span className="block">{name}</span>
              <span className="block text-xs text-ink-3">{of}</span>
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
