"use client";

import { Unplug } from "lucide-react";
import { useEffect } from "react";
import { MessagePage } from "#components/shell/message-page.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  useEffect(() => {
    console.error(error);
  }, [error]);
  return (
    <MessagePage
      icon={Unplug}
      title="This page could not be put together"
      actions={
        <>
          <Button variant="solid" onClick={reset}>
            Try again
          </Button>
          <ButtonLink href="/">Go home</ButtonLink>
        </>
      }
    >
      <p>
        Looking at a page changes nothing, so everything you did before is kept. Live rollouts go on being
        watched whether or not this page can be shown.
      </p>
      {error.digest && (
        <p className="text-sm">
          If it happens again, give this to whoever runs the server:{" "}
          <code className="font-mono">{error.digest}</code>
        </p>
      )}
    </MessagePage>
  );
}
