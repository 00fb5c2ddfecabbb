import Link from "next/link";
import { Notice } from "#components/ui/notice.tsx";
import { SaidText } from "#components/ui/said.tsx";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { armNames } from "../arm-names.ts";
import { RollbackLine } from "../rollback-line.tsx";
import { rollbackPoints } from "../rollback-points.ts";
import { bannerOf } from "./banner-words.ts";

/** Who gets which version now, and how it came to that, with the verdict behind it. */
export function RolloutBanner({ view }: { view: RolloutPageView }) {
  const { tone, icon, headline, detail, verdict } = bannerOf(view);
  const points = view.state === "rolled-back" ? rollbackPoints(view.times, armNames(view).baseline) : [];
  return (
    <Notice
      tone={tone}
      icon={icon}
      title={headline}
      footer={points.length > 0 && <RollbackLine points={points} />}
      action={
        verdict && (
          <Link
            href={`/releases/${view.release}/rollout/verdicts/${verdict}`}
            className="text-sm font-medium text-accent hover:underline"
          >
            Recompute this verdict
          </Link>
        )
      }
    >
      <SaidText said={detail} />
    </Notice>
  );
}
