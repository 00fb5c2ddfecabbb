import { useRouter } from "next/navigation";
import { useState } from "react";
import { announce } from "./live-region.tsx";

/**
 * What the reader asked for and still has to confirm in a dialog; null while no dialog is open. Once it is done, that is
 * announced, the dialog closes and the page shows what came of it.
 */
export function useAsked<T>() {
  const [asked, ask] = useState<T | null>(null);
  const router = useRouter();
  const close = () => ask(null);
  const done = (message: string) => {
    announce(message);
    close();
    router.refresh();
  };
  return { asked, ask, close, done };
}
