import Link from "next/link";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { listed } from "#lib/kernel/listed.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { signerText } from "./gate-list.tsx";

/** The gates that did not pass when the release was approved or started, each with the waiver that covered it then. */
export function WaivedThen({ release: { events } }: { release: Pick<ReleasePageView, "events"> }) {
  const acts = events.filter(({ waived }) => waived.length > 0).toReversed();
  if (acts.length === 0) return null;
  return (
    <Sheet title="Waived when it was decided" provenance="as the log has it" flush>
      <ul className="divide-y divide-line text-sm">
        {acts.flatMap(({ uid, action, at, waived }) =>
          waived.map((one) => (
            <li key={`${uid} ${one.gate}`} className="py-2">
              <span className="font-medium">{one.title}</span>{" "}
              <span className="text-ink-2">
                at {action === "release.approved" ? "the approval" : "the start"}, <Time at={at} />:{" "}
                <Link href={one.href} className="text-accent underline">
                  Waiver {one.waiver}
                </Link>{" "}
                signed by {listed(one.signedBy.map(signerText))}, until <Time at={one.until} />
              </span>
            </li>
          )),
        )}
      </ul>
    </Sheet>
  );
}
