"use client";

import type { ComponentProps } from "react";
import { RegisterVersion } from "#components/registry/forms/register-version.tsx";
import { api } from "#lib/client/api.ts";
import { uploadFile } from "#lib/client/upload.ts";

type RegisterVersionFormProps = Omit<ComponentProps<typeof RegisterVersion>, "upload" | "register">;

/** The form with its ways to the server: storing files and registering them. */
export function RegisterVersionForm(props: RegisterVersionFormProps) {
  return (
    <RegisterVersion
      {...props}
      upload={uploadFile}
      register={(version) => api("POST /models/{model}/versions", { model: props.model.name, ...version })}
    />
  );
}
