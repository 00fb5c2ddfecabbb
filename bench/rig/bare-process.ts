import { createServer } from "node:http";

/**
 * The reference: a server of `node:http` that reads the request's body and sends one fixed answer. ANSWER is JSON
 * with `headers` and `body`.
 */
const { headers, body } = JSON.parse(process.env["ANSWER"] ?? "") as {
  headers: Record<string, string>;
  body: string;
};
const server = createServer((request, response) => {
  request.on("data", () => {});
  request.on("end", () => {
    response.writeHead(200, headers);
    response.end(body);
  });
});
server.listen(Number(process.env["PORT"]), "127.0.0.1");
for (const signal of ["SIGTERM", "disconnect"]) process.once(signal, () => process.exit(0));
