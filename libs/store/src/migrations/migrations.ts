/** One step of the schema's history: SQL statements that run in one transaction, once. */
export interface Migration {
  readonly name: string;
  readonly hash: string;
  readonly statements: readonly string[];
}

/** Every migration, oldest first. Written by `npm run generate` from drizzle/; do not edit. */
export const migrations: readonly Migration[] = [
  {
    "name": "0000_initial",
    "hash": "ddbcb187417fb32f324797c7fda8a20693b2c47e6f4af79b319e8cbc79fa5c51",
    "statements": [
      "CREATE TABLE \"convlab\".\"artifact_chunks\" (\n\t\"run_id\" text NOT NULL,\n\t\"kind\" text NOT NULL,\n\t\"ordinal\" integer NOT NULL,\n\t\"data\" \"bytea\" NOT NULL,\n\tCONSTRAINT \"artifact_chunks_run_id_kind_ordinal_pk\" PRIMARY KEY(\"run_id\",\"kind\",\"ordinal\")\n);",
      "CREATE TABLE \"convlab\".\"artifacts\" (\n\t\"run_id\" text NOT NULL,\n\t\"kind\" text NOT NULL,\n\t\"epoch\" integer NOT NULL,\n\t\"step\" bigint NOT NULL,\n\t\"byte_length\" bigint NOT NULL,\n\t\"num_chunks\" integer NOT NULL,\n\t\"sha256\" text NOT NULL,\n\t\"stored_at\" timestamp (3) with time zone DEFAULT now() NOT NULL,\n\tCONSTRAINT \"artifacts_run_id_kind_pk\" PRIMARY KEY(\"run_id\",\"kind\")\n);",
      "CREATE TABLE \"convlab\".\"epochs\" (\n\t\"run_id\" text NOT NULL,\n\t\"epoch\" integer NOT NULL,\n\t\"step\" bigint NOT NULL,\n\t\"metrics\" jsonb NOT NULL,\n\t\"learning_rate\" double precision NOT NULL,\n\t\"duration_ms\" double precision NOT NULL,\n\t\"best\" boolean NOT NULL,\n\t\"attempt\" integer NOT NULL,\n\t\"finished_at\" timestamp (3) with time zone DEFAULT now() NOT NULL,\n\tCONSTRAINT \"epochs_run_id_epoch_pk\" PRIMARY KEY(\"run_id\",\"epoch\")\n);",
      "CREATE TABLE \"convlab\".\"events\" (\n\t\"run_id\" text NOT NULL,\n\t\"seq\" integer NOT NULL,\n\t\"xact\" bigint DEFAULT (pg_current_xact_id()::text)::bigint NOT NULL,\n\t\"type\" text NOT NULL,\n\t\"attempt\" integer NOT NULL,\n\t\"body\" jsonb NOT NULL,\n\t\"time\" timestamp (3) with time zone DEFAULT now() NOT NULL,\n\tCONSTRAINT \"events_run_id_seq_pk\" PRIMARY KEY(\"run_id\",\"seq\")\n);",
      "CREATE TABLE \"convlab\".\"experiments\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"project\" text NOT NULL,\n\t\"name\" text NOT NULL,\n\t\"kind\" text NOT NULL,\n\t\"spec\" jsonb NOT NULL,\n\t\"spec_hash\" text NOT NULL,\n\t\"run_counts\" jsonb DEFAULT '{}'::jsonb NOT NULL,\n\t\"result\" jsonb,\n\t\"archived\" boolean DEFAULT false NOT NULL,\n\t\"tags\" text[] DEFAULT '{}' NOT NULL,\n\t\"notes\" text DEFAULT '' NOT NULL,\n\t\"created_at\" timestamp (3) with time zone DEFAULT now() NOT NULL,\n\t\"updated_at\" timestamp (3) with time zone DEFAULT now() NOT NULL\n);",
      "CREATE TABLE \"convlab\".\"runs\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"experiment_id\" text NOT NULL,\n\t\"ordinal\" integer NOT NULL,\n\t\"name\" text NOT NULL,\n\t\"trial\" integer,\n\t\"fold\" integer,\n\t\"member\" integer,\n\t\"seed\" bigint,\n\t\"spec\" jsonb NOT NULL,\n\t\"status\" text NOT NULL,\n\t\"request\" text,\n\t\"planned_epochs\" integer,\n\t\"epoch\" integer DEFAULT 0 NOT NULL,\n\t\"step\" bigint DEFAULT 0 NOT NULL,\n\t\"steps_per_epoch\" integer,\n\t\"num_weights\" bigint,\n\t\"learning_rate\" double precision,\n\t\"examples_per_second\" double precision,\n\t\"duration_ms\" double precision DEFAULT 0 NOT NULL,\n\t\"best_epoch\" integer,\n\t\"best_metrics\" jsonb,\n\t\"last_metrics\" jsonb,\n\t\"test_metrics\" jsonb,\n\t\"report\" jsonb,\n\t\"error\" jsonb,\n\t\"colour\" smallint NOT NULL,\n\t\"archived\" boolean DEFAULT false NOT NULL,\n\t\"tags\" text[] DEFAULT '{}' NOT NULL,\n\t\"notes\" text DEFAULT '' NOT NULL,\n\t\"forked_from\" text,\n\t\"priority\" integer DEFAULT 0 NOT NULL,\n\t\"attempt\" integer DEFAULT 0 NOT NULL,\n\t\"crashes\" integer DEFAULT 0 NOT NULL,\n\t\"worker\" text,\n\t\"job_id\" uuid,\n\t\"write_seq\" integer DEFAULT 0 NOT NULL,\n\t\"last_seq\" integer DEFAULT 0 NOT NULL,\n\t\"created_at\" timestamp (3) with time zone DEFAULT now() NOT NULL,\n\t\"started_at\" timestamp (3) with time zone,\n\t\"finished_at\" timestamp (3) with time zone,\n\t\"updated_at\" timestamp (3) with time zone DEFAULT now() NOT NULL,\n\tCONSTRAINT \"runs_status_known\" CHECK (status IN ('queued', 'running', 'paused', 'finished', 'stopped-early', 'stopped', 'failed', 'lost')),\n\tCONSTRAINT \"runs_request_known\" CHECK (request IN ('stop', 'pause'))\n);",
      "CREATE TABLE \"convlab\".\"scalars\" (\n\t\"run_id\" text NOT NULL,\n\t\"name\" text NOT NULL,\n\t\"level\" smallint NOT NULL,\n\t\"bucket\" bigint NOT NULL,\n\t\"first\" double precision,\n\t\"min\" double precision,\n\t\"max\" double precision,\n\t\"last\" double precision,\n\t\"sum\" double precision NOT NULL,\n\t\"count\" integer NOT NULL,\n\t\"nan_count\" integer NOT NULL,\n\t\"ema\" double precision,\n\t\"first_step\" bigint NOT NULL,\n\t\"last_step\" bigint NOT NULL,\n\tCONSTRAINT \"scalars_run_id_name_level_bucket_pk\" PRIMARY KEY(\"run_id\",\"name\",\"level\",\"bucket\")\n);",
      "CREATE TABLE \"convlab\".\"workers\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"host\" text NOT NULL,\n\t\"pid\" integer NOT NULL,\n\t\"slots\" integer NOT NULL,\n\t\"started_at\" timestamp (3) with time zone DEFAULT now() NOT NULL,\n\t\"heartbeat_at\" timestamp (3) with time zone DEFAULT now() NOT NULL,\n\t\"stopped_at\" timestamp (3) with time zone\n);",
      "ALTER TABLE \"convlab\".\"artifact_chunks\" ADD CONSTRAINT \"artifact_chunks_run_id_runs_id_fk\" FOREIGN KEY (\"run_id\") REFERENCES \"convlab\".\"runs\"(\"id\") ON DELETE cascade ON UPDATE no action;",
      "ALTER TABLE \"convlab\".\"artifacts\" ADD CONSTRAINT \"artifacts_run_id_runs_id_fk\" FOREIGN KEY (\"run_id\") REFERENCES \"convlab\".\"runs\"(\"id\") ON DELETE cascade ON UPDATE no action;",
      "ALTER TABLE \"convlab\".\"epochs\" ADD CONSTRAINT \"epochs_run_id_runs_id_fk\" FOREIGN KEY (\"run_id\") REFERENCES \"convlab\".\"runs\"(\"id\") ON DELETE cascade ON UPDATE no action;",
      "ALTER TABLE \"convlab\".\"events\" ADD CONSTRAINT \"events_run_id_runs_id_fk\" FOREIGN KEY (\"run_id\") REFERENCES \"convlab\".\"runs\"(\"id\") ON DELETE cascade ON UPDATE no action;",
      "ALTER TABLE \"convlab\".\"runs\" ADD CONSTRAINT \"runs_experiment_id_experiments_id_fk\" FOREIGN KEY (\"experiment_id\") REFERENCES \"convlab\".\"experiments\"(\"id\") ON DELETE cascade ON UPDATE no action;",
      "ALTER TABLE \"convlab\".\"scalars\" ADD CONSTRAINT \"scalars_run_id_runs_id_fk\" FOREIGN KEY (\"run_id\") REFERENCES \"convlab\".\"runs\"(\"id\") ON DELETE cascade ON UPDATE no action;",
      "CREATE INDEX \"events_in_commit_order\" ON \"convlab\".\"events\" USING btree (\"xact\",\"run_id\",\"seq\");",
      "CREATE INDEX \"experiments_newest\" ON \"convlab\".\"experiments\" USING btree (\"archived\",\"created_at\" DESC NULLS LAST,\"id\" DESC NULLS LAST);",
      "CREATE INDEX \"experiments_project_newest\" ON \"convlab\".\"experiments\" USING btree (\"project\",\"archived\",\"created_at\" DESC NULLS LAST,\"id\" DESC NULLS LAST);",
      "CREATE INDEX \"experiments_spec\" ON \"convlab\".\"experiments\" USING btree (\"spec_hash\");",
      "CREATE INDEX \"runs_newest\" ON \"convlab\".\"runs\" USING btree (\"archived\",\"created_at\" DESC NULLS LAST,\"id\" DESC NULLS LAST);",
      "CREATE INDEX \"runs_status_newest\" ON \"convlab\".\"runs\" USING btree (\"status\",\"archived\",\"created_at\" DESC NULLS LAST,\"id\" DESC NULLS LAST);",
      "CREATE INDEX \"runs_experiment\" ON \"convlab\".\"runs\" USING btree (\"experiment_id\",\"ordinal\");",
      "CREATE INDEX \"runs_active\" ON \"convlab\".\"runs\" USING btree (\"worker\") WHERE status IN ('running', 'lost');"
    ]
  },
  {
    "name": "0001_triggers",
    "hash": "e55f3690aa3d21df13fdd629379499df92e3e75e158c9991ecc627a445e4f010",
    "statements": [
      "-- Weights are random bytes: compressing them costs time and saves nothing.\nALTER TABLE \"convlab\".\"artifact_chunks\" ALTER COLUMN \"data\" SET STORAGE EXTERNAL;",
      "-- An experiment knows how many of its runs are in which state, so that a list of experiments never counts runs.\nCREATE FUNCTION \"convlab\".\"count_runs\"(\"counts\" jsonb, \"changes\" jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$\n  SELECT coalesce(jsonb_object_agg(status, total) FILTER (WHERE total <> 0), '{}'::jsonb) FROM (\n    SELECT status, sum(number::int) AS total FROM (\n      SELECT key AS status, value AS number FROM jsonb_each_text(counts)\n      UNION ALL\n      SELECT key, value FROM jsonb_each_text(changes)\n    ) AS both_sides GROUP BY status\n  ) AS totals\n$$;",
      "CREATE FUNCTION \"convlab\".\"runs_inserted\"() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  UPDATE convlab.experiments AS e SET run_counts = convlab.count_runs(e.run_counts, c.changes)\n  FROM (\n    SELECT experiment_id, jsonb_object_agg(status, number) AS changes\n    FROM (SELECT experiment_id, status, count(*) AS number FROM changed GROUP BY experiment_id, status) AS n\n    GROUP BY experiment_id\n  ) AS c WHERE e.id = c.experiment_id;\n  RETURN NULL;\nEND $$;",
      "CREATE FUNCTION \"convlab\".\"runs_deleted\"() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  UPDATE convlab.experiments AS e SET run_counts = convlab.count_runs(e.run_counts, c.changes)\n  FROM (\n    SELECT experiment_id, jsonb_object_agg(status, -number) AS changes\n    FROM (SELECT experiment_id, status, count(*) AS number FROM changed GROUP BY experiment_id, status) AS n\n    GROUP BY experiment_id\n  ) AS c WHERE e.id = c.experiment_id;\n  RETURN NULL;\nEND $$;",
      "CREATE FUNCTION \"convlab\".\"runs_updated\"() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  UPDATE convlab.experiments AS e SET run_counts = convlab.count_runs(e.run_counts, c.changes), updated_at = now()\n  FROM (\n    SELECT experiment_id, jsonb_object_agg(status, number) AS changes FROM (\n      SELECT experiment_id, status, sum(number) AS number FROM (\n        SELECT a.experiment_id, a.status, 1 AS number FROM after_change AS a\n          JOIN before_change AS b ON b.id = a.id WHERE b.status <> a.status\n        UNION ALL\n        SELECT b.experiment_id, b.status, -1 FROM after_change AS a\n          JOIN before_change AS b ON b.id = a.id WHERE b.status <> a.status\n      ) AS moved GROUP BY experiment_id, status\n    ) AS n GROUP BY experiment_id\n  ) AS c WHERE e.id = c.experiment_id;\n  RETURN NULL;\nEND $$;",
      "CREATE TRIGGER \"runs_inserted\" AFTER INSERT ON \"convlab\".\"runs\"\n  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION \"convlab\".\"runs_inserted\"();",
      "CREATE TRIGGER \"runs_deleted\" AFTER DELETE ON \"convlab\".\"runs\"\n  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION \"convlab\".\"runs_deleted\"();",
      "CREATE TRIGGER \"runs_updated\" AFTER UPDATE ON \"convlab\".\"runs\"\n  REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change FOR EACH STATEMENT EXECUTE FUNCTION \"convlab\".\"runs_updated\"();"
    ]
  },
  {
    "name": "0002_run_started",
    "hash": "03ff0f2ea5e0184d56675a519321762dd1c72f2f3c653b833c9e4a3766c6a5d2",
    "statements": [
      "ALTER TABLE \"convlab\".\"runs\" ADD COLUMN \"started\" jsonb;"
    ]
  },
  {
    "name": "0003_list_indexes",
    "hash": "d92c44147bca41637ad82b03beac940170cf10d52977a1034402cf7f0e5f2d5f",
    "statements": [
      "DROP INDEX \"convlab\".\"experiments_newest\";",
      "DROP INDEX \"convlab\".\"experiments_project_newest\";",
      "DROP INDEX \"convlab\".\"runs_newest\";",
      "DROP INDEX \"convlab\".\"runs_status_newest\";",
      "CREATE INDEX \"experiments_newest\" ON \"convlab\".\"experiments\" USING btree (\"archived\",\"created_at\",\"id\");",
      "CREATE INDEX \"experiments_project_newest\" ON \"convlab\".\"experiments\" USING btree (\"project\",\"archived\",\"created_at\",\"id\");",
      "CREATE INDEX \"runs_newest\" ON \"convlab\".\"runs\" USING btree (\"archived\",\"created_at\",\"id\");",
      "CREATE INDEX \"runs_status_newest\" ON \"convlab\".\"runs\" USING btree (\"status\",\"archived\",\"created_at\",\"id\");"
    ]
  },
  {
    "name": "0004_list_keys",
    "hash": "3dc4cc791b17dd08423cc4f32467ef255794c5b75769c6b552bcc9d7f9b65bd5",
    "statements": [
      "ALTER TABLE \"convlab\".\"runs\" ADD COLUMN \"project\" text DEFAULT 'default' NOT NULL;",
      "ALTER TABLE \"convlab\".\"runs\" ADD COLUMN \"verdict\" text GENERATED ALWAYS AS (report->>'verdict') STORED;",
      "ALTER TABLE \"convlab\".\"runs\" ADD COLUMN \"subtype\" text GENERATED ALWAYS AS (report->>'subtype') STORED;",
      "ALTER TABLE \"convlab\".\"runs\" ADD COLUMN \"best_value\" double precision GENERATED ALWAYS AS ((best_metrics->>(started->'monitor'->>'name'))::double precision) STORED;",
      "CREATE INDEX \"runs_project_newest\" ON \"convlab\".\"runs\" USING btree (\"project\",\"archived\",\"created_at\",\"id\");",
      "CREATE INDEX \"runs_verdict_newest\" ON \"convlab\".\"runs\" USING btree (\"verdict\",\"archived\",\"created_at\",\"id\");",
      "CREATE INDEX \"runs_by_name\" ON \"convlab\".\"runs\" USING btree (\"archived\",\"name\",\"id\");",
      "CREATE INDEX \"runs_by_duration\" ON \"convlab\".\"runs\" USING btree (\"archived\",\"duration_ms\",\"id\");",
      "CREATE INDEX \"runs_by_best_rising\" ON \"convlab\".\"runs\" USING btree (\"archived\",coalesce(best_value, 'Infinity'),\"id\");",
      "CREATE INDEX \"runs_by_best_falling\" ON \"convlab\".\"runs\" USING btree (\"archived\",coalesce(best_value, '-Infinity'),\"id\");",
      "CREATE INDEX \"runs_tags\" ON \"convlab\".\"runs\" USING gin (\"tags\");",
      "UPDATE \"convlab\".\"runs\" AS r SET \"project\" = e.\"project\" FROM \"convlab\".\"experiments\" AS e WHERE e.\"id\" = r.\"experiment_id\";"
    ]
  },
  {
    "name": "0005_planning",
    "hash": "b474007cf031eedaa7925f664f79bbe51e02f36a91fdd2c3f2a2f186a8572b9c",
    "statements": [
      "DROP INDEX \"convlab\".\"runs_experiment\";",
      "ALTER TABLE \"convlab\".\"experiments\" ADD COLUMN \"plan_wanted\" integer;",
      "ALTER TABLE \"convlab\".\"experiments\" ADD COLUMN \"plan_done\" integer DEFAULT 0 NOT NULL;",
      "ALTER TABLE \"convlab\".\"experiments\" ADD COLUMN \"halted\" text;",
      "ALTER TABLE \"convlab\".\"runs\" ADD COLUMN \"place\" jsonb;",
      "CREATE INDEX \"experiments_plan_due\" ON \"convlab\".\"experiments\" USING btree (\"id\") WHERE plan_wanted > plan_done;",
      "CREATE UNIQUE INDEX \"runs_experiment\" ON \"convlab\".\"runs\" USING btree (\"experiment_id\",\"ordinal\");",
      "ALTER TABLE \"convlab\".\"experiments\" ADD CONSTRAINT \"experiments_halted_known\" CHECK (halted IN ('pause', 'stop'));",
      "-- Whoever plans an experiment hears when one of its runs ends, in the transaction that ends it: no end is missed, none counts twice.\nCREATE OR REPLACE FUNCTION \"convlab\".\"runs_updated\"() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  UPDATE convlab.experiments AS e SET run_counts = convlab.count_runs(e.run_counts, c.changes), updated_at = now(),\n    plan_wanted = e.plan_wanted + c.ends\n  FROM (\n    SELECT experiment_id, jsonb_object_agg(status, number) AS changes,\n      (count(*) FILTER (WHERE status IN ('finished', 'stopped-early', 'stopped', 'failed') AND number <> 0))::int AS ends\n    FROM (\n      SELECT experiment_id, status, sum(number) AS number FROM (\n        SELECT a.experiment_id, a.status, 1 AS number FROM after_change AS a\n          JOIN before_change AS b ON b.id = a.id WHERE b.status <> a.status\n        UNION ALL\n        SELECT b.experiment_id, b.status, -1 FROM after_change AS a\n          JOIN before_change AS b ON b.id = a.id WHERE b.status <> a.status\n      ) AS moved GROUP BY experiment_id, status\n    ) AS n GROUP BY experiment_id\n  ) AS c WHERE e.id = c.experiment_id;\n  RETURN NULL;\nEND $$;",
      "CREATE FUNCTION \"convlab\".\"plan_due\"() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  PERFORM pg_notify('convlab_plan', NEW.id);\n  RETURN NULL;\nEND $$;",
      "CREATE TRIGGER \"plan_due\" AFTER UPDATE OF \"plan_wanted\" ON \"convlab\".\"experiments\"\n  FOR EACH ROW WHEN (NEW.plan_wanted > OLD.plan_wanted) EXECUTE FUNCTION \"convlab\".\"plan_due\"();"
    ]
  },
  {
    "name": "0006_data_sets",
    "hash": "3cde5297d9472d3ecb67f18a1f9a080defd156701150f9f4d570f11e6d689b1a",
    "statements": [
      "CREATE TABLE \"convlab\".\"data_set_chunks\" (\n\t\"sha256\" text NOT NULL,\n\t\"ordinal\" integer NOT NULL,\n\t\"data\" \"bytea\" NOT NULL,\n\tCONSTRAINT \"data_set_chunks_sha256_ordinal_pk\" PRIMARY KEY(\"sha256\",\"ordinal\")\n);",
      "CREATE TABLE \"convlab\".\"data_sets\" (\n\t\"sha256\" text PRIMARY KEY NOT NULL,\n\t\"byte_length\" bigint NOT NULL,\n\t\"num_chunks\" integer NOT NULL,\n\t\"stored_at\" timestamp (3) with time zone,\n\t\"wanted_at\" timestamp (3) with time zone DEFAULT now() NOT NULL\n);",
      "CREATE TABLE \"convlab\".\"experiment_data_sets\" (\n\t\"experiment_id\" text NOT NULL,\n\t\"sha256\" text NOT NULL,\n\tCONSTRAINT \"experiment_data_sets_experiment_id_sha256_pk\" PRIMARY KEY(\"experiment_id\",\"sha256\")\n);",
      "ALTER TABLE \"convlab\".\"data_set_chunks\" ADD CONSTRAINT \"data_set_chunks_sha256_data_sets_sha256_fk\" FOREIGN KEY (\"sha256\") REFERENCES \"convlab\".\"data_sets\"(\"sha256\") ON DELETE cascade ON UPDATE no action;",
      "ALTER TABLE \"convlab\".\"experiment_data_sets\" ADD CONSTRAINT \"experiment_data_sets_experiment_id_experiments_id_fk\" FOREIGN KEY (\"experiment_id\") REFERENCES \"convlab\".\"experiments\"(\"id\") ON DELETE cascade ON UPDATE no action;",
      "ALTER TABLE \"convlab\".\"experiment_data_sets\" ADD CONSTRAINT \"experiment_data_sets_sha256_data_sets_sha256_fk\" FOREIGN KEY (\"sha256\") REFERENCES \"convlab\".\"data_sets\"(\"sha256\") ON DELETE no action ON UPDATE no action;",
      "CREATE INDEX \"experiment_data_sets_use\" ON \"convlab\".\"experiment_data_sets\" USING btree (\"sha256\");"
    ]
  },
  {
    "name": "0007_layer_histograms",
    "hash": "c1770b0a3d12693c8fa89fa97428fad1fe24dc77c36a3024cc64e088d5c03e84",
    "statements": [
      "CREATE TABLE \"convlab\".\"layer_histograms\" (\n\t\"run_id\" text NOT NULL,\n\t\"layer\" text NOT NULL,\n\t\"epoch\" integer NOT NULL,\n\t\"weights\" jsonb NOT NULL,\n\t\"gradients\" jsonb,\n\tCONSTRAINT \"layer_histograms_run_id_layer_epoch_pk\" PRIMARY KEY(\"run_id\",\"layer\",\"epoch\")\n);",
      "ALTER TABLE \"convlab\".\"layer_histograms\" ADD CONSTRAINT \"layer_histograms_run_id_runs_id_fk\" FOREIGN KEY (\"run_id\") REFERENCES \"convlab\".\"runs\"(\"id\") ON DELETE cascade ON UPDATE no action;"
    ]
  },
  {
    "name": "0008_epoch_predictions",
    "hash": "1cc18158963cf1a33362af014aef92b8d1e59c969caeeb2258298bd518180e3d",
    "statements": [
      "CREATE TABLE \"convlab\".\"epoch_predictions\" (\n\t\"run_id\" text NOT NULL,\n\t\"epoch\" integer NOT NULL,\n\t\"stays\" boolean NOT NULL,\n\t\"classes\" \"bytea\" NOT NULL,\n\t\"confidences\" \"bytea\" NOT NULL,\n\tCONSTRAINT \"epoch_predictions_run_id_epoch_pk\" PRIMARY KEY(\"run_id\",\"epoch\")\n);",
      "CREATE TABLE \"convlab\".\"predicted_examples\" (\n\t\"run_id\" text PRIMARY KEY NOT NULL,\n\t\"indices\" \"bytea\" NOT NULL,\n\t\"truths\" \"bytea\" NOT NULL\n);",
      "ALTER TABLE \"convlab\".\"epoch_predictions\" ADD CONSTRAINT \"epoch_predictions_run_id_runs_id_fk\" FOREIGN KEY (\"run_id\") REFERENCES \"convlab\".\"runs\"(\"id\") ON DELETE cascade ON UPDATE no action;",
      "ALTER TABLE \"convlab\".\"predicted_examples\" ADD CONSTRAINT \"predicted_examples_run_id_runs_id_fk\" FOREIGN KEY (\"run_id\") REFERENCES \"convlab\".\"runs\"(\"id\") ON DELETE cascade ON UPDATE no action;",
      "CREATE INDEX \"runs_tested\" ON \"convlab\".\"runs\" USING btree (\"project\") WHERE test_metrics IS NOT NULL;"
    ]
  }
];
