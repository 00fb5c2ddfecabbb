import { Notice } from "#components/ui/notice.tsx";
import { SaidText } from "#components/ui/said.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { type Authority, authorityOf } from "./authority-words.ts";

/** Whether a person may sign now, for what, and which one thing is missing where they may not. */
export function PersonAuthority(authority: Authority) {
  const { tone, title, says, facts } = authorityOf(authority);
  return (
    <Sheet title="Authority" provenance="what a signature of theirs needs">
      <div className="flex flex-col gap-4">
        <Notice tone={tone} title={title}>
          {says && <SaidText said={says} />}
        </Notice>
        <ul className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
          {facts.map(({ title: fact, tone: mark, says: detail }) => (
            <li key={fact} className="flex items-start gap-2.5">
              <StateMark tone={mark} />
              <span className="min-w-0 text-sm">
                <span className="block font-medium">{fact}</span>
                <span className="block text-xs text-ink-2">
                  <SaidText said={detail} />
                </span>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Sheet>
  );
}
