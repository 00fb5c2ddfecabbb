"use client";

import { Link2, Unlink } from "lucide-react";
import { useState } from "react";
import type { Problem, Submit } from "#components/ui/answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice, ProblemNotice } from "#components/ui/notice.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Means } from "#lib/access/means.ts";
import type { BoundIdentityView } from "#lib/access/views/identity-list.ts";
import { PresenceDialog, type ProvenInput } from "./presence-dialog.tsx";
import { bindAction, unbindAction, whyNotBind, whyNotUnbind } from "./provider-words.ts";

type ProviderAccountProps = {
  /** What the provider is called: its name here, or its address once it is no longer set. */
  name: string;
  /** Whether it answers now. */
  reachable: boolean;
  bound: BoundIdentityView | null;
  hasPassword: boolean;
  means: Means;
  /** How the last visit to the provider ended. */
  justBound?: boolean;
  problem?: Problem | undefined;
  bind: Submit<ProvenInput>;
  unbind: Submit<ProvenInput & { identityId: string }>;
  onUnbound: () => void;
};

/** Whether the reader signs in through this provider, and how to begin or end it. */
export function ProviderAccount(props: ProviderAccountProps) {
  const { name, reachable, bound, hasPassword, means, justBound, problem } = props;
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  return (
    <Sheet
      title={`Sign-in with ${name}`}
      provenance={bound ? <Since at={bound.boundAt} /> : "not bound"}
      id="provider"
    >
      <div className="flex flex-col items-start gap-4 *:max-w-full">
        <ProblemNotice problem={problem} />
        {justBound && bound && (
          <Notice tone="pass" role="status" title={`You can now sign in with ${name}.`} />
        )}
        <p className="text-sm text-ink-2">
          {bound
            ? `You sign in, and prove your presence when you sign, with your account at ${name}. Your second factor is still asked for.`
            : `Bind your account at ${name} to sign in with it. It must have your e-mail address here.`}
        </p>
        {bound ? (
          <Button icon={Unlink} whyNot={whyNotUnbind(hasPassword)} onClick={() => setAsking(true)}>
            Unbind
          </Button>
        ) : (
          <Button icon={Link2} whyNot={whyNotBind(name, reachable)} onClick={() => setAsking(true)}>
            Bind your account
          </Button>
        )}
      </div>
      <PresenceDialog
        action={asking ? (bound ? unbindAction(name) : bindAction(name)) : null}
        means={means}
        submit={(input) => (bound ? props.unbind({ ...input, identityId: bound.id }) : props.bind(input))}
        onClose={close}
        onDone={() => {
          if (!bound) return;
          close();
          props.onUnbound();
        }}
      />
    </Sheet>
  );
}

const Since = ({ at }: { at: string }) => (
  <span>
    bound since <Time at={at} as="date" />
  </span>
);
