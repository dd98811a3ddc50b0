DROP INDEX "convlab"."runs_experiment";--> statement-breakpoint
ALTER TABLE "convlab"."experiments" ADD COLUMN "plan_wanted" integer;--> statement-breakpoint
ALTER TABLE "convlab"."experiments" ADD COLUMN "plan_done" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "convlab"."experiments" ADD COLUMN "halted" text;--> statement-breakpoint
ALTER TABLE "convlab"."runs" ADD COLUMN "place" jsonb;--> statement-breakpoint
CREATE INDEX "experiments_plan_due" ON "convlab"."experiments" USING btree ("id") WHERE plan_wanted > plan_done;--> statement-breakpoint
CREATE UNIQUE INDEX "runs_experiment" ON "convlab"."runs" USING btree ("experiment_id","ordinal");--> statement-breakpoint
ALTER TABLE "convlab"."experiments" ADD CONSTRAINT "experiments_halted_known" CHECK (halted IN ('pause', 'stop'));--> statement-breakpoint
-- Whoever plans an experiment hears when one of its runs ends, in the transaction that ends it: no end is missed, none counts twice.
CREATE OR REPLACE FUNCTION "convlab"."runs_updated"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE convlab.experiments AS e SET run_counts = convlab.count_runs(e.run_counts, c.changes), updated_at = now(),
    plan_wanted = e.plan_wanted + c.ends
  FROM (
    SELECT experiment_id, jsonb_object_agg(status, number) AS changes,
      (count(*) FILTER (WHERE status IN ('finished', 'stopped-early', 'stopped', 'failed') AND number <> 0))::int AS ends
    FROM (
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
CREATE FUNCTION "convlab"."plan_due"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('convlab_plan', NEW.id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "plan_due" AFTER UPDATE OF "plan_wanted" ON "convlab"."experiments"
  FOR EACH ROW WHEN (NEW.plan_wanted > OLD.plan_wanted) EXECUTE FUNCTION "convlab"."plan_due"();
