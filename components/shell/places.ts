import type { LucideIcon } from "lucide-react";
import {
  Activity,
  Bell,
  Boxes,
  FileCheck,
  Gavel,
  House,
  Package,
  RefreshCcw,
  Scale,
  ScrollText,
  Settings,
  Siren,
  Ticket,
  Users,
} from "lucide-react";

/** A destination in the sidebar, the palette and the keys. */
export type Place = {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Second key of `g …`. */
  key: string;
  countKey: keyof PlaceCounts | null;
};

/** How much waits in each place; zero is not shown. */
export type PlaceCounts = {
  home?: number | undefined;
  inbox?: number | undefined;
  releases?: number | undefined;
  rollouts?: number | undefined;
  incidents?: number | undefined;
};

export const places: readonly Place[] = [
  { href: "/", label: "Home", icon: House, key: "h", countKey: "home" },
  { href: "/inbox", label: "Inbox", icon: Bell, key: "n", countKey: "inbox" },
  { href: "/models", label: "Models", icon: Boxes, key: "m", countKey: null },
  { href: "/releases", label: "Releases", icon: FileCheck, key: "r", countKey: "releases" },
  { href: "/rollouts", label: "Rollouts", icon: Activity, key: "o", countKey: "rollouts" },
  { href: "/policy", label: "Policy", icon: Scale, key: "p", countKey: null },
  { href: "/councils", label: "Councils", icon: Gavel, key: "c", countKey: null },
  { href: "/envelopes", label: "Envelopes", icon: Package, key: "v", countKey: null },
  { href: "/reviews", label: "Re-reviews", icon: RefreshCcw, key: "y", countKey: null },
  { href: "/waivers", label: "Waivers", icon: Ticket, key: "w", countKey: null },
  { href: "/incidents", label: "Incidents", icon: Siren, key: "i", countKey: "incidents" },
  { href: "/audit", label: "Audit", icon: ScrollText, key: "a", countKey: null },
  { href: "/people", label: "People", icon: Users, key: "e", countKey: null },
  { href: "/settings", label: "Settings", icon: Settings, key: "s", countKey: null },
];

/** Whether a path lies in a place. A release's rollout belongs to the rollouts. */
export function isInPlace(path: string, href: string): boolean {
  if (href === "/") return path === "/";
  const rollout = /^\/releases\/[^/]+\/rollout(\/|$)/.test(path);
  if (rollout) return href === "/rollouts";
  return path === href || path.startsWith(`${href}/`);
}
