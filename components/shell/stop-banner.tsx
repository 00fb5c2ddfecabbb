import Link from "next/link";
import { Notice } from "#components/ui/notice.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ShellSummary } from "#lib/overview/views/shell-summary.ts";

/** On every page: that all rollouts are stopped, or that somebody asks a second person to stop them. */
export function StopBanner({ stop }: { stop: ShellSummary["stop"] }) {
  if (!stop) return null;
  const inForce = stop.state === "in-force";
  return (
    <div className="px-4 pt-3 lg:px-6">
      <Notice
        tone={inForce ? "fail" : "hold"}
        icon="halt"
        role="status"
        title={inForce ? "All rollouts are stopped." : "All rollouts are to stop."}
        action={
          <Link href="/freezes#stop" className="text-sm font-medium text-accent hover:underline">
            {inForce ? "See the stop" : "Confirm or see it"}
          </Link>
        }
      >
        {inForce ? "By" : "Asked for by"} {stop.by}, <Time at={stop.since} />: {stop.reason}{" "}
        {inForce ? "None starts, resumes or goes further." : "It counts once a second person confirms it."}
      </Notice>
    </div>
  );
}
