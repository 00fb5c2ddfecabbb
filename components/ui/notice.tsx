import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Problem } from "./answer.ts";
import { StateGlyph, type StateIcon } from "./state-pill.tsx";
import { type Tone, toneBorder } from "./tone.ts";

type NoticeProps = {
  tone: Tone;
  icon?: StateIcon | undefined;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  role?: "alert" | "status" | undefined;
};

/** A banner: what happened, details, and one action. */
export function Notice({ tone, icon, title, children, action, role }: NoticeProps) {
  return (
    <div
      role={role}
      className={clsx(
        "flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border px-4 py-2.5 text-sm",
        toneBorder[tone],
        noticeGround[tone],
      )}
    >
      <div className="flex min-w-0 flex-1 basis-60 items-start gap-2.5">
        <StateGlyph tone={tone} icon={icon} />
        <p className="min-w-0">
          <b className="font-semibold">{title}</b>{" "}
          {children && <span className="text-ink-2">{children}</span>}
        </p>
      </div>
      {action}
    </div>
  );
}

/** An error in three parts: what happened, what was kept, what to do. */
export function ProblemNotice({ problem }: { problem: Problem | undefined }) {
  if (!problem) return null;
  return (
    <Notice tone="fail" icon="alert" role="alert" title={problem.title}>
      {[problem.kept, problem.todo].filter(Boolean).join(" ")}
    </Notice>
  );
}

const noticeGround: Record<Tone, string> = {
  pass: "bg-pass-weak",
  fail: "bg-fail-weak",
  hold: "bg-hold-weak",
  none: "bg-surface",
  yours: "bg-accent-weak",
  plain: "bg-surface",
};
