-- Functions are granted by two people, and each step of a grant is a row of its own.

-- CreateTable
CREATE TABLE "function_act" (
    "workspace_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "function" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "verb" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "effective_at" TIMESTAMPTZ(3),
    "founding" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "function_act_pkey" PRIMARY KEY ("workspace_id","person_id","function","step")
);

SELECT isolate_table('function_act', 'insert-only');

ALTER TABLE function_act ADD CONSTRAINT function_act_verb CHECK (
  verb IN ('kept', 'proposed', 'confirmed', 'declined', 'removed') AND (verb = 'confirmed') = (effective_at IS NOT NULL)
);

-- Functions that somebody holds today were granted before this rule, and stay held.
INSERT INTO function_act (workspace_id, person_id, function, step, verb, by_id, at)
SELECT workspace_id, person_id, held, 1, 'kept', '00000000-0000-0000-0000-000000000000', created_at
FROM (SELECT DISTINCT workspace_id, person_id, unnest(functions) AS held, created_at FROM membership) AS today;
ALTER TABLE membership DROP COLUMN functions;

-- The same for the database as for the commands: steps in order, and nobody confirms what they proposed or what they get.
CREATE FUNCTION function_act_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before function_act;
BEGIN
  SELECT * INTO before FROM function_act
  WHERE workspace_id = NEW.workspace_id AND person_id = NEW.person_id AND function = NEW.function
  ORDER BY step DESC LIMIT 1;
  IF NEW.step <> coalesce(before.step, 0) + 1 OR NEW.verb = 'kept' OR NEW.verb = 'confirmed' AND (
    before.verb IS DISTINCT FROM 'proposed' OR NEW.by_id IN (before.by_id, NEW.person_id)) THEN
    RAISE EXCEPTION 'A function is proposed by one person and confirmed by another' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER function_act_by_two BEFORE INSERT ON function_act FOR EACH ROW EXECUTE FUNCTION function_act_by_two();
ALTER TABLE function_act ENABLE ALWAYS TRIGGER function_act_by_two;

-- Where each grant is now. `holds_from` is when its holder may sign for it: null where nobody confirmed it, or where the
-- other half of a founding is missing.
CREATE VIEW function_standing WITH (security_invoker = true) AS
SELECT DISTINCT ON (act.workspace_id, act.person_id, act.function) act.*,
  CASE
    WHEN act.verb = 'kept' THEN act.at
    WHEN act.founding THEN (
      SELECT greatest(act.effective_at, min(mate.effective_at)) FROM function_act mate
      WHERE mate.workspace_id = act.workspace_id AND mate.founding
        AND mate.person_id = act.by_id AND mate.by_id = act.person_id
      HAVING count(*) > 0)
    ELSE act.effective_at
  END AS holds_from
FROM function_act act
ORDER BY act.workspace_id, act.person_id, act.function, act.step DESC;
GRANT SELECT ON function_standing TO cs_app;

-- The functions that a person may sign for at a moment.
CREATE FUNCTION functions_held(workspace uuid, person uuid, moment timestamptz) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT coalesce(array_agg(function ORDER BY function), '{}') FROM function_standing
  WHERE workspace_id = workspace AND person_id = person AND holds_from <= moment $$;

-- The same before there is a workspace, for the caller of a session.
CREATE FUNCTION functions_of_member(workspace uuid, person uuid, moment timestamptz) RETURNS text[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
  AS $$ SELECT functions_held(workspace, person, moment) $$;
REVOKE ALL ON FUNCTION functions_held(uuid, uuid, timestamptz), functions_of_member(uuid, uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION functions_held(uuid, uuid, timestamptz), functions_of_member(uuid, uuid, timestamptz) TO cs_app;
