"use client";

import { BellOff, CircleCheck } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { listed } from "#lib/kernel/listed.ts";
import { MESSAGE_KIND_WORDS, type MessageKind } from "#lib/overview/message.ts";
import { MessagePage } from "./message-page.tsx";

type UnsubscribePageProps = {
  /** Empty where the link is not ours. */
  kinds: readonly MessageKind[];
  /** Resolves to whether it was done. */
  stop: () => Promise<boolean>;
};

/** Where the link of a mail leads: one click ends mail of its kind. Opening it does nothing, since mail programs open links. */
export function UnsubscribePage({ kinds, stop }: UnsubscribePageProps) {
  const [state, setState] = useState<"asked" | "sending" | "done" | "failed">("asked");
  const words = listed(kinds.map((kind) => MESSAGE_KIND_WORDS[kind].toLowerCase()));
  const choose = <ButtonLink href="/inbox#notifications">Choose how you are told</ButtonLink>;
  if (kinds.length === 0)
    return (
      <MessagePage icon={BellOff} title="This link ends no mail" actions={choose}>
        <p>It is incomplete or was made by another installation. Nothing was changed.</p>
      </MessagePage>
    );
  if (state === "done")
    return (
      <MessagePage icon={CircleCheck} title="No more mail of this kind" actions={choose}>
        <p>Messages about {words} stay in your inbox.</p>
      </MessagePage>
    );
  const onStop = async () => {
    setState("sending");
    setState((await stop()) ? "done" : "failed");
  };
  return (
    <MessagePage
      icon={BellOff}
      title={`End mail about ${words}?`}
      actions={
        <>
          <Button variant="solid" busy={state === "sending"} onClick={() => void onStop()}>
            End this mail
          </Button>
          {choose}
        </>
      }
    >
      <p>Your inbox keeps telling you.</p>
      {state === "failed" && <p role="alert">The server did not answer. Nothing was changed; try again.</p>}
    </MessagePage>
  );
}
