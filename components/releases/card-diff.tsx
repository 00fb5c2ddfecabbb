import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { countOf } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import type { DiffLine } from "#lib/kernel/line-diff.ts";

type CardDiffProps = {
  lines: readonly DiffLine[];
  /** The revision, and whose it is to sign. */
  provenance: ReactNode;
  title?: string | undefined;
  /** Where the whole card is; then only the first lines are shown here. */
  href?: string | undefined;
};

const LINES_SHOWN = 16;

/** What the model card adds and removes against the version compared with. */
export function CardDiff({ lines, provenance, title = "Model card", href }: CardDiffProps) {
  const changed = lines.filter((line) => line.kind !== "same").length;
  const what = changed === 0 ? "unchanged" : `${countOf(changed, "line")} changed`;
  return (
    <Sheet title={`${title}, ${what}`} provenance={provenance}>
      {changed === 0 ? (
        <p className="text-sm text-ink-2">
          {href ? "Same text as the live version's card." : "Both cards have the same text."}
        </p>
      ) : (
        <DiffLines lines={href ? lines.slice(0, LINES_SHOWN) : lines} />
      )}
      {href && lines.length > LINES_SHOWN && (
        <Link href={href} className="mt-2 inline-block text-xs font-medium text-accent hover:underline">
          All {countOf(changed, "changed line")} and the card
        </Link>
      )}
    </Sheet>
  );
}

/** More would make the page slow, and nobody reads them beside each other. */
const DIFF_LINES_SHOWN = 1000;

type DiffLinesProps = { lines: readonly DiffLine[]; prose?: boolean };

/** Removed red, added green, each with its sign for those who see no colour. Prose wraps. */
export function DiffLines({ lines, prose = false }: DiffLinesProps) {
  const left = lines.length - DIFF_LINES_SHOWN;
  return (
    <>
      <ChangedLines lines={lines.slice(0, DIFF_LINES_SHOWN)} prose={prose} />
      {left > 0 && (
        <p className="mt-2 text-xs text-ink-2">{countOf(left, "more line")}. Read them in the card itself.</p>
      )}
    </>
  );
}

function ChangedLines({ lines, prose }: Required<DiffLinesProps>) {
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className={clsx("overflow-x-auto leading-5", prose ? "font-sans text-sm" : "font-mono text-xs")}
    >
      {lines.map((line, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          key={index}
          className={clsx(
            "block px-1",
            prose ? "wrap-anywhere whitespace-pre-wrap" : "min-w-max",
            lineLook[line.kind],
          )}
        >
          {lineSign[line.kind]} {line.text}
        </span>
      ))}
    </pre>
  );
}

const lineLook: Record<DiffLine["kind"], string> = {
  same: "text-ink-2",
  added: "bg-pass-weak text-pass",
  removed: "bg-fail-weak text-fail",
};

const lineSign: Record<DiffLine["kind"], string> = { same: " ", added: "+", removed: "-" };
