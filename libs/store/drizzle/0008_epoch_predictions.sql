CREATE TABLE "convlab"."epoch_predictions" (
	"run_id" text NOT NULL,
	"epoch" integer NOT NULL,
	"stays" boolean NOT NULL,
	"classes" "bytea" NOT NULL,
	"confidences" "bytea" NOT NULL,
	CONSTRAINT "epoch_predictions_run_id_epoch_pk" PRIMARY KEY("run_id","epoch")
);
--> statement-breakpoint
CREATE TABLE "convlab"."predicted_examples" (
	"run_id" text PRIMARY KEY NOT NULL,
	"indices" "bytea" NOT NULL,
	"truths" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "convlab"."epoch_predictions" ADD CONSTRAINT "epoch_predictions_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "convlab"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "convlab"."predicted_examples" ADD CONSTRAINT "predicted_examples_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "convlab"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "runs_tested" ON "convlab"."runs" USING btree ("project") WHERE test_metrics IS NOT NULL;