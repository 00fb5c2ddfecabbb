import { Command } from "#components/ui/command.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Tag } from "#components/ui/state-pill.tsx";
import type { ApiEntry } from "./api-entry.ts";
import { FieldList } from "./field-list.tsx";
import { Words } from "./words.tsx";

/** One operation: what it does, who may call it, its fields and its answer. */
export function Operation({ entry }: { entry: ApiEntry }) {
  const { method, path, summary, description, fields, answer, curl } = entry;
  return (
    <>
      <PageHead
        marks={
          <>
            <Tag>{method}</Tag>
            <code className="font-mono wrap-anywhere">{path}</code>
          </>
        }
        title={summary}
        lede={<Words text={description} />}
      />
      <Sheet title="Example" provenance="paste it into your shell">
        <p className="mb-3 text-sm text-ink-2">
          <Words text={variablesText(curl)} />
        </p>
        <Command text={curl} what="the example" />
      </Sheet>
      {fields.length > 0 && (
        <Sheet title="Takes" flush>
          <FieldList caption="Field" fields={fields} />
        </Sheet>
      )}
      <Sheet title="Answers" provenance={answer.status} flush={answer.fields.length > 0}>
        <p className="py-2 text-sm text-ink-2">
          <Words text={answer.words} />
        </p>
        <FieldList caption="Answered field" fields={answer.fields} />
      </Sheet>
    </>
  );
}

/** What the shell needs to know first. */
function variablesText(curl: string): string {
  const address = "`COUNTERSIGN` is the address of this installation";
  const ids = "Put your own names, numbers and ids in place of those shown.";
  if (curl.includes("$TOKEN")) return `${address}, \`TOKEN\` a service token. ${ids}`;
  return curl.includes("$COOKIE")
    ? `${address}, \`COOKIE\` the Cookie header of your signed-in browser: people do this, no token can. ${ids}`
    : `${address}. ${ids}`;
}
