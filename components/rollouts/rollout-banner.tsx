import Link from "next/link";
import { Notice } from "#components/ui/notice.tsx";
import type { StateIcon } from "#components/ui/state-pill.tsx";
import type { Tone } from "#components/ui/tone.ts";

/** The one sentence a person on call needs: who gets which version now, and how it came to that. */
export type RolloutBannerProps = {
  tone: Tone;
  icon?: StateIcon | undefined;
  headline: string;
  detail: string;
  link?: { href: string; label: string } | undefined;
};

export function RolloutBanner({ tone, icon, headline, detail, link }: RolloutBannerProps) {
  return (
    <Notice
      tone={tone}
      icon={icon}
      title={headline}
      action={
        link && (
          <Link href={link.href} className="text-sm font-medium text-accent hover:underline">
            {link.label}
          </Link>
        )
      }
    >
      {detail}
    </Notice>
  );
}

export type RollbackTimes = { breachAt: string; detectedAt: string; decidedAt: string; actuatedAt: string };

/** "Breach 14:02:31.118 UTC, detected +0.21 s, decided +0.23 s, first request on v1 +0.64 s." */
export function rollbackDetail(times: RollbackTimes, baseVersion: string): string {
  const since = (at: string) => `+${((Date.parse(at) - Date.parse(times.breachAt)) / 1000).toFixed(2)} s`;
  return (
    `Breach ${times.breachAt.slice(11, 23)} UTC, detected ${since(times.detectedAt)}, ` +
    `decided ${since(times.decidedAt)}, first request on ${baseVersion} ${since(times.actuatedAt)}.`
  );
}
