"use client";

import { Unlink } from "lucide-react";
import type { Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { useAsked } from "#components/ui/use-asked.ts";
import type { Means } from "#lib/access/means.ts";
import type { BoundIdentityView } from "#lib/access/views/identity-list.ts";
import type { Presence } from "#lib/client/step-up.ts";
import { PresenceDialog, type ProvenAction } from "./presence-dialog.tsx";

export type UnbindOf = Submit<{ identityId: string; reason: string; presence: Presence }, unknown>;

type PersonAccountsProps = {
  name: string;
  accounts: readonly BoundIdentityView[];
  hasPassword: boolean;
  /** What the reader can show who they are with. */
  means: Means;
  unbind: UnbindOf;
};

/** The accounts at providers by which somebody signs in, for an admin who has to end one. */
export function PersonAccounts({ name, accounts, hasPassword, means, unbind }: PersonAccountsProps) {
  const { asked: ending, ask, close, done } = useAsked<BoundIdentityView>();
  return (
    <Sheet title="Accounts at providers">
      <ul className="flex flex-col gap-3">
        {accounts.map((account) => (
          <li
            key={account.id}
            className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-sm"
          >
            <span className="min-w-0">
              <span className="block font-medium wrap-anywhere">{hostOf(account)}</span>
              <span className="block text-xs text-ink-2">
                bound since <Time at={account.boundAt} as="date" />
              </span>
            </span>
            <Button icon={Unlink} onClick={() => ask(account)}>
              Unbind
              <span className="sr-only">{` ${hostOf(account)}`}</span>
            </Button>
          </li>
        ))}
      </ul>
      <PresenceDialog
        action={ending && unbindOf(hostOf(ending), { name, hasPassword })}
        means={means}
        submit={({ text, presence }) => unbind({ identityId: ending?.id ?? "", reason: text, presence })}
        onClose={close}
        onDone={() => done(`Account of ${name} unbound`)}
      />
    </Sheet>
  );
}

/** People know a provider by its host. */
const hostOf = ({ issuer }: BoundIdentityView): string => new URL(issuer).host;

const unbindOf = (
  host: string,
  { name, hasPassword }: Pick<PersonAccountsProps, "name" | "hasPassword">,
): ProvenAction => ({
  verb: "unbind",
  label: "Unbind account",
  consequence: `${host} no longer signs ${name} in, and their sessions that came through it end. ${
    hasPassword
      ? "Their password still works."
      : "They have no password: send them a link to set one afterwards."
  } What they signed through it counts from then on only where the policy takes them without it.`,
  danger: true,
  asksReason: true,
});
