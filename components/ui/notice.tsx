import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Problem } from "./answer.ts";
import { FaultList } from "./fault-list.tsx";
import { StateGlyph, type StateIcon } from "./state-pill.tsx";
import { type Tone, toneBorder } from "./tone.ts";
import { WayOut } from "./way-out.tsx";

type NoticeProps = {
  tone: Tone;
  icon?: StateIcon | undefined;
  title: ReactNode;
  children?: ReactNode;
  /** Below the sentence: a list. */
  details?: ReactNode;
  action?: ReactNode;
  /** Under all of it, over the whole width. */
  footer?: ReactNode;
  role?: "alert" | "status" | undefined;
};

/** A banner: what happened, details, and one action. */
export function Notice({ tone, icon, title, children, details, action, footer, role }: NoticeProps) {
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
        <div className="min-w-0">
          <p>
            <b className="font-semibold">{title}</b>{" "}
            {children && <span className="text-ink-2">{children}</span>}
          </p>
          {details}
        </div>
      </div>
      {action}
      {footer}
    </div>
  );
}

/** An error in three parts: what happened, what was kept, what to do. Faults of fields are listed by field. */
export function ProblemNotice({ problem }: { problem: Problem | undefined }) {
  if (!problem) return null;
  const { title, kept, todo, fields = {} } = problem;
  const names = Object.keys(fields);
  // A schema's refusal names its first field as programs write it; people read the fields' labels in the list.
  const byProgram = names.some((name) => title.startsWith(`${name}: `));
  return (
    <Notice
      tone="fail"
      icon="alert"
      role="alert"
      title={byProgram ? correctionsText(names.length) : title}
      details={Object.values(fields).some((message) => message !== title) && <FaultList fields={fields} />}
      action={<WayOut place={problem.place} />}
    >
      {[kept, byProgram ? undefined : todo].filter(Boolean).join(" ")}
    </Notice>
  );
}

export const correctionsText = (fields: number): string =>
  fields === 1 ? "1 field needs a correction." : `${fields} fields need a correction.`;

const noticeGround: Record<Tone, string> = {
  pass: "bg-pass-weak",
  fail: "bg-fail-weak",
  hold: "bg-hold-weak",
  none: "bg-surface",
  yours: "bg-accent-weak",
  plain: "bg-surface",
};
