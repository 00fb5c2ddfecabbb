"use client";

import { type ComponentProps, useState } from "react";
import { EditCard } from "#components/registry/forms/edit-card.tsx";
import { api } from "#lib/client/api.ts";
import { type DraftOwner, draftBox } from "#lib/client/draft-box.ts";

type EditCardFormProps = Omit<ComponentProps<typeof EditCard>, "drafts" | "save"> & { owner: DraftOwner };

/** The editor with its ways to the server and to the browser's drafts. */
export function EditCardForm({ owner, ...props }: EditCardFormProps) {
  const [drafts] = useState(() => draftBox(owner));
  const of = { model: props.model.name, version: props.version };
  return (
    <EditCard
      {...props}
      drafts={drafts}
      save={(draft) => api("POST /models/{model}/versions/{version}/cards", { ...of, ...draft })}
    />
  );
}
