CREATE TABLE "convlab"."layer_histograms" (
	"run_id" text NOT NULL,
	"layer" text NOT NULL,
	"epoch" integer NOT NULL,
	"weights" jsonb NOT NULL,
	"gradients" jsonb,
	CONSTRAINT "layer_histograms_run_id_layer_epoch_pk" PRIMARY KEY("run_id","layer","epoch")
);
--> statement-breakpoint
ALTER TABLE "convlab"."layer_histograms" ADD CONSTRAINT "layer_histograms_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "convlab"."runs"("id") ON DELETE cascade ON UPDATE no action;