ALTER TABLE "convlab"."runs" ADD COLUMN "project" text DEFAULT 'default' NOT NULL;--> statement-breakpoint
ALTER TABLE "convlab"."runs" ADD COLUMN "verdict" text GENERATED ALWAYS AS (report->>'verdict') STORED;--> statement-breakpoint
ALTER TABLE "convlab"."runs" ADD COLUMN "subtype" text GENERATED ALWAYS AS (report->>'subtype') STORED;--> statement-breakpoint
ALTER TABLE "convlab"."runs" ADD COLUMN "best_value" double precision GENERATED ALWAYS AS ((best_metrics->>(started->'monitor'->>'name'))::double precision) STORED;--> statement-breakpoint
CREATE INDEX "runs_project_newest" ON "convlab"."runs" USING btree ("project","archived","created_at","id");--> statement-breakpoint
CREATE INDEX "runs_verdict_newest" ON "convlab"."runs" USING btree ("verdict","archived","created_at","id");--> statement-breakpoint
CREATE INDEX "runs_by_name" ON "convlab"."runs" USING btree ("archived","name","id");--> statement-breakpoint
CREATE INDEX "runs_by_duration" ON "convlab"."runs" USING btree ("archived","duration_ms","id");--> statement-breakpoint
CREATE INDEX "runs_by_best_rising" ON "convlab"."runs" USING btree ("archived",coalesce(best_value, 'Infinity'),"id");--> statement-breakpoint
CREATE INDEX "runs_by_best_falling" ON "convlab"."runs" USING btree ("archived",coalesce(best_value, '-Infinity'),"id");--> statement-breakpoint
CREATE INDEX "runs_tags" ON "convlab"."runs" USING gin ("tags");--> statement-breakpoint
UPDATE "convlab"."runs" AS r SET "project" = e."project" FROM "convlab"."experiments" AS e WHERE e."id" = r."experiment_id";
