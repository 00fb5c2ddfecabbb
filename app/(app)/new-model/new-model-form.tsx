"use client";

import type { ComponentProps } from "react";
import { NewModel } from "#components/registry/forms/new-model.tsx";
import { api } from "#lib/client/api.ts";

/** The form with its way to the server. */
export function NewModelForm(props: Omit<ComponentProps<typeof NewModel>, "create">) {
  return <NewModel {...props} create={(model) => api("POST /models", model)} />;
}
