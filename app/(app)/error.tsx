"use client";

import { BrokenPage, type BrokenPageProps } from "#components/shell/broken-page.tsx";

/** The same inside the shell, so that the reader keeps their places. */
export default function ErrorHere(props: BrokenPageProps) {
  return <BrokenPage {...props} />;
}
