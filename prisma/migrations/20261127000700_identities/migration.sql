-- Nobody sets another's password: whoever is invited sets their own by a link, and it is kept how it reached them.

ALTER TABLE person ALTER COLUMN password_hash DROP NOT NULL;

ALTER TABLE credential_link ADD COLUMN email TEXT, ADD COLUMN via TEXT NOT NULL DEFAULT 'handed-over';
UPDATE credential_link SET email = person.email FROM person WHERE person.id = credential_link.person_id;
ALTER TABLE credential_link ALTER COLUMN email SET NOT NULL;
-- The system is no person; it is named. Only the command line issued links for it.
ALTER TABLE credential_link ALTER COLUMN created_by_id TYPE TEXT USING created_by_id::text;
UPDATE credential_link SET created_by_id = 'command-line'
WHERE created_by_id = '00000000-0000-0000-0000-000000000000';
ALTER TABLE credential_link
  ADD CONSTRAINT credential_link_purpose CHECK (purpose IN ('join', 'new-password')),
  ADD CONSTRAINT credential_link_via CHECK (via IN ('handed-over', 'mailed'));

-- CreateTable
CREATE TABLE "link_mail" (
    "link_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "sealed" BYTEA,
    "sent_at" TIMESTAMPTZ(3),
    "trouble" TEXT,

    CONSTRAINT "link_mail_pkey" PRIMARY KEY ("link_id")
);
ALTER TABLE link_mail ADD CONSTRAINT link_mail_unsealed_once_sent CHECK (sent_at IS NULL OR sealed IS NULL);
SELECT isolate_table('link_mail', 'insert-only');
GRANT UPDATE (sealed, sent_at, trouble) ON link_mail TO cs_app;

-- CreateTable
CREATE TABLE "person_identity" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "level" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_identity_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "person_identity_person_id_created_at_idx" ON "person_identity"("person_id", "created_at");

ALTER TABLE person_identity
  ADD CONSTRAINT person_identity_level CHECK (level IN ('handed-over', 'mailed', 'provider'));
SELECT isolate_table('person_identity', 'insert-only');

-- Until now whoever invited somebody chose their first password: that handed it over.
INSERT INTO person_identity (id, workspace_id, person_id, level, issuer, created_at)
SELECT gen_random_uuid(), member.workspace_id, member.person_id, 'handed-over',
       coalesce(invited.view #>> '{actor,id}', 'system'), coalesce(invited.occurred_at, member.created_at)
FROM membership member
LEFT JOIN audit_event invited ON invited.stream = 'person/' || member.person_id AND invited.action = 'person.invited';
