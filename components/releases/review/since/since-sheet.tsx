import { clsx } from "clsx";
import { Equal, PenLine } from "lucide-react";
import { DiffLines } from "#components/releases/card-diff.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { Yours } from "../yours.tsx";
import { ChangedValues } from "./changed-values.tsx";
import type { SectionChange, SinceSigned } from "./since-signed.ts";

/** Old and new of every section that changed since the reader signed; what they sign themselves comes first. */
export function SinceSheet({ since }: { since: SinceSigned }) {
  return (
    <Sheet title={`Changed since you signed round ${since.round}`} provenance={<When since={since} />}>
      <Chips since={since} />
      <div className="mt-4 grid grid-cols-1 gap-x-6 gap-y-5 xl:grid-cols-2">
        {since.changes.map((change) => (
          <Changed key={change.section} change={change} />
        ))}
      </div>
    </Sheet>
  );
}

function When({ since }: { since: SinceSigned }) {
  const [edit] = since.edits;
  return (
    <span className="flex flex-wrap justify-end gap-x-2">
      <span>
        {since.act} <Time at={since.at} />
      </span>
      {edit && (
        <span>
          {edit.by} edited <Time at={edit.at} />
        </span>
      )}
    </span>
  );
}

const chip = "inline-flex items-center gap-1 rounded-full border px-2 py-0.5";

/** Every section: what changed by how much, and what did not. */
function Chips({ since }: { since: SinceSigned }) {
  return (
    <ul className="flex flex-wrap gap-1.5 text-xs" aria-label="Sections">
      {since.changes.map(({ section, title, mine, size }) => (
        <li key={section} className={clsx(chip, "border-hold/40 bg-hold-weak text-ink")}>
          <Pen mine={mine} /> <span className="font-medium">{title}</span>{" "}
          <span className="text-hold">{size} changed</span>
        </li>
      ))}
      {since.same.map(({ title, mine }) => (
        <li key={title} className={clsx(chip, "border-line text-ink-2")}>
          <Pen mine={mine} /> {title} <Equal aria-hidden="true" className="size-3" />
          <span className="sr-only">unchanged</span>
        </li>
      ))}
    </ul>
  );
}

const Pen = ({ mine }: { mine: boolean }) =>
  mine ? <PenLine aria-label="You sign" role="img" className="size-3 text-accent" /> : null;

function Changed({ change: { title, mine, texts, values } }: { change: SectionChange }) {
  return (
    <section className="min-w-0">
      <h3 className="mb-2 flex flex-wrap items-center gap-2 text-sm font-semibold">
        {title} <Yours mine={mine} />
      </h3>
      {values.length > 0 && <ChangedValues caption={`${title}, values that changed`} values={values} />}
      {texts.map(({ label, lines }) => (
        <div key={label} className="mt-2">
          {label && <p className="text-xs text-ink-3">{label}</p>}
          <DiffLines lines={lines} prose={label !== null} />
        </div>
      ))}
    </section>
  );
}
