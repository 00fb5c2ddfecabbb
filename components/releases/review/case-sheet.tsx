import type { ReactNode } from "react";
import { Sheet } from "#components/ui/sheet.tsx";
import { Tag } from "#components/ui/state-pill.tsx";
import type { ReleaseCase } from "#lib/releases/case.ts";
import { Yours } from "./yours.tsx";

type CaseSheetProps = { value: ReleaseCase; author: string; mine: boolean; threads?: ReactNode };

/** Why it should be released, in the words that are signed. */
export function CaseSheet({ value, author, mine, threads }: CaseSheetProps) {
  const { substantialModification: substantial } = value;
  return (
    <Sheet
      title="Why, and the risks"
      provenance={
        <>
          {threads}
          <Yours mine={mine} />
          written by {author}
          <Tag>{substantial.is ? "substantial modification" : "not substantial"}</Tag>
        </>
      }
    >
      <dl className="grid gap-x-6 gap-y-4 text-sm md:grid-cols-2">
        {texts.map(({ name, label }) => (
          <div key={name}>
            <dt className="mb-0.5 text-xs text-ink-3">{label}</dt>
            <dd className="whitespace-pre-line text-ink-2">{value[name]}</dd>
          </div>
        ))}
        <Criteria label="Keep if" items={value.acceptance} />
        <Criteria label="Roll back if" items={value.rollback} />
        <div className="md:col-span-2">
          <dt className="mb-0.5 text-xs text-ink-3">
            {substantial.is
              ? "Why it is a substantial modification"
              : "Why it is not a substantial modification"}
          </dt>
          <dd className="text-ink-2">{substantial.because}</dd>
        </div>
      </dl>
    </Sheet>
  );
}

function Criteria({ label, items }: { label: string; items: readonly string[] }) {
  return (
    <div>
      <dt className="mb-0.5 text-xs text-ink-3">{label}</dt>
      <dd>
        <ul className="list-disc pl-4 text-ink-2 marker:text-ink-3">
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      </dd>
    </div>
  );
}

const texts = [
  { name: "why", label: "Why now" },
  { name: "benefit", label: "Expected benefit" },
  { name: "risk", label: "Risk" },
  { name: "wayBack", label: "Way back" },
] as const;
