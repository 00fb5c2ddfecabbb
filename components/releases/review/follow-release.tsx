"use client";

import { useEffect, useRef } from "react";
import { AutoRefresh } from "#components/ui/auto-refresh.tsx";
import { announce } from "#components/ui/live-region.tsx";

type Latest = { readonly id: string; readonly title: string };

const REFRESH_SECONDS = 5;

/** Keeps the page of a release up to date while something can still happen to it, and announces what did. */
export function FollowRelease({ latest }: { latest: Latest | undefined }) {
  const seen = useRef(latest?.id);
  useEffect(() => {
    if (latest && latest.id !== seen.current) announce(`${latest.title}.`);
    seen.current = latest?.id;
  }, [latest]);
  return <AutoRefresh everySeconds={REFRESH_SECONDS} />;
}
