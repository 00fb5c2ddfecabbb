type Pieces = Iterator<Uint8Array> | AsyncIterator<Uint8Array>;

/** A body that makes each piece once the client has taken the one before. */
export const pieceStream = (pieces: Pieces): ReadableStream<Uint8Array> =>
  new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
