import Link from "next/link";
import { storedReason } from "#components/metrics/judge-words.ts";
import { StateMark } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";

/** One move of a pointer, in words. */
export type MoveLine = {
  /** "v2", "v2 at 25 %, else v1" */
  version: string;
  at: string;
  until: string | null;
  /** "Release 212 reached 100 %." */
  because: string;
  /** Did it take a candidate back? */
  rollback: boolean;
  link: { href: string; label: string } | null;
};

/** A pointer's moves, newest first: one without an end is in force. */
export function MoveList({ moves }: { moves: readonly MoveLine[] }) {
  return (
    <ol className="divide-y divide-line">
      {moves.map((move) => (
        <li key={move.at} className="flex items-start gap-2.5 py-2.5 text-sm">
          <StateMark
            tone={move.until === null ? "pass" : move.rollback ? "fail" : "plain"}
            icon={move.rollback ? "back" : "check"}
          />
          <div className="min-w-0 flex-1">
            <p>
              <b className="font-medium">{move.version}</b>{" "}
              <span className="text-ink-2">
                {move.until === null ? "live since" : "from"} <Time at={move.at} />
                {move.until && (
                  <>
                    {" "}
                    until <Time at={move.until} />
                  </>
                )}
              </span>
            </p>
            <p className="text-xs text-ink-3">
              {storedReason(move.because)}
              {move.link && (
                <>
                  {" "}
                  <Link href={move.link.href} className="text-accent underline">
                    {move.link.label}
                  </Link>
                </>
              )}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
