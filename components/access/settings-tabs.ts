import { hrefWith } from "#components/ui/href-with.ts";
import type { TabLink } from "#components/ui/tabs.tsx";

const SETTINGS_TABS = ["tokens", "sign-in", "mail", "webhooks", "storage"] as const;
type SettingsTab = (typeof SETTINGS_TABS)[number];

const LABELS: Readonly<Record<SettingsTab, string>> = {
  tokens: "Service tokens",
  "sign-in": "Signing in",
  mail: "Mail",
  webhooks: "Webhooks",
  storage: "Storage",
};

/** The tab that an address asks for; the first where it asks for none there is. */
export const settingsTab = (asked: string | undefined): SettingsTab =>
  SETTINGS_TABS.find((tab) => tab === asked) ?? "tokens";

export const settingsTabs = (current: SettingsTab): TabLink[] =>
  SETTINGS_TABS.map((tab) => ({
    href: hrefWith("/settings", { tab: tab === SETTINGS_TABS[0] ? undefined : tab }),
    label: LABELS[tab],
    current: tab === current,
  }));
