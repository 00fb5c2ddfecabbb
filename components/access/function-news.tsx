import { capital } from "#components/ui/capital.ts";
import { type Item, ItemList } from "#components/ui/item-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { FunctionNews } from "#lib/access/views/function-news.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";

/** What others did lately to the reader's functions and to those of their peers; nothing where nothing happened. */
export function FunctionNewsSheet({ news }: { news: readonly FunctionNews[] }) {
  if (news.length === 0) return null;
  return (
    <Sheet title="Functions, lately" flush>
      <ItemList items={news.map(lineOf)} />
    </Sheet>
  );
}

const lineOf = ({ own, name, function: held, verb, by, at, effectiveAt }: FunctionNews): Item => ({
  key: `${name} ${held} ${at}`,
  title: own ? `You: ${functionLabels[held]}` : `${name}: ${functionLabels[held]}`,
  detail: (
    <>
      {capital(verb)} by {by}, <Time at={at} />
      {effectiveAt !== null && (
        <>
          ; counts from <Time at={effectiveAt} />
        </>
      )}
    </>
  ),
  ...LOOKS[verb],
  href: "/functions",
});

const LOOKS = {
  proposed: { tone: "hold", icon: "hourglass" },
  confirmed: { tone: "pass" },
  declined: { tone: "plain", icon: "back" },
  removed: { tone: "hold", icon: "alert" },
} as const;
