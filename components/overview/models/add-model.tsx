import { PackagePlus } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import type { WhyNot } from "#components/ui/why-not.tsx";

/** The way to a new model, or why the reader cannot add one. */
export function AddModel({ whyNot }: { whyNot: WhyNot | null }) {
  return (
    <ButtonLink href="/new-model" icon={PackagePlus} variant="solid" whyNot={whyNot ?? undefined}>
      Add a model
    </ButtonLink>
  );
}
