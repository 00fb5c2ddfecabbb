import Link from "next/link";
import type { Place } from "#lib/kernel/refusal.ts";

/** Where to go after a refusal: shows whoever was refused where they can resolve it. */
export function WayOut({ place }: { place: Place | undefined }) {
  if (!place) return null;
  return (
    <Link href={place.href} className="text-xs font-medium whitespace-nowrap text-accent hover:underline">
      {place.label}
    </Link>
  );
}
