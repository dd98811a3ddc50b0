-- Weights are random bytes: compressing them costs time and saves nothing.
ALTER TABLE "convlab"."artifact_chunks" ALTER COLUMN "data" SET STORAGE EXTERNAL;
--> statement-breakpoint
-- An experiment knows how many of its runs are in which state, so that a list of experiments never counts runs.
CREATE FUNCTION "convlab"."count_runs"("counts" jsonb, "changes" jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(jsonb_object_agg(status, total) FILTER (WHERE total <> 0), '{}'::jsonb) FROM (
    SELECT status, sum(number::int) AS total FROM (
      SELECT key AS status, value AS number FROM jsonb_each_text(counts)
      UNION ALL
      SELECT key, value FROM jsonb_each_text(changes)
    ) AS both_sides GROUP BY status
  ) AS totals
$$;
--> statement-breakpoint
CREATE FUNCTION "convlab"."runs_inserted"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE convlab.experiments AS e SET run_counts = convlab.count_runs(e.run_counts, c.changes)
  FROM (
    SELECT experiment_id, jsonb_object_agg(status, number) AS changes
    FROM (SELECT experiment_id, status, count(*) AS number FROM changed GROUP BY experiment_id, status) AS n
    GROUP BY experiment_id
  ) AS c WHERE e.id = c.experiment_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION "convlab"."runs_deleted"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE convlab.experiments AS e SET run_counts = convlab.count_runs(e.run_counts, c.changes)
  FROM (
    SELECT experiment_id, jsonb_object_agg(status, -number) AS changes
    FROM (SELECT experiment_id, status, count(*) AS number FROM changed GROUP BY experiment_id, status) AS n
    GROUP BY experiment_id
  ) AS c WHERE e.id = c.experiment_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION "convlab"."runs_updated"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE convlab.experiments AS e SET run_counts = convlab.count_runs(e.run_counts, c.changes), updated_at = now()
  FROM (
    SELECT experiment_id, jsonb_object_agg(status, number) AS changes FROM (
      SELECT experiment_id, status, sum(number) AS number FROM (
        SELECT a.experiment_id, a.status, 1 AS number FROM after_change AS a
          JOIN before_change AS b ON b.id = a.id WHERE b.status <> a.status
        UNION ALL
        SELECT b.experiment_id, b.status, -1 FROM after_change AS a
          JOIN before_change AS b ON b.id = a.id WHERE b.status <> a.status
      ) AS moved GROUP BY experiment_id, status
    ) AS n GROUP BY experiment_id
  ) AS c WHERE e.id = c.experiment_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "runs_inserted" AFTER INSERT ON "convlab"."runs"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "convlab"."runs_inserted"();
--> statement-breakpoint
CREATE TRIGGER "runs_deleted" AFTER DELETE ON "convlab"."runs"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "convlab"."runs_deleted"();
--> statement-breakpoint
CREATE TRIGGER "runs_updated" AFTER UPDATE ON "convlab"."runs"
  REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change FOR EACH STATEMENT EXECUTE FUNCTION "convlab"."runs_updated"();
