import {
  Activity,
  Boxes,
  FileCheck,
  type LucideIcon,
  Package,
  ScrollText,
  Siren,
  UserRound,
} from "lucide-react";
import type { SearchKind } from "#lib/overview/search.ts";

/** The icon of each kind, the same as in the sidebar where it has a place there. */
export const kindIcons: Readonly<Record<SearchKind, LucideIcon>> = {
  model: Boxes,
  version: Package,
  release: FileCheck,
  rollout: Activity,
  incident: Siren,
  person: UserRound,
  event: ScrollText,
};
