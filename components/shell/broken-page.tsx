"use client";

import { Unplug } from "lucide-react";
import { useEffect } from "react";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { MessagePage } from "./message-page.tsx";

/** What Next hands an error page. */
export type BrokenPageProps = { error: Error & { digest?: string }; reset: () => void };

/** Replaces a page that threw. */
export function BrokenPage({ error, reset }: BrokenPageProps) {
  useEffect(() => {
    console.error(error);
  }, [error]);
  return (
    <MessagePage
      icon={Unplug}
      title="This page failed to load"
      actions={
        <>
          <Button variant="solid" onClick={reset}>
            Try again
          </Button>
          <ButtonLink href="/">Go home</ButtonLink>
        </>
      }
    >
      <p>Your work is saved: opening a page changes nothing. Live rollouts are still monitored.</p>
      {error.digest && (
        <p className="text-sm">
          If it happens again, give this code to whoever runs the server:{" "}
          <code className="font-mono">{error.digest}</code>
        </p>
      )}
    </MessagePage>
  );
}
