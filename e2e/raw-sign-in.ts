import type { Page } from "@playwright/test";
import { address } from "./its-installation.ts";
import { raw } from "./raw-request.ts";

/** A page's cookies, as a request sends them. */
export const cookieOf = async (page: Page): Promise<string> => {
  const cookies = await page.context().cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
};

/** Signs in without a browser, as next-auth's own form does; returns the redirect and the cookies. */
export async function credentials(email: string, password: string, more: Record<string, string> = {}) {
  const csrf = await raw("/api/auth/csrf");
  const cookie = (csrf.headers["set-cookie"] ?? []).map((set) => set.split(";")[0]).join("; ");
  const { csrfToken } = JSON.parse(csrf.text) as { csrfToken: string };
  const body = new URLSearchParams({ csrfToken, email, password, json: "true", ...more }).toString();
  return raw("/api/auth/callback/credentials", {
    method: "POST",
    headers: {
      cookie,
      origin: address().origin,
      "content-type": "application/x-www-form-urlencoded",
    },
    body,
  });
}
