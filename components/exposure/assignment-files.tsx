import { Sheet } from "#components/ui/sheet.tsx";
import { type WhyNot, WhyNotNote } from "#components/ui/why-not.tsx";
import type { PointerHistory } from "#lib/exposure/views/pointer-history.ts";

type AssignmentFilesProps = {
  model: string;
  pointers: readonly Pick<PointerHistory, "id" | "name">[];
  /** From and until when, as the page's address has it. */
  span: { readonly from?: string | undefined; readonly until?: string | undefined };
  whyNot: WhyNot | undefined;
};

/** Who was served what on each pointer, to take away as data. */
export function AssignmentFiles({ model, pointers, span, whyNot }: AssignmentFilesProps) {
  if (pointers.length === 0) return null;
  return (
    <Sheet title="Assignments" provenance="as serving reported them">
      <p className="mb-1 text-sm text-ink-2">
        Who was served which version{span.from || span.until ? " in the span above" : ""}, a line for each
        answer. Subjects are keyed hashes. Every download is recorded.
      </p>
      {whyNot === undefined ? (
        <ul className="divide-y divide-line">
          {pointers.map(({ id, name }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-6 gap-y-1 py-2.5 text-sm">
              <span className="w-36 font-medium wrap-anywhere">{name}</span>
              <FileLink href={hrefOf(model, name, "csv", span)} label={`${name} as CSV`} />
              <FileLink href={hrefOf(model, name, "ndjson", span)} label={`${name} as JSON lines`} />
            </li>
          ))}
        </ul>
      ) : (
        <WhyNotNote id="assignment-files" reasons={[whyNot]} />
      )}
    </Sheet>
  );
}

const FileLink = ({ href, label }: { href: string; label: string }) => (
  <a href={href} download className="font-medium text-accent hover:underline">
    {label}
  </a>
);

function hrefOf(
  model: string,
  pointer: string,
  type: "csv" | "ndjson",
  { from, until }: AssignmentFilesProps["span"],
): string {
  const [m, p] = [encodeURIComponent(model), encodeURIComponent(pointer)];
  const query = new URLSearchParams({ ...(from ? { from } : {}), ...(until ? { until } : {}) });
  const text = query.size > 0 ? `?${query}` : "";
  return `/api/v1/models/${m}/pointers/${p}/assignments.${type}${text}`;
}
