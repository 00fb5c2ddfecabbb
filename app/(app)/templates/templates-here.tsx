"use client";

import { useRouter } from "next/navigation";
import { TemplateForm, type TemplateInput } from "#components/releases/templates/template-form.tsx";
import { planChoices, type TemplateStart } from "#components/releases/templates/template-words.ts";
import { TemplatesView } from "#components/releases/templates/templates-view.tsx";
import type { Answer } from "#components/ui/answer.ts";
import { api } from "#lib/client/api.ts";
import type { TemplateListView } from "#lib/releases/views/template-list.ts";

/** Templates with their ways to the server. */
export function TemplatesHere({ list, start }: { list: TemplateListView; start: TemplateStart }) {
  const router = useRouter();
  const publish = async ({ of, content }: TemplateInput): Promise<Answer> => {
    const outcome = await api("POST /templates", { ...of, content });
    return outcome.ok ? { ok: true, value: undefined } : outcome;
  };
  return (
    <TemplatesView
      list={list}
      onDone={() => router.refresh()}
      offer={({ id: template, version: basedOn, content }) =>
        publish({ of: { template, basedOn }, content: { ...content, offered: !content.offered } })
      }
      form={
        list.whyNotPublish === null && (
          <TemplateForm
            key={`${start.of?.template} ${start.of?.basedOn} ${list.items.length}`}
            start={start}
            plans={planChoices(list.items)}
            publish={publish}
            planOf={async (release) => {
              const found = await api("GET /releases/{release}", { release });
              return found.ok ? { ok: true, value: found.value.sections.plan } : found;
            }}
            onDone={() => {
              router.push("/templates");
              router.refresh();
            }}
          />
        )
      }
    />
  );
}
