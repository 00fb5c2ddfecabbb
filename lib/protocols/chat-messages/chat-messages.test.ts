import { describe, expect, it } from "vitest";
import { chatMessageOf } from "#lib/overview/chat-words.ts";
import { slackMessage } from "./slack.ts";
import { teamsMessage } from "./teams.ts";

const ORIGIN = "https://countersign.example";
const ID = "0198c0de-0000-7000-8000-000000000001";
const release = {
  number: 7,
  model: "flight-delay",
  version: 3,
  base: 1,
  pointer: "production",
  round: 1,
  dueAt: null,
};
const ofRelease = chatMessageOf(
  { id: ID, action: "release.changes-requested" },
  { release, model: "flight-delay", thread: null },
  ORIGIN,
);
const ofToken = chatMessageOf(
  { id: ID, action: "token.issued" },
  { release: null, model: null, thread: null },
  ORIGIN,
);

it("says what happened to what, and where to read more", () => {
  expect(ofRelease).toEqual({
    title: "Release changes requested",
    about: "flight-delay v3 to production",
    link: { label: "Open release 7", href: `${ORIGIN}/releases/7` },
  });
  expect(ofToken).toEqual({
    title: "Token issued",
    about: null,
    link: { label: "Open the event", href: `${ORIGIN}/audit/${ID}` },
  });
});

describe("a message of Slack", () => {
  it("has a text, blocks and one link", () => {
    const said = "Release changes requested: flight-delay v3 to production";
    expect(JSON.parse(slackMessage(ofRelease))).toEqual({
      text: said,
      blocks: [
        { type: "section", text: { type: "plain_text", text: said, emoji: false } },
        {
          type: "context",
          elements: [{ type: "mrkdwn", text: `<${ORIGIN}/releases/7|Open release 7>` }],
        },
      ],
      unfurl_links: false,
    });
  });

  it("lets no name mention a channel or add a link", () => {
    const message = JSON.parse(slackMessage({ ...ofToken, about: "<!channel> & <https://x.example|y>" }));
    expect(message.text).toBe("Token issued: &lt;!channel&gt; &amp; &lt;https://x.example|y&gt;");
    expect(message.blocks[0].text.type).toBe("plain_text");
  });
});

describe("a message of Teams", () => {
  it("is an Adaptive Card with texts that are no Markdown, and one action that opens a page", () => {
    const { type, attachments } = JSON.parse(teamsMessage(ofRelease));
    expect([type, attachments.length, attachments[0].contentType]).toEqual([
      "message",
      1,
      "application/vnd.microsoft.card.adaptive",
    ]);
    expect(attachments[0].content).toMatchObject({
      type: "AdaptiveCard",
      version: "1.4",
      body: [
        { type: "RichTextBlock", inlines: [{ type: "TextRun", text: "Release changes requested" }] },
        { type: "RichTextBlock", inlines: [{ type: "TextRun", text: "flight-delay v3 to production" }] },
      ],
      actions: [{ type: "Action.OpenUrl", title: "Open release 7", url: `${ORIGIN}/releases/7` }],
    });
  });

  it("has no second line where nothing is named", () => {
    expect(JSON.parse(teamsMessage(ofToken)).attachments[0].content.body).toHaveLength(1);
  });
});

it.each([slackMessage, teamsMessage])("has nothing to press but a link: %o", (write) => {
  expect(write(ofRelease)).not.toMatch(/"button"|Action\.(?:Submit|Execute|Http)|approve/i);
});
