-- Re-reviews of what is live: by which rules, of which release on which pointer, and every cause of it.

-- CreateTable
CREATE TABLE "re_review" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "model_id" UUID NOT NULL,
    "pointer_id" UUID NOT NULL,
    "release_id" UUID NOT NULL,
    "terms" JSONB NOT NULL,
    "subject" JSONB NOT NULL,
    "causes" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "digest" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "re_review_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "re_review_workspace_id_number_key" ON "re_review"("workspace_id", "number");

-- CreateIndex
CREATE INDEX "re_review_model_id_number_idx" ON "re_review"("model_id", "number");

-- CreateIndex
CREATE INDEX "re_review_release_id_idx" ON "re_review"("release_id");

-- AddForeignKey
ALTER TABLE "re_review" ADD CONSTRAINT "re_review_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "re_review" ADD CONSTRAINT "re_review_pointer_id_fkey" FOREIGN KEY ("pointer_id") REFERENCES "pointer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "re_review" ADD CONSTRAINT "re_review_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE re_review ADD CONSTRAINT re_review_state CHECK (
  (state = 'open' AND ended_at IS NULL) OR (state IN ('fit', 'unfit', 'closed') AND ended_at IS NOT NULL)
);
ALTER TABLE re_review ADD CONSTRAINT re_review_causes CHECK (jsonb_array_length(causes) > 0);
ALTER TABLE signature ADD CONSTRAINT signature_re_review_decision CHECK (
  subject_kind <> 're-review' OR decision IN ('approve', 'reject')
);

-- One open re-review of what is live on a pointer: a second cause joins it.
CREATE UNIQUE INDEX re_review_open ON re_review (pointer_id) WHERE state = 'open';

SELECT isolate_table('re_review', 'insert-only');

-- It ends once; until then causes join it, and none is taken back. What it says otherwise stays as it was.
GRANT UPDATE (causes, due_at, digest, state, ended_at) ON re_review TO cs_app;
CREATE FUNCTION re_review_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open' THEN
    RAISE EXCEPTION 'This re-review has ended' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.causes <> OLD.causes AND NEW.causes - (-1) <> OLD.causes THEN
    RAISE EXCEPTION 'A cause of a re-review is never taken back' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.due_at > OLD.due_at OR (NEW.causes = OLD.causes AND NEW.digest <> OLD.digest) THEN
    RAISE EXCEPTION 'What is signed of a re-review changes with a cause alone' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER re_review_ends_once BEFORE UPDATE ON re_review FOR EACH ROW EXECUTE FUNCTION re_review_ends_once();
ALTER TABLE re_review ENABLE ALWAYS TRIGGER re_review_ends_once;
