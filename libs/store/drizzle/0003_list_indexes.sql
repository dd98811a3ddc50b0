DROP INDEX "convlab"."experiments_newest";--> statement-breakpoint
DROP INDEX "convlab"."experiments_project_newest";--> statement-breakpoint
DROP INDEX "convlab"."runs_newest";--> statement-breakpoint
DROP INDEX "convlab"."runs_status_newest";--> statement-breakpoint
CREATE INDEX "experiments_newest" ON "convlab"."experiments" USING btree ("archived","created_at","id");--> statement-breakpoint
CREATE INDEX "experiments_project_newest" ON "convlab"."experiments" USING btree ("project","archived","created_at","id");--> statement-breakpoint
CREATE INDEX "runs_newest" ON "convlab"."runs" USING btree ("archived","created_at","id");--> statement-breakpoint
CREATE INDEX "runs_status_newest" ON "convlab"."runs" USING btree ("status","archived","created_at","id");