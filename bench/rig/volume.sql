-- Fills a copy of the demonstration's database up to `bench.versions` versions and `bench.events` audit events: a
-- thousand versions of the demonstration's own model with reports as large as the real one, the rest over a thousand
-- models; releases, rollouts and pointers to match; their events and people's sessions. Every constraint and trigger
-- stays active. The events wait in the outbox for the sequencer.

CREATE TEMP TABLE here AS
  SELECT w.id AS workspace_id, m.id AS model_id, j.id AS author_id, t.id AS token_id,
         current_setting('bench.versions')::int AS versions, current_setting('bench.events')::int AS events
  FROM workspace w JOIN model m ON m.workspace_id = w.id AND m.name = 'flight-delay'
  JOIN person j ON j.email = 'jonas@skyline.example' CROSS JOIN LATERAL (SELECT id FROM service_token LIMIT 1) t;

-- One model is large; each other has a hundred versions.
CREATE TEMP TABLE new_model AS
  SELECT n, gen_random_uuid() AS id, format('route-%s-demand', n) AS name
  FROM here, generate_series(1, (here.versions - 1000) / 100) n;

INSERT INTO model (id, workspace_id, name, title, purpose, intended_use, risk_tier, owner_id, created_at, last_version)
SELECT n.id, m.workspace_id, n.name, format('Demand on route %s', n.n), m.purpose, m.intended_use,
       (ARRAY['minimal', 'limited', 'high'])[1 + n.n % 3], m.owner_id, '2025-01-01', 100
FROM new_model n, here JOIN model m ON m.id = here.model_id;

INSERT INTO pointer (id, workspace_id, model_id, name, created_at)
SELECT gen_random_uuid(), here.workspace_id, n.id, 'production', '2025-01-01' FROM new_model n, here;

CREATE TEMP TABLE new_version AS
  SELECT row_number() OVER () AS n, gen_random_uuid() AS id, model_id, number, is_large
  FROM (SELECT here.model_id, v AS number, true AS is_large FROM here, generate_series(4, 1000) v
        UNION ALL SELECT m.id, v, false FROM new_model m, generate_series(1, 100) v) one;

INSERT INTO model_version (id, workspace_id, model_id, number, digest, code_commit, training_run, datasets,
  data_schema, influence, description, registered_by_id, registered_by, registered_from, created_at)
SELECT n.id, v.workspace_id, n.model_id, n.number, 'sha256:' || encode(sha256(n.id::text::bytea), 'hex'),
       v.code_commit, v.training_run, v.datasets, v.data_schema, v.influence, v.description, v.registered_by_id,
       v.registered_by, v.registered_from, timestamptz '2025-01-01' + n.n * interval '8 minutes'
FROM new_version n, here JOIN model_version v ON v.model_id = here.model_id AND v.number = 2;

INSERT INTO version_file (workspace_id, version_id, place, path, digest, size)
SELECT f.workspace_id, n.id, f.place, f.path, f.digest, f.size
FROM new_version n, here JOIN model_version v ON v.model_id = here.model_id AND v.number = 2
JOIN version_file f ON f.version_id = v.id;

UPDATE model_version v SET parent_id = before.id
FROM new_version n JOIN new_version before ON before.model_id = n.model_id AND before.number = n.number - 1
WHERE v.id = n.id;
UPDATE model SET last_version = 1000 FROM here WHERE id = here.model_id;

INSERT INTO card_revision (id, workspace_id, version_id, revision, markdown, digest, author_id, author_name, created_at)
SELECT gen_random_uuid(), c.workspace_id, n.id, 1, CASE WHEN n.is_large THEN c.markdown ELSE left(c.markdown, 600) END,
       c.digest, c.author_id, c.author_name, timestamptz '2025-01-01' + n.n * interval '8 minutes'
FROM new_version n, here JOIN model_version v ON v.model_id = here.model_id AND v.number = 2
JOIN card_revision c ON c.version_id = v.id AND c.revision = 1;

INSERT INTO evaluation_report (id, workspace_id, version_id, pipeline, subject_digest, dataset_name, dataset_digest,
  code_commit, content, digest, produced_by_id, produced_by, created_at)
SELECT gen_random_uuid(), r.workspace_id, n.id, r.pipeline, v.digest, r.dataset_name, r.dataset_digest, r.code_commit,
       CASE WHEN n.is_large THEN r.content ELSE r.content || '{"slices": [], "comparisons": []}' END,
       r.digest, r.produced_by_id, r.produced_by, v.created_at + interval '4 minutes'
FROM new_version n JOIN model_version v ON v.id = n.id, here
JOIN model_version two ON two.model_id = here.model_id AND two.number = 2
JOIN evaluation_report r ON r.version_id = two.id;

-- Every tenth version was released; a model's last one is live. Twenty releases wait for their council, five for a start.
CREATE TEMP TABLE new_release AS
  SELECT row_number() OVER (ORDER BY v.number, v.n) + 1 AS number, gen_random_uuid() AS id,
         gen_random_uuid() AS rollout_id, gen_random_uuid() AS exposure_id, v.id AS version_id, v.model_id,
         v.number AS version, v.n AS at, p.id AS pointer_id, m.name AS model
  FROM new_version v JOIN pointer p ON p.model_id = v.model_id JOIN model m ON m.id = v.model_id WHERE v.number % 10 = 0;
ALTER TABLE new_release ADD state text;
UPDATE new_release r SET state = CASE
  WHEN r.version = 100 AND r.number % 50 = 0 THEN 'in-review'
  WHEN r.version = 100 AND r.number % 200 = 1 THEN 'approved'
  WHEN r.version = 1000 OR (r.version = 100 AND r.model <> 'flight-delay') THEN 'released' ELSE 'superseded' END;

INSERT INTO release (id, workspace_id, number, model_id, version_id, base_version_id, pointer_id, policy_version_id,
  state, change_class, tier, round, sections, section_digests, subject_digest, author_id, author_name, created_at,
  round_opened_at, due_at, approved_at, valid_until)
SELECT n.id, r.workspace_id, n.number, n.model_id, n.version_id, NULL, n.pointer_id, r.policy_version_id,
       n.state, r.change_class, r.tier, 1,
       jsonb_set(jsonb_set(r.sections, '{target,model}', to_jsonb(n.model)), '{artifact,version}', to_jsonb(n.version)),
       r.section_digests, r.subject_digest, r.author_id, r.author_name,
       timestamptz '2025-01-01' + n.at * interval '8 minutes', timestamptz '2025-01-01' + n.at * interval '8 minutes',
       CASE WHEN n.state = 'in-review' THEN now() + interval '20 days' END,
       CASE WHEN n.state <> 'in-review' THEN now() END,
       CASE WHEN n.state = 'approved' THEN now() + interval '12 days' END
FROM new_release n, release r WHERE r.number = 1;
UPDATE workspace_counter SET value = (SELECT max(number) FROM new_release) WHERE noun = 'release';

INSERT INTO release_round (release_id, workspace_id, round, sections, section_digests, subject_digest, changed_sections, opened_by_id, opened_at)
SELECT id, workspace_id, 1, sections, section_digests, subject_digest, '{}', author_id, created_at FROM release WHERE number > 1;

INSERT INTO release_contributor (release_id, workspace_id, person_id, person_name, because, at)
SELECT n.id, c.workspace_id, c.person_id, c.person_name, c.because, c.at
FROM new_release n, release r JOIN release_contributor c ON c.release_id = r.id WHERE r.number = 1;

INSERT INTO signature (id, workspace_id, subject_kind, subject_id, round, seat, decision, comment, signer_id, signer_name, meaning,
  subject_digest, section_digests, statement, method, signed_at)
SELECT gen_random_uuid(), v.workspace_id, 'release', n.id, 1, v.seat, v.decision, v.comment, v.signer_id, v.signer_name, v.meaning,
       v.subject_digest, v.section_digests, v.statement, v.method, timestamptz '2025-01-01' + n.at * interval '8 minutes'
FROM new_release n, release r JOIN signature v ON v.subject_id = r.id
WHERE r.number = 1 AND (n.state <> 'in-review' OR v.seat IN ('engineering', 'product'));

INSERT INTO rollout (id, workspace_id, number, release_id, pointer_id, candidate_id, state, plan, plan_digest, salt,
  stage_index, stage_entered_at, exposure_id, started_by_id, started_by, started_at, ended_at)
SELECT n.rollout_id, r.workspace_id, row_number() OVER (ORDER BY n.number) + 1, n.id, n.pointer_id, n.version_id,
       'completed', r.plan, r.plan_digest, r.salt, r.stage_index, r.stage_entered_at, n.exposure_id, r.started_by_id,
       r.started_by, timestamptz '2025-01-02' + n.at * interval '8 minutes', timestamptz '2025-01-02' + n.at * interval '8 minutes'
FROM new_release n, rollout r WHERE r.number = 1 AND n.state IN ('released', 'superseded');
UPDATE workspace_counter SET value = (SELECT max(number) FROM rollout) WHERE noun = 'rollout';

INSERT INTO exposure (id, workspace_id, pointer_id, sequence, at, kind, base_version_id, candidate_weight,
  holdout_weight, cohort_seconds, rollout_id, plan_digest, salt, reason)
SELECT n.exposure_id, here.workspace_id, n.pointer_id, n.version / 10 + 1, o.started_at, 'live', n.version_id, 0, 0, 60,
       n.rollout_id, o.plan_digest, o.salt, 'Next version to go live'
FROM new_release n JOIN rollout o ON o.id = n.rollout_id, here;

-- The events of all this, in the order of time `t` from 0 to 1.
CREATE TEMP TABLE new_event AS
  SELECT 'model/' || v.model_id AS stream, action, 'version' AS target, v.id AS target_id, v.number AS number, NULL::int AS of,
         (v.n + k / 10.0) / here.versions AS t
  FROM new_version v, here, (VALUES ('version.registered', 0), ('card.revised', 1), ('evaluation.reported', 2)) kind (action, k)
  UNION ALL
  SELECT 'release/' || r.id, action, 'release', r.id, r.number, NULL, (r.at + k / 20.0) / here.versions
  FROM new_release r, here, (VALUES ('release.opened', 0), ('release.submitted', 1), ('verdict.cast', 2), ('verdict.cast', 3),
    ('verdict.cast', 4), ('verdict.cast', 5), ('verdict.cast', 6), ('release.approved', 7), ('release.started', 8),
    ('release.completed', 10)) kind (action, k) WHERE state IN ('released', 'superseded') OR k < 4
  UNION ALL
  SELECT 'rollout/' || r.rollout_id, action, 'rollout', r.rollout_id, o.number, r.number, (r.at + k / 20.0) / here.versions
  FROM new_release r JOIN rollout o ON o.id = r.rollout_id, here, (VALUES ('rollout.started', 8), ('rollout.completed', 9)) kind (action, k)
  WHERE r.state IN ('released', 'superseded');
INSERT INTO new_event
  SELECT 'session/' || id, action, 'session', id, n, NULL, (n + k) * 2.0 / missing
  FROM (SELECT n, gen_random_uuid() AS id, missing FROM
          (SELECT here.events - (SELECT count(*) FROM new_event) - (SELECT count(*) FROM audit_event) AS missing FROM here) m,
          generate_series(0, missing / 2) n) session, (VALUES ('session.opened', 0), ('session.closed', 0.4)) kind (action, k);

CREATE TEMP TABLE spoken AS SELECT id, row_number() OVER () - 1 AS n, count(*) OVER () AS people FROM person;

CREATE TEMP TABLE written AS
  SELECT e.t, here.workspace_id AS tenant, gen_random_uuid() AS uid, e.stream, e.action, p.id AS actor, e.target, e.target_id,
         (row_number() OVER (PARTITION BY e.stream ORDER BY e.t) + coalesce(old.seq, 0))::int AS seq,
         to_char((timestamptz '2025-01-01' + e.t * interval '580 days') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
         format('{"number":%s%s,"round":1}', e.number, ',"release":' || e.of) AS said
  FROM new_event e CROSS JOIN here
  JOIN spoken p ON p.n = abs(hashtext(e.stream)) % p.people
  LEFT JOIN (SELECT stream, max(stream_seq) AS seq FROM audit_event GROUP BY stream) old ON old.stream = e.stream;

-- Keys in their canonical order, no white space: the bytes that are hashed.
WITH entry AS (
  SELECT *, convert_to(format(
    '{"action":"%s","actor":{"auth":{"method":"password","session":"%s"},"id":"%s","type":"user"},'
    '"data":%s,"id":"%s","occurred_at":"%s","outcome":"success","stream":"%s",'
    '"stream_seq":%s,"targets":[{"digest":"sha256:%s","id":"%s","type":"%s"}],"tenant":"%s","v":1}',
    action, left(translate(encode(sha256(actor::text::bytea), 'base64'), '+/', '-_'), 43), actor, said,
    uid, at, stream, seq, encode(sha256(target_id::text::bytea), 'hex'),
    target_id, target, tenant), 'UTF8') AS bytes
  FROM written
), event AS (
  INSERT INTO audit_event (uid, workspace_id, stream, stream_seq, action, actor_id, occurred_at, entry, leaf_hash, view)
  SELECT uid, tenant, stream, seq, action, actor::text, at::timestamptz, bytes, sha256('\x00'::bytea || bytes),
         convert_from(bytes, 'UTF8')::jsonb
  FROM entry ORDER BY t
  RETURNING id
)
INSERT INTO audit_outbox SELECT id FROM event;
