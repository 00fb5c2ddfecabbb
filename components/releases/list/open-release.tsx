import { FilePlus2 } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import type { WhyNot } from "#components/ui/why-not.tsx";

/** The way to a new release, or why the reader cannot open one. */
export function OpenRelease({ whyNot }: { whyNot: WhyNot | null }) {
  return (
    <ButtonLink href="/releases/new" icon={FilePlus2} variant="solid" whyNot={whyNot ?? undefined}>
      Open a release
    </ButtonLink>
  );
}
