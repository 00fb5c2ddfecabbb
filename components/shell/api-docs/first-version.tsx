import Link from "next/link";
import type { ReactNode } from "react";
import { Command } from "#components/ui/command.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { type ApiEntry, entryHref, STEPS } from "./api-entry.ts";

type FirstVersionProps = { entries: readonly ApiEntry[]; origin: string };

/** From nothing to an evaluated version, command by command. */
export function FirstVersion({ entries, origin }: FirstVersionProps) {
  return (
    <>
      <Sheet title="Before">
        <ol className="mb-3 flex list-decimal flex-col gap-1 pl-5 text-sm text-ink-2">
          <li>
            Add a model named churn-risk: <Way href="/new-model">New model</Way>.
          </li>
          <li>
            Make a token with the scopes artifact:store, version:register, evaluation:report and card:revise:{" "}
            <Way href="/settings?tab=tokens">Settings, Service tokens</Way>.
          </li>
          <li>Set both variables in your shell.</li>
        </ol>
        <Command text={`export COUNTERSIGN=${origin}\nexport TOKEN=cst_…`} what="the variables" />
      </Sheet>
      {STEPS.map(({ id, title, text }, index) => (
        <Sheet
          key={id}
          title={`${index + 1}. ${title}`}
          provenance={<Way href={entryHref(id)}>All fields</Way>}
        >
          <p className="mb-3 text-sm text-ink-2">{text}</p>
          <Command text={entries.find((entry) => entry.id === id)?.curl ?? ""} what={title} />
        </Sheet>
      ))}
    </>
  );
}

const Way = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} className="font-medium text-accent hover:underline">
    {children}
  </Link>
);
