import { PackagePlus } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import type { WhyNot } from "#components/ui/why-not.tsx";

type AddModelProps = { whyNot: WhyNot | null; variant?: "solid" | "plain" };

/** The way to a new model, or why the reader cannot add one. */
export function AddModel({ whyNot, variant = "solid" }: AddModelProps) {
  return (
    <ButtonLink href="/new-model" icon={PackagePlus} variant={variant} whyNot={whyNot ?? undefined}>
      Add a model
    </ButtonLink>
  );
}
