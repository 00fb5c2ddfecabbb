import Link from "next/link";
import { Avatar } from "#components/ui/avatar.tsx";
import { type Definition, DefinitionList } from "#components/ui/definition-list.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { countOf, formatBytes } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";

export type VersionIdentity = {
  digest: string;
  fileCount: number;
  bytes: number;
  codeCommit: string | null;
  lockDigest: string | null;
  configDigest: string | null;
  trainingRun: string | null;
  parent: { label: string; href: string } | null;
};

/** What exactly this version is, in values that can be computed again. */
export function Identity({ identity }: { identity: VersionIdentity }) {
  const mono = (text: string | null) =>
    text ? <code className="font-mono text-xs">{text}</code> : <Missing />;
  const items: readonly Definition[] = [
    { term: "Digest", value: <Digest value={identity.digest} /> },
    { term: "Manifest", value: `${countOf(identity.fileCount, "file")}, ${formatBytes(identity.bytes)}` },
    { term: "Code", value: mono(identity.codeCommit) },
    { term: "Lock file", value: identity.lockDigest ? <Digest value={identity.lockDigest} /> : <Missing /> },
    {
      term: "Settings",
      value: identity.configDigest ? <Digest value={identity.configDigest} /> : <Missing />,
    },
    { term: "Run", value: mono(identity.trainingRun) },
    {
      term: "Parent",
      value: identity.parent ? (
        <Link href={identity.parent.href} className="text-accent hover:underline">
          {identity.parent.label}
        </Link>
      ) : (
        "none, the first of its line"
      ),
    },
  ];
  return (
    <Sheet title="Identity">
      <DefinitionList items={items} />
    </Sheet>
  );
}

function Missing() {
  return <span className="text-ink-3">not recorded</span>;
}

export function Owners({ owners }: { owners: readonly { name: string; of: string }[] }) {
  return (
    <Sheet title="Who touched it">
      <ul className="flex flex-col gap-2.5">
        {owners.map((owner) => (
          <li key={owner.name + owner.of} className="flex items-center gap-2.5 text-sm">
            <Avatar name={owner.name} />
            <span className="leading-4">
              <span className="block">{owner.name}</span>
              <span className="block text-xs text-ink-3">{owner.of}</span>
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

type CompletenessProps = {
  filled: number;
  asked: number;
  tier: string;
  missing: readonly string[];
  revision: number;
};

/** How much of the card that the model's tier asks for is there. */
export function CardCompleteness({ filled, asked, tier, missing, revision }: CompletenessProps) {
  return (
    <Sheet title="Card" provenance={`revision ${revision}`}>
      <div className="flex items-center gap-3">
        <span className="font-mono text-xl font-semibold tabular-nums">
          {filled}/{asked}
        </span>
        <p className="text-xs text-ink-2">
          sections asked of a {tier}-tier model.
          {missing.length > 0 && (
            <>
              {" "}
              Missing: <span className="text-hold">{missing.join(", ")}</span>
            </>
          )}
        </p>
      </div>
    </Sheet>
  );
}
