import Link from "next/link";
import { methodWords } from "#components/releases/review/signature-words.ts";
import { type Column, DataTable, Pager } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf } from "#components/ui/format-number.ts";
import type { PagerHrefs } from "#components/ui/href-with.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { decided } from "#lib/councils/decided.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { PersonSignature } from "#lib/overview/views/person-signatures.ts";

type PersonSignaturesProps = PagerHrefs & { name: string; signatures: readonly PersonSignature[] };

/** What a person signed, newest first, each with the way to what they signed. */
export function PersonSignatures({ name, signatures, newerHref, olderHref }: PersonSignaturesProps) {
  const shown = countOf(signatures.length, "signature");
  const paged = newerHref !== undefined || olderHref !== undefined;
  return (
    <Sheet title="Signatures" provenance={paged ? "newest first" : shown} flush>
      <DataTable
        caption="Signatures"
        columns={columns}
        rows={signatures}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Nothing signed">{`${name} has not signed a release or a policy.`}</EmptyState>
        }
      />
      {paged && <Pager shown={shown} newerHref={newerHref} olderHref={olderHref} />}
    </Sheet>
  );
}

const TONES: Readonly<Record<PersonSignature["decision"], Tone>> = {
  approve: "pass",
  "request-changes": "hold",
  reject: "fail",
};

const columns: readonly Column<PersonSignature>[] = [
  {
    key: "subject",
    header: "Signed",
    cell: ({ subject }) => (
      <Link href={hrefOf(subject)} className="hover:underline">
        {nameOf(subject)}
      </Link>
    ),
    second: ({ subject, round }) =>
      subject.kind === "release" ? `${subject.model} v${subject.version}, round ${round}` : "who signs what",
  },
  { key: "seat", header: "For", cell: ({ seat }) => functionLabels[seat] },
  {
    key: "decision",
    header: "Decision",
    quietHeader: true,
    cell: ({ decision, liftedBy }) => (
      <span className="inline-flex flex-col items-start gap-0.5">
        <StatePill tone={TONES[decision]}>{decided[decision]}</StatePill>
        {liftedBy && <span className="text-xs text-ink-3">{`lifted by ${liftedBy}`}</span>}
      </span>
    ),
  },
  {
    key: "at",
    header: "When",
    wide: true,
    align: "right",
    cell: ({ signedAt }) => <Time at={signedAt} className="text-ink-2" />,
    second: ({ method }) => methodWords[method],
  },
];

type Subject = PersonSignature["subject"];

function hrefOf(subject: Subject): string {
  if (subject.kind === "release") return `/releases/${subject.number}`;
  return subject.kind === "council-proposal" ? `/councils/${subject.council}` : "/policy";
}

function nameOf(subject: Subject): string {
  if (subject.kind === "release") return `Release ${subject.number}`;
  return subject.kind === "council-proposal"
    ? `Who sits on ${subject.name}`
    : `Proposed policy ${subject.version}`;
}
