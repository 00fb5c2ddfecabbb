import {
  AppRouterContext,
  type AppRouterInstance,
} from "next/dist/shared/lib/app-router-context.shared-runtime.js";
import {
  PathnameContext,
  SearchParamsContext,
} from "next/dist/shared/lib/hooks-client-context.shared-runtime.js";
import type { ReactNode } from "react";

/** Where a component navigated, in order: "refresh", "push /models". */
export type Journey = string[];

type SurroundingsProps = {
  journey: Journey;
  /** The address of the page: "/models?q=delay". */
  at?: string | undefined;
  children: ReactNode;
};

/** Next's surroundings of a component: a router that records navigation, and an address. */
export function Surroundings({ journey, at = "/here", children }: SurroundingsProps) {
  const { pathname, searchParams } = new URL(at, "http://countersign.example");
  return (
    <AppRouterContext.Provider value={routerOf(journey)}>
      <PathnameContext.Provider value={pathname}>
        <SearchParamsContext.Provider value={searchParams}>{children}</SearchParamsContext.Provider>
      </PathnameContext.Provider>
    </AppRouterContext.Provider>
  );
}

const routerOf = (journey: Journey): AppRouterInstance => ({
  bfcacheId: "here",
  back: () => void journey.push("back"),
  forward: () => void journey.push("forward"),
  refresh: () => void journey.push("refresh"),
  push: (href) => void journey.push(`push ${href}`),
  replace: (href) => void journey.push(`replace ${href}`),
  prefetch: () => undefined,
});
