import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import "./globals.css";
import { type Theme, themeFromCookie } from "#components/shell/theme.ts";
import { LiveRegion } from "#components/ui/live-region.tsx";
import { StyleNonce } from "#components/ui/style-nonce.tsx";

export const metadata: Metadata = {
  title: { default: "Countersign", template: "%s · Countersign" },
  description: "The system of record for changing machine-learning models in production",
  icons: { icon: "/icon.svg" },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

/**
 * The theme is a class chosen from a cookie on the server; "system" is no class at all and is settled by a
 * media query, so there is no inline script and nothing to flash. Reading the cookie also makes every page
 * dynamic, which the per-request nonce of the content security policy needs.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme: Theme = themeFromCookie((await cookies()).get("theme")?.value);
  const themeClass = theme === "system" ? "" : theme;
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable} ${themeClass}`}>
      <body>
        {children}
        <LiveRegion />
        <StyleNonce />
      </body>
    </html>
  );
}
