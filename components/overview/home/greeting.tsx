"use client";

import { useSyncExternalStore } from "react";
import { greetingFor } from "./greeting-for.ts";

/** By the reader's own clock, which the server does not know: it says "Hello" and the browser corrects it. */
export function Greeting({ givenName }: { givenName: string }) {
  const hour = useSyncExternalStore(
    () => () => undefined,
    () => new Date().getHours(),
    () => null,
  );
  return <span suppressHydrationWarning>{`${greetingFor(hour)}, ${givenName}`}</span>;
}
