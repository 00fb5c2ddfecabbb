import type { NextConfig } from "next";

/**
 * Pages only: the API lives in the custom server, so nothing here rewrites, proxies or redirects.
 * Headers (content security policy with a nonce, and the rest) are set by the server, once, for every part of it.
 */
const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  devIndicators: false,
  // Types are checked once, by the check command, over the whole project.
  typescript: { ignoreBuildErrors: true },
  // The server may not write where its code is.
  experimental: { isrFlushToDisk: false },
  serverExternalPackages: ["pg", "pg-boss", "pino", "@prisma/client", "@prisma/adapter-pg"],
};

export default config;
