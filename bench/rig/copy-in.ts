import type pg from "pg";

/** What `pg` calls on a query it does not know the kind of; there is no type for it. */
type Connection = {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
};

/** `COPY … FROM STDIN` of text rows, in PostgreSQL's own protocol. Resolves when they are committed. */
export function copyIn(client: pg.Client, statement: string, rows: Buffer): Promise<void> {
  return new Promise((done, failed) => {
    client.query({
      submit: (connection: Connection) => connection.query(statement),
      handleCopyInResponse: (connection: Connection) => {
        connection.sendCopyFromChunk(rows);
        connection.endCopyFrom();
      },
      handleCommandComplete: () => {},
      handleReadyForQuery: () => done(),
      handleError: failed,
    } as unknown as pg.Submittable);
  });
}
