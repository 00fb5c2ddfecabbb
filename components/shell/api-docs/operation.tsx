import { CopyButton } from "#components/ui/copy-button.tsx";
import { Tag } from "#components/ui/state-pill.tsx";
import type { ApiEntry } from "./api-entry.ts";
import { FieldList } from "./field-list.tsx";

/** One operation: what it does and who may call it, with its fields and its answer behind the summary. */
export function Operation({ entry }: { entry: ApiEntry }) {
  const { id, method, path, summary, description, fields, answer, curl } = entry;
  return (
    <details id={id} className="border-b border-line last:border-0">
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-1 py-2.5 text-sm">
        <Tag>{method}</Tag>
        <code className="min-w-0 font-mono text-xs wrap-anywhere">{path}</code>
        <span className="text-ink-2">{summary}</span>
      </summary>
      <div className="flex flex-col gap-4 pb-4">
        <p className="text-sm text-ink-2">{description.replaceAll("`", "")}</p>
        {curl && <Command text={curl} what={`the example of ${summary}`} />}
        <FieldList caption="Field" fields={fields} />
        <p className="text-sm">
          <span className="text-ink-3">Answers {answer.status}.</span> {answer.words}
        </p>
        <FieldList caption="Answered field" fields={answer.fields} />
      </div>
    </details>
  );
}

/** A command as it is pasted into a shell. */
export function Command({ text, what }: { text: string; what: string }) {
  return (
    <div className="relative rounded-md border border-line bg-sunken">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="max-h-96 overflow-auto p-3 pr-10 font-mono text-xs">
        {text}
      </pre>
      <span className="absolute top-2 right-2">
        <CopyButton text={text} what={what} />
      </span>
    </div>
  );
}
