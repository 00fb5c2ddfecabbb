import type { ChatMessage } from "#lib/overview/chat-words.ts";

/** What Slack reads as markup in any text. */
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/**
 * A message for an incoming webhook of Slack: the text for notifications, and blocks. A name is plain text, so that nothing
 * in it becomes a link or a mention; the one link leads here.
 */
export const slackMessage = ({ title, about, link }: ChatMessage): string => {
  const said = about === null ? title : `${title}: ${about}`;
  return JSON.stringify({
    text: escaped(said),
    blocks: [
      { type: "section", text: { type: "plain_text", text: said, emoji: false } },
      { type: "context", elements: [{ type: "mrkdwn", text: `<${link.href}|${escaped(link.label)}>` }] },
    ],
    unfurl_links: false,
  });
};
