"use client";

import { useSyncExternalStore } from "react";

/** By the reader's own clock, which the server does not know: it says "Hello" and the browser corrects it. */
export function Greeting({ givenName }: { givenName: string }) {
  const hour = useSyncExternalStore(
    () => () => undefined,
    () => new Date().getHours(),
    () => null,
  );
  return <span suppressHydrationWarning>{`${greetingFor(hour)}, ${givenName}`}</span>;
}

function greetingFor(hour: number | null): string {
  if (hour === null) return "Hello";
  if (hour < 5) return "Good night";
  if (hour < 12) return "Good morning";
  if (hour < 18) return "Good afternoon";
  return "Good evening";
}
