import { Notice } from "#components/ui/notice.tsx";
import { OVERREACH_WORDS, type Overreach } from "#lib/kernel/overreach.ts";

/** What the installation risks because its processes are not kept apart; nothing where they are. */
export function OverreachNotice({ overreaches }: { overreaches: readonly Overreach[] }) {
  if (overreaches.length === 0) return null;
  return (
    <Notice
      tone="hold"
      title="The processes of this installation are not kept apart."
      details={
        <ul className="mt-1 list-disc pl-5 text-ink-2">
          {overreaches.map((overreach) => (
            <li key={overreach}>{OVERREACH_WORDS[overreach]}</li>
          ))}
        </ul>
      }
    >
      Start it as root, or run the signer apart: docs/security.md, “Users of the processes”.
    </Notice>
  );
}
