import { ButtonLink } from "#components/ui/button-link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Time } from "#components/ui/time.tsx";
import type { FactorChange } from "#lib/access/views/factor-list.ts";
import { changeWords } from "./factor-words.ts";

/** Tells a person what changed about how they sign in, so that nobody changes it unnoticed. */
export function FactorNotice({ change }: { change: FactorChange }) {
  return (
    <Notice
      tone={change.byYou ? "plain" : "hold"}
      icon="lock"
      title={`${changeWords(change)}.`}
      action={<ButtonLink href="/account#second-factor">Your account</ButtonLink>}
    >
      <Time at={change.at} as="relative" />. If it was not you, end your other sessions and tell an admin.
    </Notice>
  );
}
