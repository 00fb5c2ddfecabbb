import type { ChatMessage } from "#lib/overview/chat-words.ts";

/**
 * A message for a workflow of Microsoft Teams: an Adaptive Card. Its texts are runs, which are never read as Markdown; the one
 * action opens a page here.
 */
export const teamsMessage = ({ title, about, link }: ChatMessage): string => {
  const line = (text: string, weight: "Bolder" | "Default") => ({
    type: "RichTextBlock",
    inlines: [{ type: "TextRun", text, weight }],
  });
  return JSON.stringify({
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          body: [line(title, "Bolder"), ...(about === null ? [] : [line(about, "Default")])],
          actions: [{ type: "Action.OpenUrl", title: link.label, url: link.href }],
        },
      },
    ],
  });
};
