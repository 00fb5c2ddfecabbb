import Link from "next/link";
import { Notice } from "#components/ui/notice.tsx";
import { SaidText } from "#components/ui/said.tsx";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { bannerOf } from "./banner-words.ts";

/** Who gets which version now, and how it came to that, with the verdict behind it. */
export function RolloutBanner({ view }: { view: RolloutPageView }) {
  const { tone, icon, headline, detail, verdict } = bannerOf(view);
  return (
    <Notice
      tone={tone}
      icon={icon}
      title={headline}
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
