"use client";

import ErrorPage from "../error.tsx";

/** The same inside the shell, so that the reader keeps their places. */
export default function ErrorHere(props: { error: Error & { digest?: string }; reset: () => void }) {
  return <ErrorPage {...props} />;
}
